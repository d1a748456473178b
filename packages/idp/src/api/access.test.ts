// Who may call what: every route of the table, with every role, with keys, and without anything.
import { Secret } from '@keyshift/base';
import { ADMIN_ROLES, type AdminRole, buildTarget, type Endpoint, endpoints, isPermitted } from '@keyshift/web-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, type Browser, openBrowser } from '../testing/test-browser.ts';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';

let t: TestIdp;
const browsers = new Map<AdminRole | 'nobody' | 'person', Browser>();
const all = Object.entries<Endpoint>(endpoints);

beforeAll(async () => {
  t = await startTestIdp();
  for (const role of ADMIN_ROLES) {
    await t.newPerson(`the_${role}`, { role });
    const browser = openBrowser(t);
    await browser.signIn(`the_${role}`);
    browsers.set(role, browser);
  }
  await t.newPerson('alice');
  const person = openBrowser(t);
  await person.signIn('alice');
  browsers.set('person', person);
  browsers.set('nobody', openBrowser(t));
});
afterAll(async () => {
  for (const browser of browsers.values()) browser.close();
  await t.stop();
});

const as = (who: AdminRole | 'nobody' | 'person'): Browser => {
  const browser = browsers.get(who);
  if (browser === undefined) throw new Error(`nobody is called ${who}`);
  return browser;
};
// Ids that do not exist: a permitted call fails later, by what it asks for, and changes nothing.
const target = ({ path, query, ...endpoint }: Endpoint) => {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => [name, 'none']);
  return buildTarget({ path, query, ...endpoint }, { params: Object.fromEntries(names) });
};
const call = (browser: Browser, endpoint: Endpoint, headers = {}) => {
  const hasBody = endpoint.method !== 'GET' && endpoint.method !== 'DELETE';
  return browser.api(endpoint.method, target(endpoint), hasBody ? { nonsense: true } : undefined, headers);
};
const DENIED = ['idp.not_permitted', 'idp.sign_in_required', 'idp.key_refused'];

describe.each(all)('%s', (_name, endpoint) => {
  it.each([...ADMIN_ROLES, 'person' as const])(`is open to %s exactly as the table says`, async (who) => {
    const { status, json } = await call(as(who), endpoint);
    const isOpen = isPermitted(who === 'person' ? null : who, endpoint.may);
    expect(DENIED.includes(at(json, 'code'))).toBe(!isOpen);
    if (!isOpen) expect(status).toBe(403);
  });

  it('is closed to who is not signed in, has a made-up key, or rides on a cookie from another site', async () => {
    expect((await call(as('nobody'), endpoint)).json).toMatchObject({ code: 'idp.sign_in_required' });
    const authorization = 'Bearer ks_none_none';
    expect((await call(as('nobody'), endpoint, { authorization })).json).toMatchObject({ code: 'idp.key_refused' });
    expect((await call(as('owner'), endpoint, { authorization })).json).toMatchObject({ code: 'idp.key_refused' });
    if (endpoint.method === 'GET') return;
    const forged = await call(as('owner'), endpoint, { origin: 'https://evil.example' });
    expect([forged.status, at(forged.json, 'code')]).toEqual([403, 'http.foreign_origin']);
    const bare = await call(as('owner'), endpoint, { 'x-csrf-token': 'guessed' });
    expect([bare.status, at(bare.json, 'code')]).toEqual([403, 'http.csrf_token']);
  });
});

