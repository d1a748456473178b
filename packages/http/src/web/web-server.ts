// The web application frame: limits, security headers, request ids and error answers around the routes of a package.
import cookie from '@fastify/cookie';
import { type AppError, isAppError, type Log, type RandomBytes, randomText } from '@keyshift/base';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { httpErrors } from '../errors.ts';
import { formatHtml, type Html } from '../html/html.ts';
import type { Assets } from './assets.ts';
import { decodeParameters, queryOf } from './parameters.ts';
import { contentSecurityPolicy, securityHeaders } from './security-headers.ts';
import { translateWebError } from './web-error.ts';

export type WebServerOptions = {
  readonly log: Log;
  readonly random: RandomBytes;
  /** Scheme, host and port under which people reach this server. */
  readonly ownOrigin: string;
  readonly assets: Assets;
  /** Status by AppError code; 400 unless listed. */
  readonly statuses: Readonly<Record<string, number>>;
  /** The page for a refusal; programs that do not ask for HTML get JSON. */
  renderError(o: { status: number; error: AppError; requestId: string }): Html;
};

/** Largest form body unless a route says otherwise. */
const FORM_LIMIT_BYTES = 65_536;
/** Largest body of a route that takes a SAML message by POST. */
export const SAML_POST_LIMIT_BYTES = 262_144;

const FORM = 'application/x-www-form-urlencoded';
const IMMUTABLE = 'public, max-age=31536000, immutable';

function isWebPageWanted(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/html');
}

function sendError(o: WebServerOptions, thrown: unknown, exchange: { request: FastifyRequest; reply: FastifyReply }) {
  const { request, reply } = exchange;
  const requestId = request.id;
  const { status, error } = translateWebError(thrown, { requestId, known: o.statuses });
  if (status >= 500) {
    const reason = isAppError(thrown) ? thrown.message : thrown instanceof Error ? thrown.stack : String(thrown);
    o.log('error', 'http.request_failed', { requestId, code: error.code, reason });
  } else {
    o.log('info', 'http.request_refused', { requestId, code: error.code, status });
  }
  reply.code(status).headers(securityHeaders(o)).header('x-request-id', requestId);
  if (isWebPageWanted(request)) return sendPage(reply, o.renderError({ status, error, requestId }));
  const { code, what, why, fix, message, details } = error;
  const body = { code, what, why, fix, message, requestId, ...(Object.keys(details).length > 0 && { details }) };
  return reply.type('application/json; charset=utf-8').send(body);
}

/** Sends a page; `formTargets` are the origins that its forms may post to when that is not this site. */
export function sendPage(reply: FastifyReply, page: Html, o: { formTargets?: readonly string[] } = {}): FastifyReply {
  if (o.formTargets !== undefined) reply.header('content-security-policy', contentSecurityPolicy(o.formTargets));
  return reply.type('text/html; charset=utf-8').send(formatHtml(page));
}

function addLimits(app: FastifyInstance, o: WebServerOptions): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(FORM, { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, decodeParameters(String(body)));
    } catch (error) {
      done(error instanceof Error ? error : new Error('form'), undefined);
    }
  });
  const headers = securityHeaders(o);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('x-request-id', request.id);
    if (request.method === 'TRACE') throw httpErrors.methodRefused({ method: request.method });
    decodeParameters(queryOf(request.raw.url ?? ''));
  });
}

function addAssets(app: FastifyInstance, assets: Assets): void {
  app.get('/assets/:file', async (request, reply) => {
    const asset = assets.find(request.url);
    if (asset === undefined) throw httpErrors.notFound();
    return reply.header('cache-control', IMMUTABLE).type(asset.contentType).send(asset.text);
  });
}

/**
 * A Fastify application without routes but `/assets/…`, to be served by `listenBoth` through `app.routing`. Bodies are
 * forms of at most 64 KiB unless a route sets `bodyLimit`; a repeated form or query parameter is refused.
 */
export async function createWebServer(o: WebServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: false,
    bodyLimit: FORM_LIMIT_BYTES,
    genReqId: () => randomText(16, o.random),
    frameworkErrors: (error, request, reply) => {
      void sendError(o, error, { request, reply });
    },
  });
  await app.register(cookie);
  app.setErrorHandler((error, request, reply) => sendError(o, error, { request, reply }));
  app.setNotFoundHandler((request, reply) => sendError(o, httpErrors.notFound(), { request, reply }));
  addLimits(app, o);
  addAssets(app, o.assets);
  return app;
}
