// Authentication messages: one type byte, told apart by their first word.
import { AUTHENTICATION, HEADER_BYTES } from '../../constants.ts';
import { Reader } from '../../reader.ts';
import type { AuthenticationCleartextPassword } from './authentication-cleartext-password.ts';
import { type AuthenticationMd5Password, decodeMd5Salt } from './authentication-md5-password.ts';
import type { AuthenticationOk } from './authentication-ok.ts';

/** Another method (SASL, GSSAPI, Redshift's own): only its number is read. */
type AuthenticationOther = { readonly kind: 'authenticationOther'; readonly method: number };
export type Authentication =
  | AuthenticationOk
  | AuthenticationCleartextPassword
  | AuthenticationMd5Password
  | AuthenticationOther;

export function decodeAuthentication(bytes: Buffer): Authentication {
  const reader = new Reader(bytes, 'Authentication', HEADER_BYTES);
  const method = reader.int32();
  if (method === AUTHENTICATION.md5Password) return decodeMd5Salt(reader);
  if (method !== AUTHENTICATION.ok && method !== AUTHENTICATION.cleartextPassword) {
    return { kind: 'authenticationOther', method };
  }
  reader.end();
  return { kind: method === AUTHENTICATION.ok ? 'authenticationOk' : 'authenticationCleartextPassword' };
}
