// Query: one text with any number of statements, run by the simple protocol.
import { CLIENT_TYPE, HEADER_BYTES } from '../../constants.ts';
import { Reader } from '../../reader.ts';
import { frame } from '../../writer.ts';

/** `text` holds the bytes in the client's encoding, which need not be UTF-8. */
export type Query = { readonly kind: 'query'; readonly text: Buffer };

export function encodeQuery(text: Buffer): Buffer {
  return frame(CLIENT_TYPE.query, text, Buffer.of(0));
}

export function decodeQuery(bytes: Buffer): Query {
  const reader = new Reader(bytes, 'Query', HEADER_BYTES);
  const text = reader.cbytes();
  reader.end();
  return { kind: 'query', text };
}
