// A logout message as it came: which of the two kinds, by which binding, and proof that its sender signed it.
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
import { requestKeysOf } from '../sso/request-keys.ts';

export type Received =
  | { readonly binding: 'redirect'; readonly rawQuery: string }
  | { readonly binding: 'post'; readonly base64: string };

type LogoutMessage = { readonly relayState: string | undefined } & (
  | { readonly kind: 'request'; readonly message: LogoutRequest }
  | { readonly kind: 'response'; readonly message: LogoutResponse }
);

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
  // Only what the Redirect binding signed; by POST it comes beside the message.
  const { relayState } = verified;
  return verified.kind === 'SAMLRequest'
    ? { kind: 'request', relayState, message: readLogoutRequest(verified) }
    : { kind: 'response', relayState, message: readLogoutResponse(verified) };
}
