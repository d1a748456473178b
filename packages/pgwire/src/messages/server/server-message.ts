// What a server says while a session starts.
import { SERVER_TYPE } from '../../constants.ts';
import type { Frame } from '../../framer.ts';
import { type Authentication, decodeAuthentication } from './authentication.ts';
import { type BackendKeyData, decodeBackendKeyData } from './backend-key-data.ts';
import { decodeErrorResponse, type ErrorResponse } from './error-response.ts';
import { decodeNoticeResponse, type NoticeResponse } from './notice-response.ts';
import { decodeParameterStatus, type ParameterStatus } from './parameter-status.ts';
import { decodeReadyForQuery, type ReadyForQuery } from './ready-for-query.ts';

export type ServerMessage =
  | Authentication
  | ParameterStatus
  | BackendKeyData
  | ReadyForQuery
  | ErrorResponse
  | NoticeResponse;

/** The message, or undefined for a kind that does not belong to the start of a session. */
export function decodeServerMessage(frame: Frame): ServerMessage | undefined {
  switch (frame.type) {
    case SERVER_TYPE.authentication:
      return decodeAuthentication(frame.bytes);
    case SERVER_TYPE.parameterStatus:
      return decodeParameterStatus(frame.bytes);
    case SERVER_TYPE.backendKeyData:
      return decodeBackendKeyData(frame.bytes);
    case SERVER_TYPE.readyForQuery:
      return decodeReadyForQuery(frame.bytes);
    case SERVER_TYPE.errorResponse:
      return decodeErrorResponse(frame.bytes);
    case SERVER_TYPE.noticeResponse:
      return decodeNoticeResponse(frame.bytes);
    default:
      return undefined;
  }
}
