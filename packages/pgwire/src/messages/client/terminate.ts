// Terminate: the client's good-bye.
import { CLIENT_TYPE, HEADER_BYTES } from '../../constants.ts';
import { Reader } from '../../reader.ts';
import { frame } from '../../writer.ts';

export type Terminate = { readonly kind: 'terminate' };

export function encodeTerminate(): Buffer {
  return frame(CLIENT_TYPE.terminate);
}

export function decodeTerminate(bytes: Buffer): Terminate {
  new Reader(bytes, 'Terminate', HEADER_BYTES).end();
  return { kind: 'terminate' };
}
