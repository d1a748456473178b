// What stops a sign-in to an application, said to the person at the browser: which link is missing, and whom to ask.
import { AppError } from '@keyshift/base';

const ASK_ADMIN = 'ask your Keyshift administrator';
const ASK_SERVICE = 'start again from the application; if it happens again, ask whoever runs that application';

export const signOnErrors = {
  applicationUnknown(): AppError<'idp.application_unknown'> {
    return new AppError({
      code: 'idp.application_unknown',
      what: 'you were not signed in',
      why: 'no application has this sign-in address',
      fix: 'check the login URL in your SQL client, or open the application from the portal',
    });
  },
  applicationInactive(p: { label: string }): AppError<'idp.application_inactive'> {
    return new AppError({
      code: 'idp.application_inactive',
      what: `you were not signed in to ${p.label}`,
      why: 'single sign-on is deactivated for this application',
      fix: `${ASK_ADMIN} to activate it`,
    });
  },
  idpInitiatedRefused(p: { label: string }): AppError<'idp.idp_initiated_refused'> {
    return new AppError({
      code: 'idp.idp_initiated_refused',
      what: `you were not signed in to ${p.label}`,
      why: 'this application takes only sign-ins that begin on its own site',
      fix: 'open the application itself and sign in there',
    });
  },
  requestMissing(): AppError<'idp.request_missing'> {
    return new AppError({
      code: 'idp.request_missing',
      what: 'you were not signed in',
      why: 'the application sent no SAML request',
      fix: ASK_SERVICE,
    });
  },
  requestExpired(): AppError<'idp.request_expired'> {
    return new AppError({
      code: 'idp.request_expired',
      what: 'you were not signed in',
      why: 'the application’s request is older than five minutes, or a clock is wrong',
      fix: ASK_SERVICE,
    });
  },
  issuerUnknown(p: { label: string }): AppError<'idp.issuer_unknown'> {
    return new AppError({
      code: 'idp.issuer_unknown',
      what: `you were not signed in to ${p.label}`,
      why: 'the request comes from another service provider than the one registered here',
      fix: `${ASK_ADMIN} to compare the SP entity ID (audience) on both sides`,
    });
  },
  destinationWrong(p: { label: string }): AppError<'idp.destination_wrong'> {
    return new AppError({
      code: 'idp.destination_wrong',
      what: `you were not signed in to ${p.label}`,
      why: 'the request was made for another address than this one',
      fix: `${ASK_ADMIN} to compare the SSO URL on both sides`,
    });
  },
  bindingUnsupported(): AppError<'idp.binding_unsupported'> {
    return new AppError({
      code: 'idp.binding_unsupported',
      what: 'you were not signed in',
      why: 'the application wants its answer by another way than HTTP POST',
      fix: `${ASK_ADMIN} to set the HTTP-POST binding in the application`,
    });
  },
  acsUnregistered(p: { label: string }): AppError<'idp.acs_unregistered'> {
    return new AppError({
      code: 'idp.acs_unregistered',
      what: `you were not signed in to ${p.label}`,
      why: 'the request wants the answer at an address (ACS URL) that is not registered here',
      fix: `${ASK_ADMIN} to add that ACS URL if it belongs to the application`,
    });
  },
  requestSignatureRequired(p: { label: string }): AppError<'idp.request_signature_required'> {
    return new AppError({
      code: 'idp.request_signature_required',
      what: `you were not signed in to ${p.label}`,
      why: 'the application must sign its requests, and this one has no signature that can be verified',
      fix: `${ASK_ADMIN} to let the application sign its requests, or to take them unsigned`,
    });
  },
  requestCertificateMissing(p: { label: string }): AppError<'idp.request_certificate_missing'> {
    return new AppError({
      code: 'idp.request_certificate_missing',
      what: `you were not signed in to ${p.label}`,
      why: 'the request is signed, and no certificate of the application is registered here to verify it',
      fix: `${ASK_ADMIN} to upload the application's metadata or its signing certificate`,
    });
  },
  nameIdPolicyRefused(p: { label: string }): AppError<'idp.name_id_policy_refused'> {
    return new AppError({
      code: 'idp.name_id_policy_refused',
      what: `you were not signed in to ${p.label}`,
      why: 'the application asks for another kind of name (NameID format or qualifier) than it is configured to get',
      fix: `${ASK_ADMIN} to compare the NameID format on both sides`,
    });
  },
  authnContextUnmet(p: { label: string }): AppError<'idp.authn_context_unmet'> {
    return new AppError({
      code: 'idp.authn_context_unmet',
      what: `you were not signed in to ${p.label}`,
      why: 'the application asks for another kind of sign-in than you used',
      fix: 'set up a second factor in the portal under Security, sign in again with it, then open the application again',
    });
  },
  proofInsufficient(p: { label: string; demanded: string }): AppError<'idp.proof_insufficient'> {
    return new AppError({
      code: 'idp.proof_insufficient',
      what: `you were not signed in to ${p.label}`,
      why: 'the application demands another kind of sign-in than you used',
      fix: 'sign in again with a second factor or a passkey; if you have none, set one up in the portal under Security first',
      details: { demanded: p.demanded },
    });
  },
  nameIdMissing(p: { label: string; field: string }): AppError<'idp.name_id_missing'> {
    return new AppError({
      code: 'idp.name_id_missing',
      what: `you were not signed in to ${p.label}`,
      why: `the application knows people by "${p.field}", and your account has none`,
      fix: `${ASK_ADMIN} to fill it in`,
      details: { field: p.field },
    });
  },
  relayStateTooLong(): AppError<'idp.relay_state_too_long'> {
    return new AppError({
      code: 'idp.relay_state_too_long',
      what: 'you were not signed in',
      why: 'the RelayState is longer than 1024 characters',
      fix: ASK_SERVICE,
    });
  },
  resumeExpired(): AppError<'idp.resume_expired'> {
    return new AppError({
      code: 'idp.resume_expired',
      what: 'the sign-in cannot be continued',
      why: 'it was begun more than 15 minutes ago, or in another browser',
      fix: 'start again from the application',
    });
  },
  passiveRefused(p: { label: string }): AppError<'idp.passive_refused'> {
    return new AppError({
      code: 'idp.passive_refused',
      what: `you were not signed in to ${p.label}`,
      why: 'the application asked for a sign-in without any page, and you are not signed in here',
      fix: 'sign in to the portal first, then open the application again',
    });
  },
  notEntitled(p: { label: string }): AppError<'idp.not_entitled'> {
    return new AppError({
      code: 'idp.not_entitled',
      what: `you were not signed in to ${p.label}`,
      why: `you are not in any group that may use ${p.label}`,
      fix: `${ASK_ADMIN} to add you to a group that may`,
    });
  },
  setupIncomplete(p: { label: string; missing: string }): AppError<'idp.setup_incomplete'> {
    return new AppError({
      code: 'idp.setup_incomplete',
      what: `you were not signed in to ${p.label}`,
      why: `its setup is not complete: ${p.missing}`,
      fix: `${ASK_ADMIN} to finish it (keyshift apply does it all)`,
      details: { missing: p.missing },
    });
  },
  attributeInvalid(p: {
    label: string;
    attribute: string;
    rule: string;
    value: string;
  }): AppError<'idp.attribute_invalid'> {
    return new AppError({
      code: 'idp.attribute_invalid',
      what: `you were not signed in to ${p.label}`,
      why: `the value for ${p.attribute} would be refused by AWS: ${p.rule}`,
      fix: `${ASK_ADMIN} to correct the application's attributes or your account`,
      details: { attribute: p.attribute, rule: p.rule, value: p.value },
    });
  },
  responseTooLarge(p: { label: string; characters: number }): AppError<'idp.response_too_large'> {
    return new AppError({
      code: 'idp.response_too_large',
      what: `you were not signed in to ${p.label}`,
      why: 'the answer would be larger than the 100 000 characters that AWS accepts',
      fix: `${ASK_ADMIN} to reduce the number of your groups`,
      details: { characters: p.characters },
    });
  },
} as const;
