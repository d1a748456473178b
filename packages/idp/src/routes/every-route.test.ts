// Rules that hold for every route there is: what a form from elsewhere, and what half a sign-in, can reach.
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Route } from '../idp.ts';
import { at, type Browser, hiddenField, openBrowser, type Page } from '../testing/test-browser.ts';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';

const SESSION = '__Host-keyshift';
const UNSAFE = ['POST', 'PUT', 'PATCH', 'DELETE'];
/** SAML comes by POST from other sites by nature: it is believed by its signature, and opens nothing without a session. */
const CROSS_SITE = ['POST /saml2/:path', 'POST /saml2/:path/slo'];
/** Does nothing without a logout on its way, whose own test tries its form: packages/idp/src/slo/single-logout.test.ts. */
const IDLE = 'POST /logout/continue';
/** What anybody may see; none of it is about a person. */
const PUBLIC = [
  '/assets/:file',
  '/healthz',
  '/readyz',
  '/login',
  '/login/forgot',
  '/login/passkey',
  '/logout',
  '/saml2/:path/metadata',
  '/api/openapi.json',
];
/** What half a sign-in is for. */
const SECOND_STEP = ['/login/mfa', '/login/passkey'];

let t: TestIdp;
let owner: Browser;
let half: Browser;

const codeOf = (secret: string) =>
  new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp: t.clock.now.getTime() });
