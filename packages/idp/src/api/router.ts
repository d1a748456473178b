// The API: every route of the table, each through the same steps in the same order.
import { Readable } from 'node:stream';
import { type Endpoint, endpoints } from '@keyshift/web-api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Site } from '../deps.ts';
import { inputMistake } from '../errors/api.ts';
import { idpErrors } from '../errors.ts';
import { clientOf, elapsedOf } from '../login/client.ts';
import { findDevice, setSessionCookie } from '../session/cookies.ts';
import { checkOrigin, checkPermission, findCaller } from './caller.ts';
import type { Call, FileAnswer, Handlers } from './handler.ts';
import { openApiDocument } from './openapi.ts';

const BODY_LIMIT_BYTES = 262_144;
const ETAG = /^(?:W\/)?"(\d{1,15})"$/;

/** The first mistakes of each field, as findings, so that a form can show them where they belong. */
function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw idpErrors.inputInvalid({
    findings: result.error.issues
      .slice(0, 50)
      .map(({ path, message }) => inputMistake(path.join('.'), message, 'correct this field')),
  });
}

function readVersion(endpoint: Endpoint, request: FastifyRequest): number {
  if (endpoint.etag !== true) return 0;
  const version = ETAG.exec(request.headers['if-match'] ?? '')?.[1];
  if (version === undefined) throw idpErrors.versionMissing();
  return Number(version);
}

// What people upload or name comes back as a file, never as a page of this site, whatever a browser makes of it.
const FILE_POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'";

function sendFile(reply: FastifyReply, type: string, { fileName, content }: FileAnswer): FastifyReply {
  reply.header('content-security-policy', FILE_POLICY);
  reply.header('content-disposition', `attachment; filename="${fileName.replace(/[^\w.-]/g, '_')}"`);
  const isText = typeof content === 'string' || content instanceof Uint8Array;
  return reply.type(type).send(isText ? content : Readable.from(content));
}

function sendJson(reply: FastifyReply, endpoint: Endpoint, answer: unknown): FastifyReply {
  // The schema is the allow-list of what leaves; Dates become text on the way.
  const output = endpoint.output.parse(JSON.parse(JSON.stringify(answer)));
  if (typeof output === 'object' && output !== null && 'version' in output) reply.header('etag', `"${output.version}"`);
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(output));
}

type AnyHandler = (call: Call<Endpoint>) => Promise<unknown>;

async function answer(
  o: { site: Site; endpoint: Endpoint; handle: AnyHandler },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { site, endpoint, handle } = o;
  const caller = await findCaller(site, request);
  checkOrigin(site, request, caller);
  await checkPermission(site, caller, endpoint);
  const result = await handle({
    site,
    caller,
    params: request.params as Record<string, string>,
    query: parse(endpoint.query, { ...(request.query as object) }),
    body: parse(endpoint.body, request.body ?? {}),
    version: readVersion(endpoint, request),
    client: clientOf(request),
    device: findDevice(request),
    elapsed: () => elapsedOf(reply),
    setSessionCookie: (value) => setSessionCookie(reply, value),
  });
  return endpoint.file === undefined
    ? sendJson(reply, endpoint, result)
    : sendFile(reply, endpoint.file, result as FileAnswer);
}

/** Registers every route below `/api`. JSON is read here and nowhere else, so no form route takes it. */
export async function addApiRoutes(app: FastifyInstance, site: Site, handlers: Handlers): Promise<void> {
  await app.register(async (api) => {
    api.removeAllContentTypeParsers();
    api.addContentTypeParser('application/json', { parseAs: 'string' }, api.getDefaultJsonParser('error', 'error'));
    for (const [name, endpoint] of Object.entries<Endpoint>(endpoints)) {
      const handle = handlers[name as keyof Handlers] as AnyHandler;
      api.route({
        method: endpoint.method,
        url: endpoint.path,
        bodyLimit: endpoint.bodyLimit ?? BODY_LIMIT_BYTES,
        handler: (request, reply) => answer({ site, endpoint, handle }, request, reply),
      });
    }
    const document = JSON.stringify(openApiDocument(site.origin));
    api.get('/api/openapi.json', async (_request, reply) => reply.type('application/json').send(document));
  });
}