describe('API keys', () => {
  async function keyOf(maker: AdminRole, scopes: readonly ('read' | 'support' | 'manage' | 'own')[]) {
    const person = await t.directory.people.find(`the_${maker}`);
    const { secret, key } = await t.directory.apiKeys.create({
      ...{ name: 'test', scopes, days: 1, createdBy: person?.id ?? '' },
      allowedScopes: ['read', 'support', 'manage', 'own'],
    });
    return { id: key.id, headers: { authorization: `Bearer ${secret.reveal()}` } };
  }
  const nobody = () => as('nobody');

  it('do what their scopes say and no more, without cookie and token', async () => {
    const { headers } = await keyOf('owner', ['read']);
    expect((await nobody().api('GET', '/api/v1/people', undefined, headers)).status).toBe(200);
    const refused = await nobody().api('POST', '/api/v1/groups', { name: 'made_by_key' }, headers);
    expect([refused.status, at(refused.json, 'code')]).toEqual([403, 'idp.not_permitted']);
    const { headers: strong } = await keyOf('owner', ['read', 'manage']);
    expect((await nobody().api('POST', '/api/v1/groups', { name: 'made_by_key' }, strong)).status).toBe(200);
    const [entry] = await t.directory.audit.list({ limit: 1 });
    expect(entry?.actor).toMatch(/^key:/);
  });

  it('never do more than their maker may do today', async () => {
    const { headers } = await keyOf('admin', ['read', 'manage', 'own']);
    const { json } = await nobody().api(
      'PATCH',
      '/api/v1/settings',
      { organisation: 'x' },
      { ...headers, 'if-match': '"1"' },
    );
    expect(json).toMatchObject({ code: 'idp.not_permitted' });
    const maker = await t.directory.people.find('the_admin');
    await t.directory.people.setState(maker?.id ?? '', 'suspended', 'system');
    const after = await nobody().api('GET', '/api/v1/people', undefined, headers);
    await t.directory.people.setState(maker?.id ?? '', 'active', 'system');
    expect([after.status, at(after.json, 'code')]).toEqual([401, 'idp.key_refused']);
  });

  it('have no things of their own', async () => {
    const { headers } = await keyOf('owner', ['read']);
    const { json } = await nobody().api('GET', '/api/v1/session', undefined, headers);
    // `self` is not a scope, so a key does not even get there.
    expect(json).toMatchObject({ code: 'idp.not_permitted' });
  });

  it('end when they are revoked', async () => {
    const { id, headers } = await keyOf('owner', ['read']);
    expect((await as('owner').api('DELETE', `/api/v1/api-keys/${id}`)).status).toBe(200);
    expect((await nobody().api('GET', '/api/v1/people', undefined, headers)).status).toBe(401);
  });
});

describe('an administrator', () => {
  const idOf = async (username: string) => (await t.directory.people.find(username))?.id ?? '';

  it('does not touch who stands above them: directory.outranked', async () => {
    const owner = await idOf('the_owner');
    for (const [method, path, body] of [
      ['POST', `/api/v1/people/${owner}/reset-link`, {}],
      ['DELETE', `/api/v1/people/${owner}`, undefined],
      ['POST', `/api/v1/people/${owner}/sessions/end`, {}],
    ] as const) {
      expect((await as('admin').api(method, path, body)).json).toMatchObject({ code: 'directory.outranked' });
    }
  });

  it('cannot be locked out of the installation: directory.last_owner', async () => {
    const owner = await idOf('the_owner');
    const { status, json } = await as('owner').api('PUT', `/api/v1/people/${owner}/role`, { role: null });
    expect([status, at(json, 'code')]).toEqual([409, 'directory.last_owner']);
  });

  it('needs a second factor once the settings ask for one: idp.second_factor_required', async () => {
    const settings = await t.directory.settings.get();
    const change = { signIn: { secondFactor: 'administrators' } } as const;
    const after = await t.directory.settings.update(change, { version: settings.version, actor: 'system' });
    const { status, json } = await as('admin').api('GET', '/api/v1/people');
    const own = await as('admin').api('GET', '/api/v1/me/factors');
    const back = { signIn: { secondFactor: 'optional' } } as const;
    await t.directory.settings.update(back, { version: after.version, actor: 'system' });
    expect([status, at(json, 'code'), own.status]).toEqual([403, 'idp.second_factor_required', 200]);
  });

  it('proves again who they are before changing who may get in: idp.reauthentication_required', async () => {
    const start = t.clock.now;
    t.clock.now = new Date(start.getTime() + 16 * 60_000);
    const body = { name: 'later', scopes: ['read'] };
    const { status, json } = await as('owner').api('POST', '/api/v1/api-keys', body);
    expect([status, at(json, 'code')]).toEqual([403, 'idp.reauthentication_required']);
    const wrong = await as('owner').api('POST', '/api/v1/session/reauthenticate', { password: 'not the password' });
    expect([wrong.status, at(wrong.json, 'code')]).toEqual([403, 'idp.reauthentication_failed']);
    const before = as('owner').cookies.get('__Host-keyshift');
    const right = await as('owner').api('POST', '/api/v1/session/reauthenticate', {
      password: 'correct horse battery',
    });
    expect(right.json).toMatchObject({ isFresh: true, role: 'owner' });
    expect(as('owner').cookies.get('__Host-keyshift')).not.toBe(before);
    expect((await as('owner').api('POST', '/api/v1/api-keys', body)).status).toBe(200);
    t.clock.now = start;
  });
});

