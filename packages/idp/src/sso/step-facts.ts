// What each step leaves in the trace: small values that explain it to an administrator, never a secret.
import type { SsoContext } from './context.ts';

export type StepFacts = (c: SsoContext) => Readonly<Record<string, unknown>>;

export const noFacts: StepFacts = () => ({});

export const applicationFacts: StepFacts = ({ access: { application } }) =>
  application === null ? {} : { application: application.label, connector: application.connector };

export const stateFacts: StepFacts = ({ access: { application } }) => ({ state: application?.state });

export const initiationFacts: StepFacts = ({ application }) => ({
  idpInitiated: application?.idpInitiated,
  ...(application?.idpInitiated === false && { loginUrl: application.loginUrl }),
});

export const relayStateFacts: StepFacts = ({ relayState, answerRelayState }) => ({
  characters: relayState?.length ?? 0,
  most: 1_024,
  ...(relayState === undefined && answerRelayState !== undefined && { default: true }),
});

export const requestFacts: StepFacts = ({ message, request }) => ({
  binding: message?.binding,
  ...(request && {
    id: request.id.slice(0, 100),
    issuer: request.issuer,
    issueInstant: request.issueInstant.toISOString(),
    ...(request.destination !== undefined && { destination: request.destination.slice(0, 200) }),
    forceAuthn: request.forceAuthn,
    isPassive: request.isPassive,
  }),
});

/** What came stands in the step before; what was expected, here. */
export const validityFacts: StepFacts = ({ application, ssoUrl, request, receivedAt }) => ({
  issuer: application?.audience,
  destination: ssoUrl,
  ...(request && { ageSeconds: Math.round((receivedAt.getTime() - request.issueInstant.getTime()) / 1_000) }),
  ...(request?.protocolBinding !== undefined && { protocolBinding: request.protocolBinding.slice(0, 200) }),
});

export const signatureFacts: StepFacts = ({ message, verified, application }) => ({
  binding: message?.binding,
  verified: verified !== undefined,
  required: application?.requireSignedRequests,
  certificates: application?.requestCertificates.length,
});

export const policyFacts: StepFacts = ({ request, application }) => ({
  configured: application?.nameIdFormat,
  ...(request?.nameIdFormat !== undefined && { wished: request.nameIdFormat.slice(0, 200) }),
  ...(request?.nameIdPolicy?.spNameQualifier !== undefined && {
    wishedQualifier: request.nameIdPolicy.spNameQualifier.slice(0, 200),
    qualifier: application?.audience,
  }),
});

export const factorFacts: StepFacts = ({ session, secondFactor }) => ({
  policy: secondFactor,
  methods: session?.methods,
});

export const contextFacts: StepFacts = ({ request, session, application, authnContextClassRef }) => {
  const { comparison, classRefs = [] } = request?.requestedAuthnContext ?? {};
  const wished = classRefs.slice(0, 5).map((one) => one.slice(0, 200));
  return {
    methods: session?.methods,
    ...(application !== undefined && application.authnContext !== 'proved' && { demanded: application.authnContext }),
    ...(comparison !== undefined && { comparison, wished }),
    ...(authnContextClassRef !== undefined && { classRef: authnContextClassRef }),
  };
};

export const acsFacts: StepFacts = ({ request, acsUrl, application }) => ({
  ...(acsUrl === undefined ? { registered: application?.acs.map((one) => one.url) } : { acsUrl }),
  ...(request?.assertionConsumerServiceUrl !== undefined && {
    wished: request.assertionConsumerServiceUrl.slice(0, 200),
  }),
  ...(request?.assertionConsumerServiceIndex !== undefined && { index: request.assertionConsumerServiceIndex }),
});

export const sessionFacts: StepFacts = ({ session, request, receivedAt }) => ({
  ...(session === undefined
    ? { session: 'none' }
    : { sessionIndex: session.sessionIndex, authenticatedAt: session.authenticatedAt.toISOString() }),
  ...(request?.forceAuthn === true && { newerThan: receivedAt.toISOString() }),
});

export const personFacts: StepFacts = ({ access: { person } }) =>
  person === null ? { person: 'deleted' } : { username: person.username, state: person.state };

export const entitlementFacts: StepFacts = ({ access, entitlement }) =>
  entitlement === undefined
    ? {
        groupsOfPerson: access.memberships.slice(0, 20).map((one) => one.groupName),
        groupsOfApplication: access.entitlements.slice(0, 20).map((one) => one.groupName),
      }
    : { via: entitlement.groupName, roleArn: entitlement.roleArn, groups: entitlement.dbGroups.slice(0, 20) };

export const nameIdFacts: StepFacts = ({ application, nameId }) => ({
  format: application?.nameIdFormat,
  ...(nameId ? { value: nameId.value } : { field: application?.nameIdField }),
});

export const attributeFacts: StepFacts = ({ attributes = [] }) =>
  Object.fromEntries(attributes.map(({ name, values }) => [name.slice(name.lastIndexOf('/') + 1), values.length]));

export const responseFacts: StepFacts = ({ access, application, issued }) => ({
  sign: application?.sign,
  digest: application?.signatureAlgorithm,
  ...(application?.encryption === 'aes256-gcm' && { encryption: application.encryption }),
  keyId: access.keyId,
  ...(issued && { characters: issued.samlResponse.length, assertionId: issued.assertionId }),
  ...(issued?.isCertificateExpired === true && { warning: 'the certificate has expired' }),
});
