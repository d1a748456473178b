// A built single-page application: hashed files for ever, and one page for every address of its portals.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { httpErrors } from '../errors.ts';

export type SiteOptions = {
  /** Where the build wrote `index.html` and `assets/`, with .br and .gz beside what is worth it. */
  readonly folder: string;
  /** Paths that the application takes over, with everything below: `/admin`. */
  readonly shells: readonly string[];
};

/** The address under which the folder's files appear, as the build was told. */
const BASE = '/site/';
/** Vite puts a hash of the content in the name of everything there. */
const HASHED = '/assets/';

/** Constant, without nonces: any cache may sit in front. */
export const SITE_POLICY: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

function readShell(folder: string): string {
  const file = join(folder, 'index.html');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw httpErrors.siteMissing({ file });
  }
}

function isFilePath(request: FastifyRequest): boolean {
  // Names in addresses may have dots: a browser says when it is a person who goes there.
  if (request.headers['sec-fetch-dest'] === 'document') return false;
  return /\.[A-Za-z0-9]+$/.test(request.url.replace(/\?.*$/, ''));
}

/** Adds `/site/…` and the shells. Refuses to start without a build: http.site_missing. */
export async function addSite(app: FastifyInstance, o: SiteOptions): Promise<void> {
  const shell = readShell(o.folder);
  await app.register(fastifyStatic, {
    root: o.folder,
    prefix: BASE,
    preCompressed: true,
    wildcard: false,
    index: false,
    decorateReply: false,
    serveDotFiles: false,
    // The page itself is only ever sent from the shells, where it is not cached; compressed twins go by their plain name.
    globIgnore: ['**/*.html', '**/*.br', '**/*.gz'],
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.split('\\').join('/').includes(HASHED);
      // Other names stay the same when their content changes, so browsers ask each time.
      reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const sendShell = async (request: FastifyRequest, reply: FastifyReply) => {
    // A missing picture must not become a page.
    if (isFilePath(request)) throw httpErrors.notFound();
    return reply
      .header('content-security-policy', SITE_POLICY)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(shell);
  };
  for (const path of o.shells) {
    app.get(path, sendShell);
    app.get(`${path}/*`, sendShell);
  }
}