const SHUT = /^\/(login|logout|portal)\b/;
const target = (path: string) => path.replaceAll(/:\w+/g, 'redshift').replace('*', 'index.html');
// A DELETE has none, nor may a GET.
const bodyOf = (method: string, body: string) =>
  ['POST', 'PUT', 'PATCH'].includes(method)
    ? { body, type: body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded' }
    : {};
const codeIn = (page: Page): string =>
  /class="mono">([a-z]+\.[a-z0-9_]+)</.exec(page.body)?.[1] ?? /"code":"([a-z._]+)"/.exec(page.body)?.[1] ?? '';

beforeAll(async () => {
  t = await startTestIdp();
  await t.newPerson('root', { role: 'owner' });
  owner = openBrowser(t);
  await owner.signIn('root');
  const { json } = await owner.api('POST', '/api/v1/me/factors/totp', {});
  const secret = at(json, 'secret');
  const body = { enrolmentId: at(json, 'enrolmentId'), code: codeOf(secret), name: 'Phone' };
  expect((await owner.api('POST', '/api/v1/me/factors/totp/confirm', body)).status).toBe(200);
  half = openBrowser(t);
  expect((await half.signIn('root')).location).toBe('/login/mfa');
});
afterAll(async () => {
  owner.close();
  half.close();
  await t.stop();
});

const ofMethods = (methods: readonly string[]) => t.idp.routes.filter(({ method }) => methods.includes(method));

describe('every unsafe route', () => {
  it('refuses who comes from a foreign origin, or without a token, whether or not it says where from', async () => {
    const csrf = hiddenField((await owner.get('/login?again=1')).body, 'csrf') ?? '';
    const wrong: string[] = [];
    const routes = ofMethods(UNSAFE).filter(({ method, path }) => ![...CROSS_SITE, IDLE].includes(`${method} ${path}`));
    for (const { method, path } of routes) {
      const isApi = path.startsWith('/api/');
      const send = (o: { origin?: string; token: boolean }): Promise<Page> =>
        owner.send(method, target(path), {
          headers: {
            ...(o.origin !== undefined && { origin: o.origin }),
            ...(isApi && o.token && { 'x-csrf-token': owner.csrfToken() }),
          },
          ...bodyOf(method, isApi ? '{}' : o.token ? new URLSearchParams({ csrf }).toString() : 'username=x'),
        });
      const told = [
        await send({ token: true, origin: 'https://evil.example' }),
        await send({ token: true, origin: 'null' }),
        await send({ token: false, origin: t.idp.url }),
        await send({ token: false }),
      ].map((page) => `${page.status} ${codeIn(page)}`);
      const foreign = '403 http.foreign_origin';
      const expected = [foreign, foreign, '403 http.csrf_token', '403 http.csrf_token'];
      if (told.join() !== expected.join()) wrong.push(`${method} ${path}: ${told.join(', ')}`);
    }
    expect(routes.length).toBeGreaterThan(40);
    expect(wrong).toEqual([]);
  });

  it('is in the list: the rest are the two that SAML comes by', () => {
    const listed = ofMethods(UNSAFE).map(({ method, path }) => `${method} ${path}`);
    expect(listed).toEqual(expect.arrayContaining(['POST /login', 'POST /logout', 'DELETE /api/v1/people/:id']));
    expect(listed.filter((one) => one.includes('saml2')).sort()).toEqual(CROSS_SITE);
  });
});

describe('every route, for who has given the password and not yet the second factor', () => {
  it('asks for a sign-in, and opens no session', async () => {
    const knock = async ({ method, path }: Route): Promise<string[]> => {
      const isApi = path.startsWith('/api/');
      const page = await half.send(method, target(path), {
        headers: { origin: t.idp.url, ...(isApi && { 'x-csrf-token': half.csrfToken() }) },
        ...bodyOf(method, isApi ? '{}' : 'username=x'),
      });
      // 401 of the API, the way to sign in, or a refusal that comes before anything is read.
      const isShut = isApi ? page.status === 401 : page.status >= 400 || SHUT.test(page.location ?? '');
      return isShut && !half.cookies.has(SESSION) ? [] : [`${method} ${path}: ${page.status} ${page.location}`];
    };
    const open: string[] = [];
    for (const route of t.idp.routes) {
      if (route.method === 'HEAD' || [...PUBLIC, ...SECOND_STEP].includes(route.path)) continue;
      open.push(...(await knock(route)));
    }
    expect(open).toEqual([]);
  });

  it('is still half a sign-in after all that, and whole with the code', async () => {
    t.clock.now = new Date(t.clock.now.getTime() + 30_000);
    expect((await half.api('GET', '/api/v1/session')).status).toBe(401);
    const page = await half.get('/login/mfa');
    expect(page.status).toBe(200);
  });
});

describe('every administrator’s route, for who has only a password where the settings ask for more', () => {
  it.each(['administrators', 'everyone'] as const)('is shut: second factor for %s', async (secondFactor) => {
    const username = `weak_${secondFactor}`;
    await t.newPerson(username, { role: 'owner' });
    const weak = openBrowser(t);
    await weak.signIn(username);
    const before = await t.directory.settings.get();
    await t.directory.settings.update({ signIn: { secondFactor } }, { version: before.version, actor: 'system' });
    const open: string[] = [];
    for (const { method, path } of t.idp.routes.filter((one) => one.path.startsWith('/api/v1/'))) {
      if (method === 'HEAD') continue;
      const { status, json } = await weak.api(
        method,
        target(path),
        ['GET', 'DELETE'].includes(method) ? undefined : {},
      );
      const isOwn = /\/(me|session|logos)(\/|$)/.test(path);
      const isShut = status === 403 && at(json, 'code') === 'idp.second_factor_required';
      if (isOwn === isShut) open.push(`${method} ${path}: ${status} ${at(json, 'code')}`);
    }
    const signOn = await weak.get('/saml2/redshift');
    const after = await t.directory.settings.get();
    await t.directory.settings.update(
      { signIn: { secondFactor: 'optional' } },
      { version: after.version, actor: 'system' },
    );
    weak.close();
    expect(open).toEqual([]);
    expect(codeIn(signOn)).toBe(secondFactor === 'everyone' ? 'idp.second_factor_required' : '');
  });
});

describe('every route about second factors', () => {
  it('wants a fresh proof before it changes one', async () => {
    await t.newPerson('late');
    const late = openBrowser(t);
    await late.signIn('late');
    const start = t.clock.now;
    t.clock.now = new Date(start.getTime() + 16 * 60_000);
    const told: string[] = [];
    for (const { method, path } of ofMethods(UNSAFE).filter(({ path: one }) => /\/me\/(factors|recovery)/.test(one))) {
      const { json } = await late.api(method, target(path), method === 'DELETE' ? undefined : {});
      told.push(at(json, 'code'));
    }
    t.clock.now = start;
    late.close();
    expect(told.length).toBeGreaterThanOrEqual(6);
    expect(new Set(told)).toEqual(new Set(['idp.reauthentication_required']));
  });
});
