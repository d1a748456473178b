import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSite, createAssets, createWebServer, html, SITE_POLICY } from '../index.ts';

const SCRIPT = 'console.log("kit");'.repeat(100);
const SHELL = '<!doctype html><title>Keyshift</title>';
let folder: string;
let app: Awaited<ReturnType<typeof createWebServer>>;

async function createServer() {
  const made = await createWebServer({
    log: () => undefined,
    random: randomBytes,
    ownOrigin: 'https://sso.example.com',
    assets: createAssets({ page: { kind: 'css', text: 'p{}' } }),
    statuses: { 'http.not_found': 404 },
    renderError: (o) => html`<h1>${o.status}</h1>`,
  });
  return made;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyshift-site-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), SHELL);
  writeFileSync(join(folder, '.stamp'), 'secret');
  writeFileSync(join(folder, 'theme.js'), 'theme()');
  writeFileSync(join(folder, 'assets', 'main-3f9c.js'), SCRIPT);
  writeFileSync(join(folder, 'assets', 'main-3f9c.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(folder, 'assets', 'main-3f9c.js.gz'), gzipSync(SCRIPT));
  app = await createServer();
  await addSite(app, { folder, shells: ['/admin', '/portal'] });
});

afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

describe('shells', () => {
  it.each(['/admin', '/admin/users/usr_1/details', '/portal/', '/admin?q=a.b'])(
    'answer %s by the same page',
    async (url) => {
      const { statusCode, headers, body } = await app.inject({ url });
      expect([statusCode, body]).toEqual([200, SHELL]);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['cache-control']).toBe('no-store');
    },
  );

  it('carry one constant policy without nonces or inline code, beside the headers of every page', async () => {
    const { headers } = await app.inject({ url: '/admin' });
    expect(headers['content-security-policy']).toBe(SITE_POLICY);
    expect(SITE_POLICY).toContain("require-trusted-types-for 'script'");
    expect(SITE_POLICY).not.toMatch(/unsafe|nonce/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['strict-transport-security']).toContain('max-age');
  });

  it('do not answer for files, nor for addresses beside them', async () => {
    for (const url of ['/admin/logo.png', '/admin/deep/app.js?v=1', '/administrator', '/']) {
      expect((await app.inject({ url })).statusCode, url).toBe(404);
      const headers = { 'sec-fetch-dest': 'image' };
      expect((await app.inject({ url, headers })).statusCode, url).toBe(404);
    }
  });

  it('answer for a name with a dot, when somebody goes there', async () => {
    const headers = { 'sec-fetch-dest': 'document' };
    expect((await app.inject({ url: '/admin/of/redshift.sso', headers })).body).toBe(SHELL);
  });
});

describe('files', () => {
  const get = (url: string, encoding = '') => app.inject({ url, headers: { 'accept-encoding': encoding } });

  it('are kept for ever when their name has a hash, and asked for again when not', async () => {
    const hashed = await get('/site/assets/main-3f9c.js');
    expect([hashed.body, hashed.headers['cache-control']]).toEqual([SCRIPT, 'public, max-age=31536000, immutable']);
    const named = await get('/site/theme.js');
    expect([named.body, named.headers['cache-control']]).toEqual(['theme()', 'no-cache']);
    expect(named.headers.etag).toBeDefined();
  });

  it('are sent as they were compressed at the build, as the browser prefers', async () => {
    const brotli = await get('/site/assets/main-3f9c.js', 'br, gzip');
    expect([brotli.headers['content-encoding'], brotli.headers['content-type']]).toEqual([
      'br',
      'application/javascript; charset=utf-8',
    ]);
    expect(String(brotliDecompressSync(brotli.rawPayload))).toBe(SCRIPT);
    expect(brotli.headers.vary).toMatch(/accept-encoding/i);
    const gzip = await get('/site/assets/main-3f9c.js', 'gzip');
    expect(String(gunzipSync(gzip.rawPayload))).toBe(SCRIPT);
  });

  it.each([
    '/site/index.html',
    '/site/.stamp',
    '/site/assets/main-3f9c.js.br',
    '/site/',
    '/site/assets/',
    '/site/../web-server.ts',
  ])('leave out %s', async (url) => {
    expect((await get(url)).statusCode).toBe(404);
  });
});

describe('addSite', () => {
  it('refuses to start without a build: http.site_missing', async () => {
    const server = await createServer();
    const missing = addSite(server, { folder: join(folder, 'nowhere'), shells: ['/admin'] });
    await expect(missing).rejects.toMatchObject({ code: 'http.site_missing' });
  });
});
