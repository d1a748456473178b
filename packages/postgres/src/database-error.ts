// Tells the failures a person can act on from the database's own verdicts, which pass through.
import type { AppError } from '@keyshift/base';
import { postgresErrors } from './errors.ts';

const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EACCES',
  'EPIPE',
  'ETIMEDOUT',
]);
// admin_shutdown, crash_shutdown, cannot_connect_now: the server is going or not yet there.
const ABSENT_STATES: ReadonlySet<string> = new Set(['57P01', '57P02', '57P03']);
const LOGIN_STATES: ReadonlySet<string> = new Set(['28000', '28P01', '3D000']);

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** True for an error that the database server itself reported; with `sqlstate`, for that one only. */
export function isDatabaseError(error: unknown, sqlstate?: string): error is Error & { readonly code: string } {
  const code = codeOf(error);
  if (code === undefined || !/^[0-9A-Z]{5}$/.test(code) || !(error instanceof Error && 'severity' in error))
    return false;
  return sqlstate === undefined || code === sqlstate;
}

// The driver reports a broken connection without a code.
const BROKEN = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/;

function isAbsence(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined && (NETWORK_CODES.has(code) || ABSENT_STATES.has(code) || code.startsWith('08'))) return true;
  return error instanceof Error && BROKEN.test(error.message);
}

/** The AppError for a failure of connection or capacity; anything else comes back unchanged. */
export function translateError(error: unknown): unknown {
  const code = codeOf(error);
  if (isAbsence(error)) return postgresErrors.unreachable({ reason: reasonOf(error), cause: error });
  if (code === '53100') return postgresErrors.diskFull({ cause: error });
  if (code === '53300') return postgresErrors.tooManyConnections({ cause: error });
  return error;
}

/** As `translateError`, for the moment of connecting, where a login can be refused too. */
export function translateConnectError(error: unknown): unknown {
  const code = codeOf(error);
  if (code !== undefined && LOGIN_STATES.has(code)) return loginRefused(error);
  return translateError(error);
}

function loginRefused(error: unknown): AppError<'postgres.login_refused'> {
  return postgresErrors.loginRefused({ reason: reasonOf(error), cause: error });
}

// An AggregateError (localhost on IPv4 and IPv6) has an empty message.
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  return error instanceof Error && error.message !== '' ? error.message : (codeOf(error) ?? 'unknown reason');
}
