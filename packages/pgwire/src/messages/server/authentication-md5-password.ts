// AuthenticationMD5Password: asks for a salted hash; understood for clients of real clusters, never asked for here.
import { AUTHENTICATION, SERVER_TYPE } from '../../constants.ts';
import type { Reader } from '../../reader.ts';
import { frame, int32 } from '../../writer.ts';

export type AuthenticationMd5Password = { readonly kind: 'authenticationMd5Password'; readonly salt: Buffer };

export function encodeAuthenticationMd5Password(salt: Buffer): Buffer {
  return frame(SERVER_TYPE.authentication, int32(AUTHENTICATION.md5Password), salt.subarray(0, 4));
}

/** The rest of the message after its method word. */
export function decodeMd5Salt(reader: Reader): AuthenticationMd5Password {
  const salt = reader.bytes(4);
  reader.end();
  return { kind: 'authenticationMd5Password', salt };
}
