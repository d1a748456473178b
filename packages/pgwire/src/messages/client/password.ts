// PasswordMessage: the answer to a cleartext or MD5 request.
import { CLIENT_TYPE, HEADER_BYTES } from '../../constants.ts';
import { Reader } from '../../reader.ts';
import { cstring, frame } from '../../writer.ts';

export type Password = { readonly kind: 'password'; readonly password: string };

export function encodePassword(password: string): Buffer {
  return frame(CLIENT_TYPE.password, cstring(password, 'the password'));
}

export function decodePassword(bytes: Buffer): Password {
  const reader = new Reader(bytes, 'PasswordMessage', HEADER_BYTES);
  const password = reader.cstring();
  reader.end();
  return { kind: 'password', password };
}
