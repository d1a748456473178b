import { once } from 'node:events';
import { request as plainRequest } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Browser, hiddenField, openBrowser } from './testing/test-browser.ts';
import { PASSWORD, startTestIdp, type TestIdp } from './testing/test-idp.ts';

let t: TestIdp;
let browser: Browser;
beforeAll(async () => {
  t = await startTestIdp();
  await t.newPerson('alice', { displayName: 'Alice <script>alert(1)</script>' });
  await t.newPerson('admin', { role: 'owner' });
});
afterAll(() => t.stop());
beforeEach(() => {
  browser = openBrowser(t);
  return () => browser.close();
});

const SESSION = '__Host-keyshift';
const SESSION_PATH = '/api/v1/session';

describe('signing in', () => {
  it('works without scripts: form, 303, a new session in a host-only cookie, the portal', async () => {
    const answer = await browser.signIn('alice');
    expect([answer.status, answer.location]).toEqual([303, '/portal']);
    const cookie = answer.headers['set-cookie']?.find((line) => line.startsWith(`${SESSION}=`)) ?? '';
    expect(cookie).toMatch(/^__Host-keyshift=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const { json } = await browser.api('GET', '/api/v1/me/applications');
    expect(json).toMatchObject({ items: [{ label: 'Amazon Redshift', launchUrl: `${t.idp.url}/saml2/redshift` }] });
    const [row] = await t.database.query<{ n: string }>(
      'SELECT count(*) AS n FROM idp.session WHERE id_hash = sha256(convert_to($1, $2))',
      [browser.cookies.get(SESSION), 'UTF8'],
    );
    expect(row?.n).toBe('1');
  });

  it('escapes what people are called', async () => {
    await browser.signIn('alice');
    const { body } = await browser.get('/logout');
    expect(body).toContain('Alice &lt;script&gt;');
    expect(body).not.toContain('<script>alert');
    browser.cookies.clear();
    const failed = await browser.signIn('"><img src=x onerror=alert(1)>', { password: 'whatever it is' });
    expect([failed.status, hiddenField(failed.body, 'username')]).toEqual([401, undefined]);
    expect(failed.body).toContain('value="&quot;&gt;&lt;img');
    expect(failed.body).not.toContain('<img');
  });

  it('gives the same page for a wrong password, an unknown person and a suspended one', async () => {
    const bob = await t.newPerson('bobby');
    await t.directory.people.setState(bob.id, 'suspended', 'system');
    const staged = await t.newPerson('stage');
    await t.directory.people.setState(staged.id, 'staged', 'system');
    await t.newPerson('wrong');
    const pages = [
      await browser.signIn('wrong', { password: 'not the password' }),
      await browser.signIn('ghost', { password: 'not the password' }),
      await browser.signIn('bobby'),
      await browser.signIn('stage'),
    ];
    const same = pages.map(({ body }) => body.replace(/value="(wrong|ghost|bobby|stage)"/, 'value="someone"'));
    expect(new Set(same).size).toBe(1);
    expect(pages.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
    expect(
      pages.map(({ headers }) => headers['content-length']).filter((n) => n !== pages[0]?.headers['content-length']),
    ).toEqual([]);
    expect(pages[0]?.body).toContain('role="alert"');
    expect(browser.cookies.has(SESSION)).toBe(false);
  });

  it('locks, says nothing about it, and keeps every refusal in the audit log', async () => {
    await t.newPerson('locky');
    for (let i = 0; i < 5; i += 1) await browser.signIn('locky', { password: 'not the password' });
    const locked = await browser.signIn('locky');
    expect(locked.status).toBe(401);
    const [newest] = await t.directory.audit.list({ limit: 1 });
    expect(newest).toMatchObject({ action: 'session.refused', details: { reason: 'locked' } });
  });

  it('tells the person afterwards, in words, why a try was refused', async () => {
    await t.newPerson('wordy');
    await browser.signIn('wordy', { password: 'not the password' });
    await browser.signIn('wordy');
    const { json } = await browser.api('GET', '/api/v1/me/activity');
    expect(json).toMatchObject({
      items: [{ summary: 'Signed in to Keyshift' }, { summary: 'Refused at Keyshift: the password was wrong' }],
    });
  });

  it('is not fixed by a cookie planted before, and ends the session it replaces', async () => {
    const planted = 'A'.repeat(43);
    browser.cookies.set(SESSION, planted);
    await browser.signIn('alice');
    const first = browser.cookies.get(SESSION);
    expect(first).not.toBe(planted);
    expect((await browser.get('/login?again=1')).status).toBe(200);
    const page = await browser.get('/login?again=1');
    const csrf = hiddenField(page.body, 'csrf') ?? '';
    await browser.post('/login', { username: 'alice', password: PASSWORD, csrf });
    expect(browser.cookies.get(SESSION)).not.toBe(first);
    for (const old of [planted, first ?? '']) {
      const other = openBrowser(t);
      other.cookies.set(SESSION, old);
      expect((await other.api('GET', SESSION_PATH)).status).toBe(401);
      other.close();
    }
  });

  it.each([
    ['//evil.example', '/portal'],
    ['https://evil.example/', '/portal'],
    ['/\\evil.example', '/portal'],
    ['/\t/evil.example', '/portal'],
    ['javascript:alert(1)', '/portal'],
    ['/%5cevil.example', '/%5cevil.example'],
    ['/.//evil.example', '/portal'],
    ['/..//evil.example', '/portal'],
    ['/a#b', '/portal'],
    ['portal', '/portal'],
    ['', '/portal'],
    ['/admin?x=1', '/admin?x=1'],
  ])('sends nobody elsewhere: next=%j leads to %j', async (next, expected) => {
    expect((await browser.signIn('alice', { next })).location).toBe(expected);
    expect((await browser.get(`/login?${new URLSearchParams({ next })}`)).location).toBe(expected);
  });

  it('checks `next` again when the form comes in', async () => {
    const csrf = hiddenField((await browser.get('/login')).body, 'csrf') ?? '';
    const fields = { username: 'alice', password: PASSWORD, csrf, next: 'https://evil.example/' };
    expect((await browser.post('/login', fields)).location).toBe('/portal');
  });
});

describe('forms', () => {
  const json = (page: { body: string }) => /class="mono">([a-z]+\.[a-z0-9_]+)</.exec(page.body)?.[1];

  it('are refused without the token, or with another browser’s: http.csrf_token', async () => {
    const fields = { username: 'alice', password: PASSWORD };
    await browser.get('/login');
    const without = await browser.post('/login', fields);
    expect([without.status, json(without)]).toEqual([403, 'http.csrf_token']);
    const other = openBrowser(t);
    const csrf = hiddenField((await other.get('/login')).body, 'csrf') ?? '';
    other.close();
    expect((await browser.post('/login', { ...fields, csrf })).status).toBe(403);
    browser.cookies.clear();
    expect((await browser.post('/login', { ...fields, csrf })).status).toBe(403);
    expect(browser.cookies.has(SESSION)).toBe(false);
  });

  it.each(['https://evil.example', 'null', undefined])(
    'are refused from the origin %s: http.foreign_origin',
    async (origin) => {
      const csrf = hiddenField((await browser.get('/login')).body, 'csrf') ?? '';
      const answer = await browser.post('/login', { username: 'alice', password: PASSWORD, csrf }, { origin });
      expect([answer.status, json(answer)]).toEqual([403, 'http.foreign_origin']);
    },
  );

  it('are refused with a field missing: idp.form_invalid', async () => {
    const csrf = hiddenField((await browser.get('/login')).body, 'csrf') ?? '';
    const answer = await browser.post('/login', { username: 'alice', csrf });
    expect([answer.status, json(answer)]).toEqual([400, 'idp.form_invalid']);
  });

  it('are refused when too large or with a parameter twice', async () => {
    expect((await browser.post('/login', `a=${'x'.repeat(70_000)}`)).status).toBe(413);
    const twice = await browser.post('/login', 'username=alice&username=bob');
    expect([twice.status, json(twice)]).toEqual([400, 'http.parameter_repeated']);
  });

  it('are refused over plain http: idp.https_required', async () => {
    const outgoing = plainRequest({ host: '127.0.0.1', port: t.idp.port, path: '/login', method: 'POST' });
    outgoing.end('password=x');
    const [answer] = await once(outgoing, 'response');
    expect([answer.statusCode, JSON.parse(await text(answer)).code]).toEqual([403, 'idp.https_required']);
  });
});

describe('a session', () => {
  it('ends by signing out, which asks first and needs the token', async () => {
    await browser.signIn('alice');
    const cookie = browser.cookies.get(SESSION) ?? '';
    const page = await browser.get('/logout');
    expect(page.body).toContain('Sign out?');
    expect((await browser.post('/logout', {})).status).toBe(403);
    const answer = await browser.post('/logout', { csrf: hiddenField(page.body, 'csrf') ?? '' });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('You are signed out');
    browser.cookies.set(SESSION, cookie);
    expect((await browser.api('GET', SESSION_PATH)).json).toMatchObject({ code: 'idp.sign_in_required' });
  });

  it('ends after eight idle hours, and after twelve in any case', async () => {
    const start = t.clock.now;
    const turnTo = (hours: number) => {
      t.clock.now = new Date(start.getTime() + hours * 3_600_000);
    };
    await browser.signIn('alice');
    for (const hours of [7, 11.9]) {
      turnTo(hours);
      expect((await browser.api('GET', SESSION_PATH)).status).toBe(200);
    }
    turnTo(12);
    expect((await browser.api('GET', SESSION_PATH)).status).toBe(401);
    await browser.signIn('alice');
    turnTo(20);
    expect((await browser.api('GET', SESSION_PATH)).status).toBe(401);
    t.clock.now = start;
  });

  it('ends when its person is suspended', async () => {
    const eve = await t.newPerson('evelyn');
    await browser.signIn('evelyn');
    expect((await browser.api('GET', SESSION_PATH)).status).toBe(200);
    await t.directory.people.setState(eve.id, 'suspended', 'system');
    expect((await browser.api('GET', SESSION_PATH)).status).toBe(401);
  });

  it('is never in the log', async () => {
    await browser.signIn('alice');
    await browser.get('/nowhere');
    const secrets = [browser.cookies.get(SESSION) ?? 'none', PASSWORD];
    const everything = JSON.stringify([t.logged, await t.directory.audit.list({ limit: 1_000 })]);
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
  });
});

describe('addresses', () => {
  it('lead plain http, and other names of this machine, to the one origin', async () => {
    const outgoing = plainRequest({ host: '127.0.0.1', port: t.idp.port, path: '/portal?x=1' });
    outgoing.end();
    const [answer] = await once(outgoing, 'response');
    expect([answer.statusCode, answer.headers.location]).toEqual([307, `${t.idp.url}/portal?x=1`]);
    const alias = await browser.get(`https://127.0.0.1:${t.idp.port}/portal`);
    expect([alias.status, alias.location]).toEqual([307, `${t.idp.url}/portal`]);
  });

  it('have health checks that need no session', async () => {
    expect((await browser.get('/healthz')).body).toBe('{"status":"ok"}');
    expect((await browser.get('/readyz')).body).toBe('{"status":"ready"}');
    expect((await browser.get('/')).location).toBe('/portal');
  });
});
