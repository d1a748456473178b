// AuthenticationOk: the client is who it says.
import { AUTHENTICATION, SERVER_TYPE } from '../../constants.ts';
import { frame, int32 } from '../../writer.ts';

export type AuthenticationOk = { readonly kind: 'authenticationOk' };

export function encodeAuthenticationOk(): Buffer {
  return frame(SERVER_TYPE.authentication, int32(AUTHENTICATION.ok));
}
