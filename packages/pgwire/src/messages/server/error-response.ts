// ErrorResponse: a statement or the session failed.
import { HEADER_BYTES, SERVER_TYPE } from '../../constants.ts';
import { Reader } from '../../reader.ts';
import { frame } from '../../writer.ts';
import { decodeReportFields, encodeReportFields, type ReportFields } from './report-fields.ts';

export type ErrorResponse = { readonly kind: 'errorResponse'; readonly fields: ReportFields };

/** `FATAL` ends the session, `ERROR` the statement. */
export function encodeErrorResponse(p: {
  severity: 'FATAL' | 'ERROR';
  sqlstate: string;
  message: string;
  detail?: string;
  hint?: string;
}): Buffer {
  const fields: [string, string][] = [
    ['S', p.severity],
    ['V', p.severity],
    ['C', p.sqlstate],
    ['M', p.message],
  ];
  if (p.detail !== undefined) fields.push(['D', p.detail]);
  if (p.hint !== undefined) fields.push(['H', p.hint]);
  return frame(SERVER_TYPE.errorResponse, encodeReportFields(fields));
}

export function decodeErrorResponse(bytes: Buffer): ErrorResponse {
  return { kind: 'errorResponse', fields: decodeReportFields(new Reader(bytes, 'ErrorResponse', HEADER_BYTES)) };
}
