// Translates whatever a request threw into one status and one AppError that may be shown.
import { type AppError, isAppError } from '@keyshift/base';
import { httpErrors } from '../errors.ts';

export type WebError = { status: number; error: AppError };

const OWN_STATUS: Readonly<Record<string, number>> = {
  'http.parameter_repeated': 400,
  'http.bad_request': 400,
  'http.csrf_token': 403,
  'http.foreign_origin': 403,
  'http.not_found': 404,
  'http.method_refused': 405,
  'http.body_too_large': 413,
  'http.media_type': 415,
};

// A database that is away is a matter of waiting, not of the request.
const UNAVAILABLE = /^postgres\./;

function statusOf(error: AppError, known: Readonly<Record<string, number>>): number {
  return OWN_STATUS[error.code] ?? known[error.code] ?? (UNAVAILABLE.test(error.code) ? 503 : 400);
}

function fromFramework(error: unknown): AppError | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return undefined;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return httpErrors.bodyTooLarge();
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return httpErrors.mediaType();
  const isRequestFault = typeof error.statusCode === 'number' && error.statusCode >= 400 && error.statusCode < 500;
  return isRequestFault ? httpErrors.badRequest() : undefined;
}

/** `known`: status by AppError code; 400 unless listed. A defect becomes 500 `http.internal` without its text. */
export function translateWebError(
  thrown: unknown,
  o: { requestId: string; known: Readonly<Record<string, number>> },
): WebError {
  const error = isAppError(thrown) ? thrown : fromFramework(thrown);
  if (error !== undefined) return { status: statusOf(error, o.known), error };
  return { status: 500, error: httpErrors.internal({ requestId: o.requestId }) };
}
