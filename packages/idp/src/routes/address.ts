// One address for everybody: plain http, and other names of this machine, lead to the site's own origin.
import { isLoopbackHost } from '@keyshift/http';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Site } from '../deps.ts';
import { idpErrors } from '../errors.ts';

function isOtherName(request: FastifyRequest, origin: string): boolean {
  const host = request.headers.host ?? '';
  if (!URL.canParse(`https://${host}`)) return false;
  const [asked, own] = [new URL(`https://${host}`), new URL(origin)];
  // Cookies and the Origin check hold for one name, so localhost and 127.0.0.1 must not be mixed.
  const isAlias = isLoopbackHost(asked.hostname) && isLoopbackHost(own.hostname);
  return isAlias && asked.hostname !== own.hostname && asked.port === own.port;
}

export function addAddressRule(app: FastifyInstance, site: Site): void {
  app.addHook('onRequest', async (request, reply) => {
    if (/^\/(healthz|readyz)$/.test(request.url)) return;
    const isPlain = request.protocol === 'http';
    // What a form carried has crossed the wire in clear already; taking it would hide that.
    if (isPlain && request.method !== 'GET') throw idpErrors.httpsRequired();
    if (request.method !== 'GET' || !(isPlain || isOtherName(request, site.origin))) return;
    const { pathname, search } = new URL(request.url.replace(/^\/+/, '/'), site.origin);
    return reply.redirect(site.origin + pathname + search, 307);
  });
}
