// What AWS derives from an assertion for policies and for its answer.
import { createHash } from 'node:crypto';
import type { AcceptedAssertion } from './verify-assertion.ts';

export type Federation = {
  /** NameID text. */
  readonly subject: string;
  /** Its format without the SAML 2.0 prefix; formats of other prefixes unchanged. */
  readonly subjectType: string;
  readonly issuer: string;
  /** The recipient of the assertion. */
  readonly audience: string;
  readonly nameQualifier: string;
  /** `ACCOUNT/provider-name`. */
  readonly document: string;
};

const SAML2_FORMAT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:';

export function deriveFederation(
  accepted: AcceptedAssertion,
  o: { accountId: string; providerName: string },
): Federation {
  const { issuer } = accepted.assertion;
  const { value, format } = accepted.nameId;
  const document = `${o.accountId}/${o.providerName}`;
  return {
    subject: value,
    subjectType: format.startsWith(SAML2_FORMAT) ? format.slice(SAML2_FORMAT.length) : format,
    issuer,
    audience: accepted.recipient,
    // Issuer and account are joined without a separator.
    nameQualifier: createHash('sha1').update(`${issuer}${document}`).digest('base64'),
    document,
  };
}

/** The keys that stay usable in permission policies for the whole session. */
export function sessionContext(federation: Federation, providerArn: string): Record<string, string> {
  return {
    'saml:sub': federation.subject,
    'saml:sub_type': federation.subjectType,
    'saml:namequalifier': federation.nameQualifier,
    'saml:doc': federation.document,
    'aws:FederatedProvider': providerArn,
  };
}

/** The keys of the trust policy: those of the session, and the ones that only matter at its start. */
export function trustContext(federation: Federation, providerArn: string): Record<string, string> {
  return {
    ...sessionContext(federation, providerArn),
    'saml:aud': federation.audience,
    'saml:iss': federation.issuer,
  };
}
