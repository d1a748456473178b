// HTTP and HTTPS on one port: the first byte of a connection tells a TLS handshake from a request line.
import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server as NetServer, type Socket } from 'node:net';
import { isAppError } from '@keyshift/base';
import type { Tls } from '../tls/store.ts';
import { translateListenError } from './listen-error.ts';

export type Listener = { port: number; close(): Promise<void> };
export type Handler = (req: IncomingMessage, res: ServerResponse) => void;
export type ListenBothOptions = {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  tls: Tls;
  handler: Handler;
  /** Longest wait for the first byte, the TLS handshake and complete headers; 10 000 unless told. */
  headersTimeoutMs?: number;
};

// rfc8446 §5.1 – the record type of every handshake message.
const TLS_HANDSHAKE = 0x16;
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;
const KEEP_ALIVE_MS = 30_000;

function httpServers(o: ListenBothOptions): { plain: Server; secure: Server } {
  const headersTimeout = o.headersTimeoutMs ?? HEADERS_TIMEOUT_MS;
  const limits = {
    headersTimeout,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: Math.max(50, Math.min(5_000, headersTimeout / 2)),
  };
  const secure = createHttpsServer(
    { ...limits, handshakeTimeout: headersTimeout, cert: o.tls.certificatePem, key: o.tls.privateKeyPem.reveal() },
    o.handler,
  );
  const plain = createHttpServer(limits, o.handler);
  // These two never listen themselves, and Node begins to watch their time-outs only on this event.
  for (const server of [plain, secure]) server.emit('listening');
  return { plain, secure };
}

function dispatch(socket: Socket, o: { plain: Server; secure: Server; timeoutMs: number }): void {
  const giveUp = () => socket.destroy();
  socket.on('error', giveUp);
  socket.setTimeout(o.timeoutMs, giveUp);
  socket.once('data', (chunk) => {
    socket.pause();
    socket.setTimeout(0);
    socket.off('timeout', giveUp);
    socket.unshift(chunk);
    const server = chunk[0] === TLS_HANDSHAKE ? o.secure : o.plain;
    server.emit('connection', socket);
    process.nextTick(() => socket.resume());
  });
}

async function listen(server: NetServer, o: { host: string; port: number }): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(translateListenError(error, o)));
    server.listen({ host: o.host, port: o.port }, () => resolve());
  });
  return (server.address() as AddressInfo).port;
}

// Nobody else should own the other half of "localhost"; a machine without IPv6 has no such half.
async function listenOnTwin(server: NetServer, o: { host: string; port: number }): Promise<NetServer[]> {
  if (o.host !== 'localhost') return [];
  try {
    await listen(server, { host: '::1', port: o.port });
    return [server];
  } catch (error) {
    if (isAppError(error, 'http.address_unavailable')) return [];
    throw error;
  }
}

/**
 * Listens on one port for both protocols and hands every request to `handler`; `localhost` means 127.0.0.1 and ::1.
 * `close` lets running requests end for a second, then drops what is left. Throws `http.port_taken`,
 * `http.port_forbidden`, `http.address_unavailable`.
 */
export async function listenBoth(o: ListenBothOptions): Promise<Listener> {
  const { plain, secure } = httpServers(o);
  const sockets = new Set<Socket>();
  const timeoutMs = o.headersTimeoutMs ?? HEADERS_TIMEOUT_MS;
  const accept = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    dispatch(socket, { plain, secure, timeoutMs });
  };
  const main = createServer(accept);
  const port = await listen(main, { host: o.host === 'localhost' ? '127.0.0.1' : o.host, port: o.port });
  const close = (twins: NetServer[]) => closeAll([main, ...twins], { inner: [plain, secure], sockets });
  try {
    const twins = await listenOnTwin(createServer(accept), { host: o.host, port });
    return { port, close: () => close(twins) };
  } catch (error) {
    await close([]);
    throw error;
  }
}

const CLOSE_GRACE_MS = 1_000;

async function closeAll(
  servers: readonly NetServer[],
  o: { inner: readonly Server[]; sockets: Set<Socket> },
): Promise<void> {
  const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
  // Ends idle connections and the time-out watch; the refusal "not running" of a server that never listened is expected.
  for (const inner of o.inner) inner.close(() => undefined);
  const deadline = setTimeout(() => {
    for (const socket of o.sockets) socket.destroy();
  }, CLOSE_GRACE_MS);
  await Promise.all(closed);
  clearTimeout(deadline);
}
