// AuthenticationCleartextPassword: asks for the password itself; only ever inside TLS.
import { AUTHENTICATION, SERVER_TYPE } from '../../constants.ts';
import { frame, int32 } from '../../writer.ts';

export type AuthenticationCleartextPassword = { readonly kind: 'authenticationCleartextPassword' };

export function encodeAuthenticationCleartextPassword(): Buffer {
  return frame(SERVER_TYPE.authentication, int32(AUTHENTICATION.cleartextPassword));
}
