// The signed response: five minutes to use it, one audience, one recipient, and the session it speaks of.
import { randomText } from '@keyshift/base';
import { AUTHN_CONTEXT, issueResponse } from '@keyshift/saml';
import { idpErrors } from '../../errors.ts';
import { addSeconds } from '../../session/session-rules.ts';
import { earlier, type SsoContext, type SsoDeps, type SsoFindings } from '../context.ts';

const LIFETIME_SECONDS = 300;
// AWS: SAMLAssertion of AssumeRoleWithSAML takes 4 to 100 000 characters of base64.
const LONGEST_RESPONSE = 100_000;

export async function responseIssued(c: SsoContext, deps: SsoDeps): Promise<SsoFindings> {
  const application = earlier(c, 'application');
  if (c.access.keyId === null) {
    throw idpErrors.setupIncomplete({ label: application.label, missing: 'it has no signing key' });
  }
  if (application.audience === '') {
    throw idpErrors.setupIncomplete({
      label: application.label,
      missing: 'its SP entity ID (audience) is not recorded',
    });
  }
  // Never in clear what was asked to be encrypted.
  if (application.encryption !== 'none') {
    throw idpErrors.setupIncomplete({ label: application.label, missing: 'assertions cannot be encrypted yet' });
  }
  const key = await deps.directory.keys.get(c.access.keyId);
  const session = earlier(c, 'session');
  const assertionId = `_${randomText(32, deps.random)}`;
  const xml = issueResponse(
    {
      responseId: `_${randomText(32, deps.random)}`,
      assertionId,
      issueInstant: c.now,
      issuer: application.entityId,
      destination: earlier(c, 'acsUrl'),
      ...(c.request && { inResponseTo: c.request.id }),
      audience: application.audience,
      nameId: earlier(c, 'nameId'),
      sessionIndex: session.sessionIndex,
      authnInstant: session.authenticatedAt,
      authnContextClassRef: AUTHN_CONTEXT.passwordProtectedTransport,
      notBefore: c.now,
      notOnOrAfter: addSeconds(c.now, LIFETIME_SECONDS),
      sessionNotOnOrAfter: session.expiresAt,
      attributes: earlier(c, 'attributes'),
      sign: application.sign,
    },
    key,
  );
  const samlResponse = Buffer.from(xml, 'utf8').toString('base64');
  if (samlResponse.length > LONGEST_RESPONSE) throw idpErrors.responseTooLarge({ label: application.label });
  // An expired certificate is told and recorded, not refused: service providers pin the key, and never look at the date.
  return { issued: { samlResponse, assertionId, xml, isCertificateExpired: key.notAfter <= c.now } };
}
