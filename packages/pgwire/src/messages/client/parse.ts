// Parse: prepares one statement under a name.
import { CLIENT_TYPE, HEADER_BYTES } from '../../constants.ts';
import { Reader } from '../../reader.ts';
import { frame } from '../../writer.ts';

/** Names and text are bytes in the client's encoding; `parameterTypes` is the undecoded rest (count and OIDs). */
export type Parse = {
  readonly kind: 'parse';
  readonly name: Buffer;
  readonly text: Buffer;
  readonly parameterTypes: Buffer;
};

export function encodeParse(parse: Omit<Parse, 'kind'>): Buffer {
  const zero = Buffer.of(0);
  return frame(CLIENT_TYPE.parse, parse.name, zero, parse.text, zero, parse.parameterTypes);
}

export function decodeParse(bytes: Buffer): Parse {
  const reader = new Reader(bytes, 'Parse', HEADER_BYTES);
  const name = reader.cbytes();
  const text = reader.cbytes();
  return { kind: 'parse', name, text, parameterTypes: reader.bytes(reader.remaining) };
}
