// A logout message as it came: which of the two kinds, by which binding, and proof that its sender signed it.
import { type KeyObject, X509Certificate } from 'node:crypto';
import type { Application } from '@keyshift/directory';
import {
  decodePostRequest,
  isSignedMessage,
  type LogoutRequest,
  type LogoutResponse,
  parseRedirectQuery,
  readLogoutRequest,
  readLogoutResponse,
  type VerifiedMessage,
  verifyPostSignature,
  verifyRedirectSignature,
} from '@keyshift/saml';
import { idpErrors } from '../errors.ts';

export type Received =
  | { readonly binding: 'redirect'; readonly rawQuery: string }
  | { readonly binding: 'post'; readonly base64: string };

export type LogoutMessage =
  | { readonly kind: 'request'; readonly message: LogoutRequest }
  | { readonly kind: 'response'; readonly message: LogoutResponse };

/** Public keys of the service provider's registered certificates. */
function requestKeysOf({ requestCertificates }: Pick<Application, 'requestCertificates'>): KeyObject[] {
  return requestCertificates.map((pem) => new X509Certificate(pem).publicKey);
}

function verify(application: Application, received: Received): VerifiedMessage {
  const unverified = idpErrors.logoutUnverified({ label: application.label });
  const keys = requestKeysOf(application);
  if (keys.length === 0) throw unverified;
  if (received.binding === 'redirect') {
    if (!parseRedirectQuery(received.rawQuery).isSigned) throw unverified;
    return verifyRedirectSignature({ rawQuery: received.rawQuery, keys });
  }
  const xml = decodePostRequest(received.base64);
  if (!isSignedMessage(xml)) throw unverified;
  return verifyPostSignature(xml, keys);
}

/**
 * Reads nothing but what the application's certificate signed: an unsigned message must not end anything.
 * Throws `idp.logout_unverified`, `saml.*`, `xml.*`.
 */
export function readLogoutMessage(application: Application, received: Received): LogoutMessage {
  const verified = verify(application, received);
  return verified.kind === 'SAMLRequest'
    ? { kind: 'request', message: readLogoutRequest(verified) }
    : { kind: 'response', message: readLogoutResponse(verified) };
}
