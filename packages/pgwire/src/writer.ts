// Puts one message together: type byte, length, fields.
import { HEADER_BYTES } from './constants.ts';
import { pgwireErrors } from './errors.ts';

/** A text as the protocol sends it: UTF-8 and a zero byte. Throws `pgwire.text_unsendable` if it contains one. */
export function cstring(text: string, field: string): Buffer {
  if (text.includes('\0')) throw pgwireErrors.textUnsendable({ field });
  return Buffer.from(`${text}\0`, 'utf8');
}

export function int32(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value | 0);
  return bytes;
}

/** A message with a type byte; the length word counts itself but not the type. */
export function frame(type: number, ...fields: readonly Uint8Array[]): Buffer {
  const size = fields.reduce((sum, field) => sum + field.length, 0);
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  header.writeUInt8(type, 0);
  header.writeInt32BE(size + 4, 1);
  return Buffer.concat([header, ...fields], HEADER_BYTES + size);
}

/** A message of the start-up phase, which has no type byte. */
export function packet(...fields: readonly Uint8Array[]): Buffer {
  const size = fields.reduce((sum, field) => sum + field.length, 4);
  return Buffer.concat([int32(size), ...fields], size);
}
