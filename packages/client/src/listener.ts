// The loopback listener that waits for the browser to bring the assertion; it lives only while a sign-in is waiting.
import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { LARGEST_POST_BYTES, LISTEN_PATH } from './constants.ts';
import { clientErrors } from './errors.ts';
import { formatPage, PAGE_HEADERS } from './listener-page.ts';

export type PostedAssertion = { readonly samlResponse: string; readonly relayState: string | undefined };

export type Listener = {
  /** The first acceptable POST; rejects with `client.sign_in_timed_out`. */
  readonly assertion: Promise<PostedAssertion>;
  close(): Promise<void>;
};

export type ListenerOptions = {
  readonly port: number;
  readonly timeoutSeconds: number;
  /** Refuses a POST that another sign-in, or an attacker's page, brought (see `browser-login.ts`). */
  readonly accepts: (posted: PostedAssertion) => boolean;
};

// `localhost` may resolve to either; owning both keeps another local user from owning one of them.
const LOOPBACK_ADDRESSES = ['127.0.0.1', '::1'];
const THANKS = 'You can close this window and go back to your SQL client.';

/**
 * Listens on 127.0.0.1 and ::1 and waits for one POST of `SAMLResponse` to `/redshift/`.
 * Anything else is answered and the wait goes on. Throws `client.listen_port_taken`.
 */
export async function startListener(options: ListenerOptions): Promise<Listener> {
  const arrivals = new EventEmitter();
  const servers = await listenOnLoopback(options.port, (request, response) => {
    answer(request, response, options).then(
      (posted) => posted && arrivals.emit('posted', posted),
      // The browser hung up in mid-request: the wait goes on.
      () => response.destroy(),
    );
  });
  const stopWaiting = new AbortController();
  return {
    assertion: waitForPost(arrivals, options.timeoutSeconds, stopWaiting.signal),
    async close() {
      stopWaiting.abort();
      await Promise.all(servers.map(closeServer));
    },
  };
}

function waitForPost(arrivals: EventEmitter, timeoutSeconds: number, stop: AbortSignal): Promise<PostedAssertion> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(clientErrors.signInTimedOut({ seconds: timeoutSeconds })),
      timeoutSeconds * 1000,
    );
    stop.addEventListener('abort', () => clearTimeout(timer));
    arrivals.once('posted', resolve);
  });
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { port, accepts }: ListenerOptions,
): Promise<PostedAssertion | undefined> {
  const refusal = refuseRequest(request, port);
  if (refusal !== undefined) {
    send(response, refusal);
    return undefined;
  }
  const body = await readBody(request);
  if (body === undefined) {
    send(response, { status: 413, text: 'The posted form is too large.' });
    return undefined;
  }
  const form = new URLSearchParams(body);
  const samlResponse = form.get('SAMLResponse');
  const posted = { samlResponse: samlResponse ?? '', relayState: form.get('RelayState') ?? undefined };
  if (samlResponse === null || samlResponse === '' || !accepts(posted)) {
    send(response, {
      status: 400,
      text: 'This is not the sign-in that was waited for. Start again from your SQL client.',
    });
    return undefined;
  }
  send(response, { status: 200, text: THANKS });
  return posted;
}

type Answer = { readonly status: number; readonly text: string };

function refuseRequest(request: IncomingMessage, port: number): Answer | undefined {
  const hosts = [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`];
  // A page of another origin that rebinds its DNS name to loopback still sends its own name here.
  if (!hosts.includes(request.headers.host ?? '')) return { status: 421, text: 'Wrong host.' };
  if (request.url !== LISTEN_PATH) return { status: 404, text: 'Nothing here: the sign-in is posted to /redshift/.' };
  if (request.method !== 'POST') return { status: 405, text: 'Only POST is accepted here.' };
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim();
  if (type !== 'application/x-www-form-urlencoded') return { status: 415, text: 'A form is expected here.' };
  return undefined;
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_POST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, { status, text }: Answer): void {
  response.writeHead(status, PAGE_HEADERS);
  response.end(formatPage(status === 200 ? 'Signed in' : 'Not signed in', text));
}

async function listenOnLoopback(port: number, handler: Parameters<typeof createServer>[1]): Promise<Server[]> {
  const servers: Server[] = [];
  for (const host of LOOPBACK_ADDRESSES) {
    const server = createServer({ requestTimeout: 10_000 }, handler);
    const failure = await tryListen(server, port, host);
    // A machine without IPv6 has no ::1 that anybody could take.
    if (failure === undefined) servers.push(server);
    else if (failure === 'EADDRINUSE') {
      await Promise.all(servers.map(closeServer));
      throw clientErrors.listenPortTaken({ port });
    }
  }
  return servers;
}

function tryListen(server: Server, port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    server.listen({ port, host, exclusive: true }, () => resolve(undefined));
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
