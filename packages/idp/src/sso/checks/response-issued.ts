// The signed response: five minutes to use it, one audience, one recipient, and the session it speaks of.
import { X509Certificate } from 'node:crypto';
import { randomText } from '@keyshift/base';
import { issueEncryptedResponse, issueResponse, type ResponseInput, type SigningKey } from '@keyshift/saml';
import { idpErrors } from '../../errors.ts';
import { addSeconds } from '../../session/session-rules.ts';
import { earlier, type SsoContext, type SsoDeps, type SsoFindings } from '../context.ts';

const LIFETIME_SECONDS = 300;
// AWS: SAMLAssertion of AssumeRoleWithSAML takes 4 to 100 000 characters of base64.
const LONGEST_RESPONSE = 100_000;

export async function responseIssued(c: SsoContext, deps: SsoDeps): Promise<SsoFindings> {
  const { label, signatureAlgorithm: digest } = earlier(c, 'application');
  const key = { ...(await deps.directory.keys.get(checkedKeyId(c))), digest };
  const input = inputOf(c, deps);
  const xml = issue(c, deps, { input, key });
  const samlResponse = Buffer.from(xml, 'utf8').toString('base64');
  const { length: characters } = samlResponse;
  if (characters > LONGEST_RESPONSE) throw idpErrors.responseTooLarge({ label, characters });
  const { assertionId } = input;
  // An expired certificate is told and recorded, not refused: service providers pin the key, and never look at the date.
  const isCertificateExpired = key.notAfter <= c.now;
  return { issued: { samlResponse, assertionId, plainXml: () => issueResponse(input, key), isCertificateExpired } };
}

/** Throws `idp.setup_incomplete`. */
function checkedKeyId(c: SsoContext): string {
  const { label, audience } = earlier(c, 'application');
  const { keyId } = c.access;
  if (keyId === null) throw idpErrors.setupIncomplete({ label, missing: 'it has no signing key' });
  if (audience === '') {
    throw idpErrors.setupIncomplete({ label, missing: 'its SP entity ID (audience) is not recorded' });
  }
  return keyId;
}

function issue(c: SsoContext, deps: SsoDeps, o: { input: ResponseInput; key: SigningKey }): string {
  const { label, encryption, encryptionCertificate } = earlier(c, 'application');
  if (encryption === 'none') return issueResponse(o.input, o.key);
  // Never in clear what was asked to be encrypted.
  if (encryptionCertificate === null) {
    throw idpErrors.setupIncomplete({ label, missing: 'it has no certificate to encrypt assertions with' });
  }
  const { publicKey } = new X509Certificate(encryptionCertificate);
  const recipient = { publicKey, certificatePem: encryptionCertificate };
  return issueEncryptedResponse(o.input, o.key, { recipient, random: deps.random });
}

function inputOf(c: SsoContext, deps: SsoDeps): ResponseInput {
  const application = earlier(c, 'application');
  const session = earlier(c, 'session');
  return {
    responseId: `_${randomText(32, deps.random)}`,
    assertionId: `_${randomText(32, deps.random)}`,
    issueInstant: c.now,
    issuer: application.entityId,
    destination: earlier(c, 'acsUrl'),
    ...(c.request && { inResponseTo: c.request.id }),
    audience: application.audience,
    nameId: earlier(c, 'nameId'),
    sessionIndex: session.sessionIndex,
    authnInstant: session.authenticatedAt,
    authnContextClassRef: earlier(c, 'authnContextClassRef'),
    notBefore: c.now,
    notOnOrAfter: addSeconds(c.now, LIFETIME_SECONDS),
    sessionNotOnOrAfter: session.expiresAt,
    attributes: earlier(c, 'attributes'),
    sign: application.sign,
  };
}
