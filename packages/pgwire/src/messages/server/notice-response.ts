// NoticeResponse: a message that changes nothing.
import { HEADER_BYTES, SERVER_TYPE } from '../../constants.ts';
import { Reader } from '../../reader.ts';
import { frame } from '../../writer.ts';
import { decodeReportFields, encodeReportFields, type ReportFields } from './report-fields.ts';

export type NoticeResponse = { readonly kind: 'noticeResponse'; readonly fields: ReportFields };

export function encodeNoticeResponse(fields: Iterable<readonly [string, string]>): Buffer {
  return frame(SERVER_TYPE.noticeResponse, encodeReportFields(fields));
}

export function decodeNoticeResponse(bytes: Buffer): NoticeResponse {
  return { kind: 'noticeResponse', fields: decodeReportFields(new Reader(bytes, 'NoticeResponse', HEADER_BYTES)) };
}