describe('people', () => {
  it('see and change only their own things', async () => {
    const bob = await t.newPerson('bob');
    const other = openBrowser(t);
    await other.signIn('bob');
    const [session] = await t.directory.factors.list(bob.id);
    expect(session).toBeUndefined();
    const { json } = await other.api('GET', '/api/v1/me/sessions');
    const theirs = at(json, 'items.0.id');
    const answer = await as('person').api('POST', '/api/v1/me/sessions/end', { sessionId: theirs });
    expect(answer.json).toEqual({ ended: 0 });
    expect((await other.api('GET', '/api/v1/session')).status).toBe(200);
    other.close();
  });

  it('cannot give themselves a role, a state or a group by fields that are not theirs', async () => {
    const { json } = await as('person').api('GET', '/api/v1/me');
    const headers = { 'if-match': `"${at(json, 'version')}"` };
    for (const body of [{ role: 'owner' }, { state: 'active' }, { groupIds: [] }, { username: 'root' }]) {
      const refused = await as('person').api('PATCH', '/api/v1/me', body, headers);
      expect([refused.status, at(refused.json, 'code')]).toEqual([400, 'idp.input_invalid']);
    }
    expect((await t.directory.people.find('alice'))?.role).toBeNull();
  });
});

describe('input', () => {
  it('is refused when it would reach into prototypes, is no JSON, or is too large', async () => {
    const send = (body: string, type = 'application/json') =>
      as('owner').raw('POST', '/api/v1/groups', { body, 'content-type': type });
    for (const body of ['{"__proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}}}', '{', '[]']) {
      expect((await send(body)).status).toBe(400);
    }
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    expect((await send('name=x', 'application/x-www-form-urlencoded')).status).toBe(415);
    expect((await send(`{"name":"${'x'.repeat(300_000)}"}`)).status).toBe(413);
  });

  it('is told with every mistake at its field, and stores nothing', async () => {
    const body = { username: 'Not Lower', displayName: '', email: 'nonsense', profile: { phone: 'a\nb' } };
    const { status, json } = await as('owner').api('POST', '/api/v1/people', body);
    expect([status, at(json, 'code')]).toEqual([400, 'directory.invalid']);
    const { findings } = (json as { details: { findings: { where: string }[] } }).details;
    expect(findings.map((one) => one.where).sort()).toEqual(['displayName', 'email', 'phone', 'username']);
    expect((await t.directory.people.page({ search: 'nonsense' })).items).toEqual([]);
  });

  it('needs the version that it changes, and the second of two is told: directory.changed_meanwhile', async () => {
    const { id, version } = await t.newPerson('dora');
    const path = `/api/v1/people/${id}`;
    const none = await as('owner').api('PATCH', path, { displayName: 'Dora' });
    expect([none.status, at(none.json, 'code')]).toEqual([428, 'idp.version_missing']);
    const headers = { 'if-match': `"${version}"` };
    const first = await as('owner').api('PATCH', path, { displayName: 'Dora One' }, headers);
    expect([first.status, first.headers.etag]).toEqual([200, `"${version + 1}"`]);
    const second = await as('admin').api('PATCH', path, { displayName: 'Dora Two' }, headers);
    expect([second.status, at(second.json, 'code')]).toEqual([412, 'directory.changed_meanwhile']);
    expect((await t.directory.people.get(id)).displayName).toBe('Dora One');
  });
});

describe('what is secret', () => {
  it('is shown once: an API key, a one-time link; and the mail password never', async () => {
    const made = await as('owner').api('POST', '/api/v1/api-keys', { name: 'once', scopes: ['read'] });
    const secret = at(made.json, 'secret');
    expect((await as('owner').api('GET', '/api/v1/api-keys')).body).not.toContain(secret);
    const settings = await t.directory.settings.get();
    const mail = {
      host: 'mail.example',
      from: 'keyshift@mail.example',
      username: 'keyshift',
      password: 'the mail password',
    };
    const answer = await as('owner').api(
      'PATCH',
      '/api/v1/settings',
      { mail },
      { 'if-match': `"${settings.version}"` },
    );
    expect(answer.json).toMatchObject({ mail: { host: 'mail.example', hasPassword: true } });
    expect(answer.body).not.toContain('the mail password');
    const stored = await t.directory.settings.mailPassword();
    expect(stored).toEqual(new Secret('the mail password'));
    const after = await t.directory.settings.get();
    await t.directory.settings.update(
      { mail: { host: null, from: null, username: null, password: null } },
      { version: after.version, actor: 'system' },
    );
  });
});

describe('/api/openapi.json', () => {
  it('describes every route', async () => {
    const { json, status } = await as('nobody').api('GET', '/api/openapi.json');
    expect(status).toBe(200);
    const paths = (json as { paths: Record<string, Record<string, { operationId: string }>> }).paths;
    const names = Object.values(paths).flatMap((one) => Object.values(one).map(({ operationId }) => operationId));
    expect(names.sort()).toEqual(Object.keys(endpoints).sort());
  });
});
