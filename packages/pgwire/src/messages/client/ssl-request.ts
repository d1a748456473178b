// SSLRequest: asks whether TLS may begin.
import { REQUEST } from '../../constants.ts';
import { int32, packet } from '../../writer.ts';

export type SslRequest = { readonly kind: 'sslRequest' };

export function encodeSslRequest(): Buffer {
  return packet(int32(REQUEST.ssl));
}
