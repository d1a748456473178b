// The paths beside the AWS API: health, reset, and AWS's own service provider metadata.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { isLoopbackHost } from '@keyshift/http';
import type { SideRoutes } from './handler.ts';
import { SIGN_IN_METADATA } from './sign-in-metadata.ts';

export type SideRouteDeps = { readonly reset: () => Promise<void>; readonly isReady: () => Promise<void> };

export function createSideRoutes(deps: SideRouteDeps): SideRoutes {
  const routes: Readonly<Record<string, (req: IncomingMessage, res: ServerResponse) => Promise<void>>> = {
    'GET /_keyshift/health': async (_req, res) => {
      await deps.isReady();
      sendJson(res, 200, { status: 'ok' });
    },
    'POST /_keyshift/reset': async (req, res) => {
      const objection = objectToReset(req);
      if (objection !== undefined) return sendJson(res, 403, { error: objection });
      req.resume();
      await deps.reset();
      sendJson(res, 200, { status: 'reset' });
    },
    'GET /static/saml-metadata.xml': async (_req, res) => {
      res.writeHead(200, { 'Content-Type': 'application/samlmetadata+xml; charset=utf-8' });
      res.end(SIGN_IN_METADATA);
    },
  };
  return async (req, res) => {
    const path = (req.url ?? '/').split('?', 1)[0] ?? '/';
    const route = routes[`${req.method} ${path}`];
    if (route !== undefined) await route(req, res);
    else if (path.startsWith('/_keyshift/')) sendJson(res, 404, { error: 'there is nothing at this path and method' });
    return route !== undefined || path.startsWith('/_keyshift/');
  };
}

// A web page can reach this port too. It cannot send JSON without asking first, and it always names its origin.
function objectToReset(req: IncomingMessage): string | undefined {
  if (!isLoopback(req.socket.remoteAddress ?? ''))
    return 'reset is for this machine only: call it on the loopback address';
  // A name that was made to point here would let a page call itself our own origin.
  const host = (req.headers.host ?? '').replace(/:\d+$/, '');
  if (!isLoopbackHost(host)) return 'reset is for this machine only: call it as localhost or 127.0.0.1';
  if (req.headers.origin !== undefined) return 'reset is not for web pages: send it without an Origin header';
  if (!/^application\/json\b/i.test(req.headers['content-type'] ?? '')) return 'send content-type: application/json';
  return undefined;
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

function sendJson(res: ServerResponse, status: number, value: unknown): void {
  res.writeHead(status, { 'Content-Type': 'application/json' });
  res.end(`${JSON.stringify(value)}\n`);
}
