// GSSENCRequest: asks whether GSSAPI encryption may begin.
import { REQUEST } from '../../constants.ts';
import { int32, packet } from '../../writer.ts';

export type GssEncryptionRequest = { readonly kind: 'gssEncryptionRequest' };

export function encodeGssEncryptionRequest(): Buffer {
  return packet(int32(REQUEST.gssEncryption));
}
