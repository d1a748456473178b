// One connection from its first byte to its last, read from top to bottom.
//
//   client             gateway                                        database server
//     │ connect           │ decide the source address                        │
//     │ SSLRequest ──────►│ 'S', TLS                                         │
//     │ start-up ────────►│ refuse a closed-out address, keep known settings │
//     │◄──────── password?│                                                  │
//     │ password ────────►│ minted credential or stored verifier             │
//     │                   │ role and groups (minted login only)              │
//     │                   │ start-up as the person's own role ──────────────►│
//     │◄──── ready for query, dressed as Redshift ◄──────────────────────────│
//     │◄═══════════════════════ relay ══════════════════════════════════════►│
//
// A credential's expiry is looked at when the session begins. As in Redshift, a session that runs then goes on.
import type { Socket } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { Log } from '@keyshift/base';
import {
  type CancelRequest,
  CLIENT_TYPE,
  decodePassword,
  encodeAuthenticationCleartextPassword,
  encodeAuthenticationOk,
  encodeBackendKeyData,
  encodeParameterStatus,
  encodeReadyForQuery,
} from '@keyshift/pgwire';
import type { Database } from '@keyshift/postgres';
import type { Authenticated } from './authentication/authenticated.ts';
import { authenticateByGrant, isMintedUser } from './authentication/by-grant.ts';
import { authenticateByPassword } from './authentication/by-password.ts';
import type { ScramVerifier } from './authentication/scram.ts';
import type { Channel } from './connection/channel.ts';
import { type Opened, openConnection } from './connection/opening.ts';
import type { Limits } from './constants.ts';
import { gatewayErrors } from './errors.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { ClientStream } from './relay/client-stream.ts';
import { relay } from './relay/relay.ts';
import type { SessionRoles } from './roles/session-roles.ts';
import { type LoginRequest, parseLoginRequest } from './startup/login-request.ts';
import { formatStatuses } from './startup/parameter-status.ts';
import type { CancelKeys } from './upstream/cancel-keys.ts';
import { openUpstream, type Upstream } from './upstream/open-upstream.ts';

export type SessionContext = {
  readonly deps: GatewayDeps;
  readonly limits: Limits;
  readonly port: number;
  readonly secureContext: SecureContext;
  readonly database: Database;
  readonly decoy: ScramVerifier;
  readonly roles: SessionRoles;
  readonly cancelKeys: CancelKeys;
};

export type Visit = {
  readonly id: string;
  readonly socket: Socket;
  readonly address: string;
  readonly log: Log;
  /** Aborted when the login takes too long or the client goes. */
  readonly signal: AbortSignal;
  /** The channel a refusal is to be written to. */
  readonly onChannel: (channel: Channel) => void;
  readonly onLoggedIn: () => void;
};

/** Serves one connection. Throws what the client is to be told; returns when the connection is done with. */
export async function serveConnection(context: SessionContext, visit: Visit): Promise<void> {
  const source = await context.deps.decideSource(visit.address);
  const opened = await openConnection(visit.socket, {
    secureContext: context.secureContext,
    startupBytes: context.limits.startupBytes,
    onChannel: visit.onChannel,
  });
  if (opened.request.kind === 'cancelRequest') return serveCancel(context, opened.request, source.allowed);
  // Said only now, where every driver understands it; nothing of the client's but its start-up packet was looked at.
  if (!source.allowed) throw sourceRefused(context, visit.address, source.reason);
  const request = parseLoginRequest(opened.request);
  if (request.dropped.length > 0)
    visit.log('debug', 'gateway.parameters_dropped', { names: request.dropped.join(' ') });
  const password = await askPassword(opened, context.limits.loginFrameBytes);
  const authenticated = await authenticate(context, { user: request.user, password });
  const leave = authenticated.grant === undefined ? undefined : await context.roles.enter(authenticated.grant);
  try {
    await runSession(context, visit, { channel: opened.channel, authenticated, request });
  } finally {
    await leave?.();
  }
}

function sourceRefused(context: SessionContext, address: string, reason: string): Error {
  const { identifier } = context.deps.cluster;
  return gatewayErrors.sourceRefused({ address, cluster: identifier, port: context.port, reason });
}

async function serveCancel(context: SessionContext, request: CancelRequest, isAllowed: boolean): Promise<void> {
  if (isAllowed) await context.cancelKeys.cancel(request);
}

async function askPassword({ channel, isEncrypted }: Opened, maxBytes: number): Promise<string> {
  if (!isEncrypted) throw gatewayErrors.tlsRequired();
  channel.write(encodeAuthenticationCleartextPassword());
  const frame = await channel.readFrame(maxBytes);
  if (frame === undefined) throw gatewayErrors.clientGone();
  if (frame.type !== CLIENT_TYPE.password) throw gatewayErrors.passwordExpected();
  return decodePassword(frame.bytes).password;
}

function authenticate(
  { deps, database, decoy }: SessionContext,
  login: { user: string; password: string },
): Promise<Authenticated> {
  if (isMintedUser(login.user)) return authenticateByGrant(deps, login);
  return authenticateByPassword({ database, now: deps.now, decoy }, login);
}

async function runSession(
  context: SessionContext,
  visit: Visit,
  p: { channel: Channel; authenticated: Authenticated; request: LoginRequest },
): Promise<void> {
  const { server, cluster } = context.deps;
  const target = { server, cluster: cluster.identifier, signal: visit.signal };
  const upstream = await openUpstream(target, p.authenticated, p.request);
  if ('refusal' in upstream) {
    p.channel.write(upstream.refusal);
    return;
  }
  const key = context.cancelKeys.issue(upstream.key);
  const follower = new ClientStream(context.limits.sessionFrameBytes);
  try {
    visit.onLoggedIn();
    p.channel.write(formatGreeting(upstream, key));
    visit.log('info', 'gateway.session_opened', { user: p.authenticated.role, database: p.request.database });
    await relay(p.channel.stream, upstream.socket, follower, p.channel.detach());
  } finally {
    // A client that vanished in the middle of a statement leaves it running; nobody waits for it any more.
    if (!follower.isTerminated) await context.cancelKeys.cancel(key);
    context.cancelKeys.forget(key);
    upstream.socket.destroy();
    visit.log('info', 'gateway.session_closed', { user: p.authenticated.role });
  }
}

function formatGreeting(upstream: Upstream, key: { processId: number; secretKey: number }): Buffer {
  const statuses = formatStatuses(upstream.statuses, upstream.key.processId);
  return Buffer.concat([
    encodeAuthenticationOk(),
    ...statuses.map(([name, value]) => encodeParameterStatus(name, value)),
    ...upstream.notices,
    encodeBackendKeyData(key),
    encodeReadyForQuery('idle'),
  ]);
}
