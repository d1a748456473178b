// The listener: admits connections within limits, gives each its session, and tells every failure to its client.
import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext } from 'node:tls';
import { isAppError, type Log, newId } from '@keyshift/base';
import { openDatabase } from '@keyshift/postgres';
import { createDecoy } from './authentication/by-password.ts';
import { createLoginLimits, type LoginLimits } from './connection/login-limits.ts';
import { LIMITS, type Limits } from './constants.ts';
import { gatewayErrors } from './errors.ts';
import type { GatewayDeps } from './gateway-deps.ts';
import { formatRefusal } from './refusal.ts';
import { createSessionRoles } from './roles/session-roles.ts';
import { type SessionContext, serveConnection } from './session.ts';
import { createCancelKeys } from './upstream/cancel-keys.ts';
import { socketPathOf } from './upstream/open-upstream.ts';

export type Gateway = { readonly port: number; close(): Promise<void> };

type Connection = { readonly socket: Socket; refuse(error: unknown): void };

/**
 * Listens as one cluster's Redshift endpoint in front of `deps.server`. Throws `gateway.port_taken`.
 * `close` ends all sessions with SQLSTATE 57P01. `limits` replaces single limits.
 */
export async function startGateway(deps: GatewayDeps, limits: Partial<Limits> = {}): Promise<Gateway> {
  const bounds = { ...LIMITS, ...limits };
  const secureContext = createSecureContext({
    cert: deps.tls.certificatePem,
    key: deps.tls.privateKeyPem.reveal(),
    minVersion: 'TLSv1.2',
  });
  // Reads verifiers and manages roles; never carries a client's statement.
  const database = openDatabase(deps.server.target('postgres'), { maxConnections: 4 });
  const roles = createSessionRoles(database, deps.cluster.masterUsername);
  const server = createServer({ noDelay: true, keepAlive: true, keepAliveInitialDelay: bounds.keepAliveMs });
  try {
    await roles.clear();
    await listen(server, deps);
  } catch (error) {
    await database.close();
    throw error;
  }
  const port = portOf(server);
  const cancelKeys = createCancelKeys(socketPathOf(deps.server), deps.random);
  const decoy = createDecoy(deps.random);
  const context: SessionContext = { deps, limits: bounds, port, secureContext, database, decoy, roles, cancelKeys };
  const connections = new Set<Connection>();
  const visits = new Set<Promise<void>>();
  const queue = createLoginLimits(bounds);
  server.on('connection', (socket) => {
    const visit = welcome({ context, queue, connections }, socket);
    visits.add(visit);
    void visit.finally(() => visits.delete(visit));
  });
  return {
    port,
    async close(): Promise<void> {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const connection of connections) connection.refuse(gatewayErrors.shuttingDown());
      await Promise.all([closed, ...visits]);
      await database.close();
    },
  };
}

function listen(server: Server, { host, port }: GatewayDeps): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', () => reject(gatewayErrors.portTaken({ host, port })));
    server.listen({ host, port }, resolve);
  });
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

// An IPv4 client of an IPv6 listener appears as ::ffff:192.0.2.1; security groups speak of 192.0.2.1.
function addressOf(socket: Socket): string {
  return (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}

async function welcome(
  p: { context: SessionContext; queue: LoginLimits; connections: Set<Connection> },
  socket: Socket,
): Promise<void> {
  const { deps } = p.context;
  const id = newId('ses', deps.random);
  const address = addressOf(socket);
  const log: Log = (level, event, fields) => deps.log(level, event, { session: id, address, ...fields });
  socket.on('error', (error) => log('debug', 'gateway.socket_error', { reason: error.message }));
  const leaveQueue = p.queue.enter(address);
  let stream: Duplex = socket;
  const refuse = (error: unknown): void => {
    logRefusal(log, error);
    hangUp(stream, socket, formatRefusal(error, id));
  };
  if (leaveQueue === undefined) return refuse(gatewayErrors.tooManyConnections({ address }));
  const connection = { socket, refuse };
  p.connections.add(connection);
  const login = new AbortController();
  const timer = setTimeout(() => refuse(gatewayErrors.loginTimeout()), p.context.limits.loginTimeoutMs);
  const endLogin = (): void => {
    clearTimeout(timer);
    leaveQueue();
  };
  socket.once('close', () => login.abort());
  try {
    await serveConnection(p.context, {
      id,
      socket,
      address,
      log,
      signal: login.signal,
      onChannel: (channel) => {
        stream = channel.stream;
      },
      onLoggedIn: endLogin,
    });
    hangUp(stream, socket);
  } catch (error) {
    refuse(error);
  } finally {
    endLogin();
    p.connections.delete(connection);
  }
}

// Says the last words, if the client still listens, and lets go of one that does not.
function hangUp(stream: Duplex, socket: Socket, lastWords?: Buffer): void {
  if (stream.writable && lastWords !== undefined) stream.write(lastWords);
  stream.end();
  stream.resume();
  const patience = setTimeout(() => socket.destroy(), 1_000);
  socket.once('close', () => clearTimeout(patience));
  if (socket.destroyed) clearTimeout(patience);
}

function logRefusal(log: Log, error: unknown): void {
  if (isAppError(error, 'gateway.client_gone')) log('debug', 'gateway.client_gone');
  else if (isAppError(error)) log('info', 'gateway.refused', { code: error.code, reason: error.message });
  else
    log('error', 'gateway.internal_error', {
      reason: error instanceof Error ? (error.stack ?? error.message) : 'unknown',
    });
}
