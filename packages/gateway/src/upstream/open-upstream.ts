// Opens the session on the database server, as the person's own role.
import { connect, type Socket } from 'node:net';
import { decodeServerMessage, encodeStartup, type Frame, SERVER_TYPE, type ServerMessage } from '@keyshift/pgwire';
import type { PostgresServer } from '@keyshift/postgres';
import type { Authenticated } from '../authentication/authenticated.ts';
import { openChannel } from '../connection/channel.ts';
import { HIDDEN_DATABASES, LIMITS } from '../constants.ts';
import { gatewayErrors } from '../errors.ts';
import type { LoginRequest } from '../startup/login-request.ts';

export type UpstreamKey = { readonly processId: number; readonly secretKey: number };

/** A session that waits for its first statement. `notices` are raw messages for the client. */
export type Upstream = {
  readonly socket: Socket;
  readonly key: UpstreamKey;
  readonly statuses: readonly (readonly [string, string])[];
  readonly notices: readonly Buffer[];
};

/** The server's own refusal (unknown database, connection limit …), passed on to the client as it is. */
export type UpstreamRefusal = { readonly refusal: Buffer };

export function socketPathOf(server: Pick<PostgresServer, 'socketDirectory' | 'port'>): string {
  return `${server.socketDirectory}/.s.PGSQL.${server.port}`;
}

/**
 * The kernel vouches for us (peer), so the role needs no password, and the session has that role's rights from its
 * first to its last byte: it was never anybody else. Throws `gateway.database_unknown`, `gateway.upstream_broken`.
 */
export async function openUpstream(
  p: { server: PostgresServer; cluster: string; signal: AbortSignal },
  authenticated: Authenticated,
  request: LoginRequest,
): Promise<Upstream | UpstreamRefusal> {
  if (HIDDEN_DATABASES.has(request.database)) throw gatewayErrors.databaseUnknown({ database: request.database });
  const socket = connect({ path: socketPathOf(p.server), signal: p.signal });
  try {
    return await start(socket, p.cluster, [
      ['user', authenticated.role],
      ['database', request.database],
      ...request.settings,
    ]);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

async function start(
  socket: Socket,
  cluster: string,
  parameters: readonly (readonly [string, string])[],
): Promise<Upstream | UpstreamRefusal> {
  const channel = openChannel(socket);
  channel.write(encodeStartup(parameters));
  const collected: Collected = { statuses: [], notices: [], key: undefined };
  for (;;) {
    const frame = await channel.readFrame(LIMITS.loginFrameBytes);
    if (frame === undefined) throw gatewayErrors.upstreamBroken({ cluster });
    if (frame.type === SERVER_TYPE.errorResponse) {
      socket.destroy();
      return { refusal: frame.bytes };
    }
    if (collect(collected, frame, decodeServerMessage(frame)) === 'ready') break;
  }
  channel.detach();
  const { statuses, notices, key } = collected;
  if (key === undefined) throw gatewayErrors.upstreamBroken({ cluster });
  return { socket, key, statuses, notices };
}

type Collected = { statuses: [string, string][]; notices: Buffer[]; key: UpstreamKey | undefined };

function collect(into: Collected, frame: Frame, message: ServerMessage | undefined): 'ready' | 'more' {
  switch (message?.kind) {
    case 'parameterStatus':
      into.statuses.push([message.name, message.value]);
      return 'more';
    case 'backendKeyData':
      into.key = message;
      return 'more';
    case 'noticeResponse':
      into.notices.push(frame.bytes);
      return 'more';
    case 'readyForQuery':
      return 'ready';
    case 'authenticationOk':
      return 'more';
    default:
      // The server asks for a password or speaks out of turn: peer login is not set up as it must be.
      throw new TypeError(`unexpected message of the database server: ${message?.kind ?? frame.type}`);
  }
}
