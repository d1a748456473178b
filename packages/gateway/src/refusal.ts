// The edge: turns a failure into the one ErrorResponse a client may see.
import { type AppError, isAppError } from '@keyshift/base';
import { encodeErrorResponse, SQLSTATE, type Sqlstate } from '@keyshift/pgwire';
import type { GatewayErrorCode } from './errors.ts';

const SQLSTATE_OF: Readonly<Record<GatewayErrorCode, Sqlstate>> = {
  'gateway.source_refused': SQLSTATE.connectionRejected,
  'gateway.too_many_connections': SQLSTATE.tooManyConnections,
  'gateway.login_timeout': SQLSTATE.queryCanceled,
  'gateway.unexpected_bytes': SQLSTATE.protocolViolation,
  'gateway.opening_repeated': SQLSTATE.protocolViolation,
  'gateway.tls_required': SQLSTATE.invalidAuthorization,
  'gateway.user_missing': SQLSTATE.invalidAuthorization,
  'gateway.password_expected': SQLSTATE.protocolViolation,
  // Redshift says 28000 where PostgreSQL says 28P01.
  'gateway.login_failed': SQLSTATE.invalidAuthorization,
  'gateway.credential_expired': SQLSTATE.invalidAuthorization,
  'gateway.name_refused': SQLSTATE.invalidAuthorization,
  'gateway.user_unknown': SQLSTATE.undefinedObject,
  'gateway.user_refused': SQLSTATE.invalidAuthorization,
  'gateway.group_unknown': SQLSTATE.undefinedObject,
  'gateway.group_refused': SQLSTATE.invalidAuthorization,
  'gateway.database_unknown': SQLSTATE.undefinedDatabase,
  'gateway.upstream_broken': SQLSTATE.cannotConnectNow,
  'gateway.client_gone': SQLSTATE.protocolViolation,
  'gateway.shutting_down': SQLSTATE.adminShutdown,
  'gateway.port_taken': SQLSTATE.internalError,
  'gateway.master_name_refused': SQLSTATE.internalError,
  'gateway.master_unknown': SQLSTATE.internalError,
};

function isGatewayCode(code: string): code is GatewayErrorCode {
  return Object.hasOwn(SQLSTATE_OF, code);
}

/** The SQLSTATE of an expected failure, whichever package it comes from. */
function sqlstateOf(error: AppError): Sqlstate {
  if (isGatewayCode(error.code)) return SQLSTATE_OF[error.code];
  if (error.code === 'pgwire.frame_too_large') return SQLSTATE.programLimitExceeded;
  if (error.code === 'pgwire.version_unsupported') return SQLSTATE.featureNotSupported;
  if (error.code.startsWith('pgwire.')) return SQLSTATE.protocolViolation;
  if (error.code === 'postgres.too_many_connections') return SQLSTATE.tooManyConnections;
  return SQLSTATE.cannotConnectNow;
}

/** The FATAL answer: an AppError's text, or for a defect of ours a generic line with the session's id. */
export function formatRefusal(error: unknown, sessionId: string): Buffer {
  if (!isAppError(error)) {
    const message = `internal error (session ${sessionId})`;
    return encodeErrorResponse({ severity: 'FATAL', sqlstate: SQLSTATE.internalError, message });
  }
  return encodeErrorResponse({
    severity: 'FATAL',
    sqlstate: sqlstateOf(error),
    message: error.what,
    detail: error.why,
    hint: error.fix,
  });
}
