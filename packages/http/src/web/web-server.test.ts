import { randomBytes } from 'node:crypto';
import { AppError, type LogFields } from '@keyshift/base';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAssets, createWebServer, decodeParameters, html, SAML_POST_LIMIT_BYTES, sendPage } from '../index.ts';

const assets = createAssets({ page: { kind: 'css', text: 'p{color:red}' } });
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
let logged: [string, LogFields | undefined][];
let app: Awaited<ReturnType<typeof createWebServer>>;

async function serve(ownOrigin: string) {
  const made = await createWebServer({
    log: (_level, event, fields) => logged.push([event, fields]),
    random: randomBytes,
    ownOrigin,
    assets,
    statuses: { 'demo.teapot': 418 },
    renderError: (o) => html`<h1>${o.status} ${o.error.what}</h1>`,
  });
  made.get('/', async (_request, reply) => sendPage(reply, html`<p>hello</p>`));
  made.get('/post', async (_request, reply) =>
    sendPage(reply, html`<p></p>`, { formTargets: ['http://localhost:7890'] }),
  );
  made.post('/form', async (request) => ({ body: request.body }));
  made.post('/saml', { bodyLimit: SAML_POST_LIMIT_BYTES }, async () => ({ ok: true }));
  made.get('/defect', async () => {
    throw new Error('secret detail');
  });
  made.get('/teapot', async () => {
    throw new AppError({ code: 'demo.teapot', what: '<b>', why: 'w', fix: 'f' });
  });
  made.get('/database', async () => {
    throw new AppError({ code: 'postgres.unreachable', what: 'a', why: 'w', fix: 'f' });
  });
  return made;
}

beforeEach(async () => {
  logged = [];
  app = await serve('https://sso.example.com');
});

describe('security headers', () => {
  it('are on every answer, also on refusals', async () => {
    for (const url of ['/', '/nowhere', '/defect', '/?a=1&a=2']) {
      const { headers } = await app.inject({ url });
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).not.toContain('unsafe');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['strict-transport-security']).toContain('max-age');
      expect(headers['cache-control']).toBe('no-store');
      expect(headers['x-request-id']).toMatch(/^[0-9a-z]{16}$/);
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  it.each(['https://localhost:8443', 'https://127.0.0.1:8443', 'https://[::1]:8443'])(
    'leave HSTS out on %s, where it would break the http listener of the SQL client',
    async (origin) => {
      const { headers } = await (await serve(origin)).inject({ url: '/' });
      expect(headers['strict-transport-security']).toBeUndefined();
    },
  );

  it('name the one foreign target of an auto-post page', async () => {
    const { headers } = await app.inject({ url: '/post' });
    expect(headers['content-security-policy']).toContain('form-action http://localhost:7890;');
  });
});

describe('limits', () => {
  const codeOf = (response: { json(): { code: string } }) => response.json().code;

  it('takes a form and refuses other content: http.media_type', async () => {
    const post = (payload: string, type: string) =>
      app.inject({ method: 'POST', url: '/form', payload, headers: { 'content-type': type } });
    expect((await post('a=1&b=%3C', FORM['content-type'])).json()).toEqual({ body: { a: '1', b: '<' } });
    const json = await post('{"a":1}', 'application/json');
    expect([json.statusCode, codeOf(json)]).toEqual([415, 'http.media_type']);
    const multipart = await post('--x', 'multipart/form-data; boundary=x');
    expect(codeOf(multipart)).toBe('http.media_type');
  });

  it('refuses more than 64 KiB, or 256 KiB for a SAML message: http.body_too_large', async () => {
    const post = (url: string, size: number) =>
      app.inject({ method: 'POST', url, payload: `a=${'x'.repeat(size - 2)}`, headers: FORM });
    expect((await post('/form', 65_536)).statusCode).toBe(200);
    const tooLarge = await post('/form', 65_537);
    expect([tooLarge.statusCode, codeOf(tooLarge)]).toEqual([413, 'http.body_too_large']);
    expect((await post('/saml', 262_144)).statusCode).toBe(200);
    expect((await post('/saml', 262_145)).statusCode).toBe(413);
  });

  it('refuses a repeated parameter in query and form: http.parameter_repeated', async () => {
    const query = await app.inject({ url: '/?a=1&b=2&a=1' });
    expect([query.statusCode, codeOf(query)]).toEqual([400, 'http.parameter_repeated']);
    const form = await app.inject({ method: 'POST', url: '/form', payload: 'a=1&%61=2', headers: FORM });
    expect([form.statusCode, codeOf(form)]).toEqual([400, 'http.parameter_repeated']);
  });

  it('refuses TRACE: http.method_refused', async () => {
    const response = await app.inject({ method: 'TRACE' as 'GET', url: '/' });
    expect([response.statusCode, codeOf(response)]).toEqual([405, 'http.method_refused']);
  });

  it('refuses a malformed address: http.bad_request', async () => {
    const response = await app.inject({ url: '/%zz' });
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'http.bad_request']);
  });
});

describe('errors', () => {
  it('become a page for browsers and JSON for programs', async () => {
    const page = await app.inject({ url: '/teapot', headers: { accept: 'text/html,*/*' } });
    expect([page.statusCode, page.body]).toEqual([418, '<h1>418 &lt;b&gt;</h1>']);
    const json = await app.inject({ url: '/teapot' });
    expect(json.json()).toMatchObject({ code: 'demo.teapot', message: '<b> – w – f' });
  });

  it('say nothing of a defect but its request id, and log the rest: http.internal', async () => {
    const response = await app.inject({ url: '/defect' });
    expect([response.statusCode, response.json().code]).toEqual([500, 'http.internal']);
    expect(response.body).not.toContain('secret detail');
    const [event, fields] = logged.at(-1) ?? [];
    expect(event).toBe('http.request_failed');
    expect(fields?.['requestId']).toBe(response.headers['x-request-id']);
    expect(fields?.['reason']).toContain('secret detail');
  });

  it('answer 503 while the database is away, 404 for what is not there: http.not_found', async () => {
    expect((await app.inject({ url: '/database' })).statusCode).toBe(503);
    const missing = await app.inject({ url: '/nowhere' });
    expect([missing.statusCode, missing.json().code]).toEqual([404, 'http.not_found']);
  });
});

describe('assets', () => {
  it('are served for ever under an address made from their content', async () => {
    const path = assets.path('page');
    const response = await app.inject({ url: path });
    expect(path).toMatch(/^\/assets\/page\.[0-9a-f]{12}\.css$/);
    expect(response.headers['cache-control']).toContain('immutable');
    expect(response.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(response.body).toBe('p{color:red}');
  });

  it('are not found under another address, nor made up', async () => {
    expect((await app.inject({ url: '/assets/page.000000000000.css' })).statusCode).toBe(404);
    expect(() => assets.path('other')).toThrow(TypeError);
    const other = createAssets({ page: { kind: 'css', text: 'p{}' } });
    expect(other.path('page')).not.toBe(assets.path('page'));
  });
});

describe('decodeParameters', () => {
  it('gives back what a form encoded, whatever its names', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), (fields) => {
        const decoded = decodeParameters(new URLSearchParams(fields).toString());
        expect({ ...decoded }).toEqual({ ...fields });
        expect(Object.getPrototypeOf(decoded)).toBeNull();
      }),
    );
  });

  it('either decodes or refuses any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(Object.values(decodeParameters(text)).every((value) => typeof value === 'string')).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'http.parameter_repeated' });
        }
      }),
    );
  });
});
