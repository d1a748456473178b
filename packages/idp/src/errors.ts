// What the identity provider refuses, said to the person at the browser: which link is missing, and whom to ask.
import { AppError, type Finding } from '@keyshift/base';

const ASK_ADMIN = 'ask your Keyshift administrator';
const ASK_SERVICE = 'start again from the application; if it happens again, ask whoever runs that application';

export const idpErrors = {
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
  signInRequired(): AppError<'idp.sign_in_required'> {
    return new AppError({
      code: 'idp.sign_in_required',
      what: 'nothing was done',
      why: 'you are not signed in',
      fix: 'sign in first',
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
  personNotActive(): AppError<'idp.person_not_active'> {
    return new AppError({
      code: 'idp.person_not_active',
      what: 'you were not signed in',
      why: 'your account is not active',
      fix: `${ASK_ADMIN} to activate it`,
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
    });
  },
  attributeInvalid(p: { label: string; attribute: string; rule: string }): AppError<'idp.attribute_invalid'> {
    return new AppError({
      code: 'idp.attribute_invalid',
      what: `you were not signed in to ${p.label}`,
      why: `the value for ${p.attribute} would be refused by AWS: ${p.rule}`,
      fix: `${ASK_ADMIN} to correct the application's attributes or your account`,
      details: { attribute: p.attribute },
    });
  },
  responseTooLarge(p: { label: string }): AppError<'idp.response_too_large'> {
    return new AppError({
      code: 'idp.response_too_large',
      what: `you were not signed in to ${p.label}`,
      why: 'the answer would be larger than the 100 000 characters that AWS accepts',
      fix: `${ASK_ADMIN} to reduce the number of your groups`,
    });
  },
  formInvalid(): AppError<'idp.form_invalid'> {
    return new AppError({
      code: 'idp.form_invalid',
      what: 'the form was not accepted',
      why: 'a field is missing or too long',
      fix: 'go back, reload the page and fill in the form again',
    });
  },
  httpsRequired(): AppError<'idp.https_required'> {
    return new AppError({
      code: 'idp.https_required',
      what: 'the form was not accepted',
      why: 'it was sent over plain http, where others can read it',
      fix: 'open this site with https:// and change the password if you sent one',
    });
  },
  adminOnly(): AppError<'idp.admin_only'> {
    return new AppError({
      code: 'idp.admin_only',
      what: 'this page is not shown',
      why: 'it is for administrators only',
      fix: 'open the portal, or sign in as an administrator',
    });
  },
  keyRefused(): AppError<'idp.key_refused'> {
    return new AppError({
      code: 'idp.key_refused',
      what: 'nothing was done',
      why: 'the API key is unknown, expired or revoked, or the account that made it is no longer active',
      fix: 'make a new key in the Admin Portal (Settings, API keys) or with `keyshift key create`',
    });
  },
  notPermitted(p: { permission: string }): AppError<'idp.not_permitted'> {
    return new AppError({
      code: 'idp.not_permitted',
      what: 'nothing was done',
      why: `it needs the permission "${p.permission}", which your role or API key does not have`,
      fix: 'ask an owner to do it, or to change your role',
      details: p,
    });
  },
  secondFactorRequired(): AppError<'idp.second_factor_required'> {
    return new AppError({
      code: 'idp.second_factor_required',
      what: 'nothing was done',
      why: 'this needs a second factor, and you signed in without one',
      fix: 'set one up in the portal under Security, then sign in again with it',
    });
  },
  reauthenticationRequired(): AppError<'idp.reauthentication_required'> {
    return new AppError({
      code: 'idp.reauthentication_required',
      what: 'nothing was done yet',
      why: 'you proved who you are more than 15 minutes ago',
      fix: 'enter your password again',
    });
  },
  reauthenticationFailed(): AppError<'idp.reauthentication_failed'> {
    return new AppError({
      code: 'idp.reauthentication_failed',
      what: 'you were not recognised',
      why: 'the password or the code is wrong, or attempts are paused for a while',
      fix: 'check both, or wait a minute and try again',
    });
  },
  inputInvalid(p: { findings: readonly Finding[] }): AppError<'idp.input_invalid'> {
    return new AppError({
      code: 'idp.input_invalid',
      what: 'the request was not accepted',
      why: p.findings.map((one) => `${one.where ?? 'request'}: ${one.why}`).join('; '),
      fix: 'correct the fields named; /api/openapi.json describes them all',
      details: { findings: p.findings },
    });
  },
  versionMissing(): AppError<'idp.version_missing'> {
    return new AppError({
      code: 'idp.version_missing',
      what: 'nothing was saved',
      why: 'the request does not say which version it changes',
      fix: 'read the object first and send its ETag back as If-Match',
    });
  },
  sessionOnly(): AppError<'idp.session_only'> {
    return new AppError({
      code: 'idp.session_only',
      what: 'nothing was done',
      why: 'this belongs to a person who is signed in, and an API key is not one',
      fix: 'sign in with a browser',
    });
  },
  halfLoginExpired(): AppError<'idp.half_login_expired'> {
    return new AppError({
      code: 'idp.half_login_expired',
      what: 'the sign-in cannot be continued',
      why: 'the password was given more than ten minutes ago, or in another browser',
      fix: 'start again with your password',
    });
  },
  passkeyRefused(p: { cause?: unknown }): AppError<'idp.passkey_refused'> {
    return new AppError({
      code: 'idp.passkey_refused',
      what: 'the passkey was not accepted',
      why: 'it is unknown here, belongs to another site or account, or its answer came too late',
      fix: 'try again, or use another way to sign in',
      ...p,
    });
  },
  linkExpired(): AppError<'idp.link_expired'> {
    return new AppError({
      code: 'idp.link_expired',
      what: 'no password was set',
      why: 'this link was used already, is older than 30 minutes, or is not complete',
      fix: 'ask for a new link',
    });
  },
  mailNotConfigured(): AppError<'idp.mail_not_configured'> {
    return new AppError({
      code: 'idp.mail_not_configured',
      what: 'no mail was sent',
      why: 'no mail server or no sender is set',
      fix: 'fill in host and sender under Settings, Mail',
    });
  },
  mailFailed(p: { host: string; reason: string; cause?: unknown }): AppError<'idp.mail_failed'> {
    return new AppError({
      code: 'idp.mail_failed',
      what: 'no mail was sent',
      why: `${p.host} did not take it: ${p.reason.slice(0, 200)}`,
      fix: 'check host, port, security, user name and password under Settings, Mail',
      cause: p.cause,
    });
  },
  fetchRefused(p: { why: string; cause?: unknown }): AppError<'idp.fetch_refused'> {
    return new AppError({
      code: 'idp.fetch_refused',
      what: 'the address was not read',
      why: p.why,
      fix: 'give a public https address, or download the document yourself and upload it',
      cause: p.cause,
    });
  },
  logoutUnverified(p: { label: string }): AppError<'idp.logout_unverified'> {
    return new AppError({
      code: 'idp.logout_unverified',
      what: `the logout from ${p.label} was not carried out`,
      why: 'its message is not signed, or no certificate of the application is registered to verify it',
      fix: `${ASK_ADMIN} to upload the service provider's metadata, and let the application sign its logout messages`,
    });
  },
  logoutRefused(p: { label: string; why: string }): AppError<'idp.logout_refused'> {
    return new AppError({
      code: 'idp.logout_refused',
      what: `the logout message from ${p.label} was not accepted`,
      why: p.why,
      fix: 'sign out here at /logout, and in the application itself',
    });
  },
} as const;

export type IdpErrorCode = ReturnType<(typeof idpErrors)[keyof typeof idpErrors]>['code'];

/** The HTTP status of each refusal; 400 for what is not listed. */
export const ERROR_STATUS: Readonly<Record<string, number>> = {
  'idp.application_unknown': 404,
  'idp.application_inactive': 403,
  'idp.idp_initiated_refused': 403,
  'idp.sign_in_required': 401,
  'idp.person_not_active': 403,
  'idp.not_entitled': 403,
  'idp.passive_refused': 403,
  'idp.setup_incomplete': 409,
  'idp.attribute_invalid': 409,
  'idp.name_id_missing': 409,
  'idp.request_signature_required': 403,
  'idp.response_too_large': 409,
  'idp.resume_expired': 410,
  'idp.admin_only': 403,
  'idp.key_refused': 401,
  'idp.not_permitted': 403,
  'idp.second_factor_required': 403,
  'idp.reauthentication_required': 403,
  'idp.reauthentication_failed': 403,
  'idp.input_invalid': 400,
  'idp.version_missing': 428,
  'idp.session_only': 403,
  'idp.half_login_expired': 410,
  'idp.passkey_refused': 401,
  'idp.link_expired': 410,
  'idp.mail_not_configured': 409,
  'idp.mail_failed': 502,
  'idp.fetch_refused': 422,
  'idp.logout_unverified': 403,
  'idp.logout_refused': 403,
  'directory.changed_meanwhile': 412,
  'directory.taken': 409,
  'directory.last_owner': 409,
  'idp.https_required': 403,
  'directory.not_found': 404,
  'directory.busy': 503,
  'directory.key_unreadable': 500,
  'directory.changed_meanwhile': 412,
  'directory.key_transition_refused': 409,
};
