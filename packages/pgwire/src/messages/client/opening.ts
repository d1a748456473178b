// The first packet of a connection: one of four, told apart by its version word.
import { REQUEST } from '../../constants.ts';
import { Reader } from '../../reader.ts';
import { type CancelRequest, decodeCancelRequest } from './cancel-request.ts';
import type { GssEncryptionRequest } from './gss-encryption-request.ts';
import type { SslRequest } from './ssl-request.ts';
import { decodeStartup, type Startup } from './startup.ts';

export type Opening = SslRequest | GssEncryptionRequest | CancelRequest | Startup;

/** Reads a packet as `Framer.takePacket` gives it. Throws `pgwire.message_malformed`, `pgwire.version_unsupported`. */
export function decodeOpening(bytes: Buffer): Opening {
  const reader = new Reader(bytes, 'StartupMessage', 4);
  const code = reader.int32();
  if (code === REQUEST.cancel) return decodeCancelRequest(bytes);
  if (code === REQUEST.ssl) {
    reader.end();
    return { kind: 'sslRequest' };
  }
  if (code === REQUEST.gssEncryption) {
    reader.end();
    return { kind: 'gssEncryptionRequest' };
  }
  return decodeStartup(bytes);
}
