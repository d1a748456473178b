// The fields that ErrorResponse and NoticeResponse share (protocol-error-fields).
import type { Reader } from '../../reader.ts';
import { cstring } from '../../writer.ts';

/** One letter → text, for example `S` severity, `C` SQLSTATE, `M` message, `D` detail, `H` hint. */
export type ReportFields = ReadonlyMap<string, string>;

export function encodeReportFields(fields: Iterable<readonly [string, string]>): Buffer {
  const parts = [...fields].map(([letter, text]) => cstring(letter.charAt(0) + text, `field ${letter}`));
  return Buffer.concat([...parts, Buffer.of(0)]);
}

/** A server may report in any encoding before the client's is settled, so bytes that are no UTF-8 are replaced. */
export function decodeReportFields(reader: Reader): ReportFields {
  const fields = new Map<string, string>();
  for (let field = reader.cbytes(); field.length > 0; field = reader.cbytes()) {
    fields.set(String.fromCharCode(field[0] ?? 0), field.subarray(1).toString('utf8'));
  }
  reader.end();
  return fields;
}
