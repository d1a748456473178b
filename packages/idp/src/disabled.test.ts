// What is disabled is disabled on every path: an application, a person, an administrator, a key, a session that is still open.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from './testing/read-page.ts';
import { at, type Browser, hiddenField, openBrowser, type Page } from './testing/test-browser.ts';
import { PASSWORD, startTestIdp, type TestIdp } from './testing/test-idp.ts';
import { postedRequest, registerSp, type TestSp } from './testing/test-sp.ts';

let t: TestIdp;
let crm: TestSp;
let boss: Browser;
let browser: Browser;
let serial = 0;

beforeAll(async () => {
  t = await startTestIdp();
  crm = await registerSp(t, 'crm');
  await t.newPerson('boss', { role: 'owner' });
  boss = openBrowser(t);
  await boss.signIn('boss');
});
afterAll(async () => {
  boss.close();
  await t.stop();
});
beforeEach(() => {
  browser = openBrowser(t);
  return () => browser.close();
});

const nextOf = (page: Page) => new URLSearchParams(page.location?.split('?')[1]).get('next') ?? '';
const newcomer = async (role?: 'admin') => {
  serial += 1;
  return t.newPerson(`person${serial}`, role === undefined ? {} : { role });
};
const isIn = async (one = browser) => (await one.api('GET', '/api/v1/session')).status === 200;
const post = (sp: TestSp) =>
  browser.post(`/saml2/${sp.application.ssoPath}`, { SAMLRequest: postedRequest(t, sp, { key: sp.key }) });

/** By the page of an administrator. */
async function setState(id: string, state: 'active' | 'suspended'): Promise<void> {
  const { version } = await t.directory.people.get(id);
  const answer = await boss.api('PATCH', `/api/v1/people/${id}`, { state }, { 'if-match': `"${version}"` });
  expect(answer.status).toBe(200);
}

describe('a deactivated application', () => {
  const deactivated = async (during: () => Promise<void>) => {
    await t.directory.applications.setState(crm.application.id, 'inactive', 'system');
    await during();
    await t.directory.applications.setState(crm.application.id, 'active', 'system');
  };

  it('is opened by nobody: begun here, begun there, in a preview, or as a tile', async () => {
    const person = await newcomer();
    await browser.signIn(person.username);
    const tiles = async () => at((await browser.api('GET', '/api/v1/me/applications')).json, 'items.length');
    const before = Number(await tiles());
    await deactivated(async () => {
      expect(codeOf(await browser.get('/saml2/crm'))).toBe('idp.application_inactive');
      expect(codeOf(await post(crm))).toBe('idp.application_inactive');
      const path = `/api/v1/applications/${crm.application.id}/preview`;
      const preview = await boss.api('POST', path, { personId: person.id });
      expect(at(preview.json, 'refusal.code')).toBe('idp.application_inactive');
      expect(Number(await tiles())).toBe(before - 1);
    });
  });

  it('is not opened by a sign-in that began before', async () => {
    const person = await newcomer();
    const waiting = await post(crm);
    await deactivated(async () => {
      const answer = await browser.signIn(person.username, { next: nextOf(waiting) });
      const page = await browser.get(answer.location ?? '');
      expect(codeOf(page)).toBe('idp.application_inactive');
      expect(page.body).not.toContain('SAMLResponse');
    });
  });

  it('keeps its metadata readable, from which it is set up; they say nothing that is secret', async () => {
    await deactivated(async () => {
      expect((await browser.get('/saml2/crm/metadata')).status).toBe(200);
    });
  });
});

describe('a suspended person', () => {
  it('is out at once with every session, opens nothing, and has no session left when active again', async () => {
    const person = await newcomer();
    await browser.signIn(person.username);
    const other = openBrowser(t);
    await other.signIn(person.username);
    await setState(person.id, 'suspended');
    for (const one of [browser, other]) {
      expect(await isIn(one)).toBe(false);
      expect((await one.api('GET', '/api/v1/me/applications')).status).toBe(401);
      expect((await one.get('/saml2/crm')).location).toMatch(/^\/login\?/);
      expect((await one.get('/portal')).location).toMatch(/^\/login/);
    }
    expect((await browser.signIn(person.username)).status).toBe(401);
    await setState(person.id, 'active');
    expect(await isIn(other)).toBe(false);
    other.close();
  });

  it('by a file, too, has no session left when active again', async () => {
    const { username } = await newcomer();
    await browser.signIn(username);
    for (const state of ['suspended', 'active']) {
      const body = { csv: `username,state\n${username},${state}`, dryRun: false, mode: 'create_or_update' };
      expect((await boss.api('POST', '/api/v1/people/import', body)).status).toBe(200);
    }
    expect(await isIn()).toBe(false);
  });

  it('does not finish a sign-in to an application that began before', async () => {
    const person = await newcomer();
    const waiting = await post(crm);
    await browser.signIn(person.username, { next: nextOf(waiting) });
    await t.directory.people.setState(person.id, 'suspended', 'system');
    const page = await browser.get(nextOf(waiting));
    expect(codeOf(page)).toBe('idp.person_not_active');
    expect(page.body).not.toContain('<saml:Assertion');
  });

  it('gets in by no link to set a password, also one from before', async () => {
    const person = await newcomer();
    const { json } = await boss.api('POST', `/api/v1/people/${person.id}/reset-link`, {});
    const token = new URL(at(json, 'url')).searchParams.get('token') ?? '';
    await setState(person.id, 'suspended');
    const page = await browser.get(`/login/reset?token=${token}`);
    const csrf = hiddenField(page.body, 'csrf') ?? '';
    const password = 'a battery of staples';
    const refused = await browser.post('/login/reset', { csrf, token, password, repeat: password });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    await setState(person.id, 'active');
    expect((await browser.signIn(person.username, { password })).status).toBe(401);
    expect((await browser.signIn(person.username, { password: PASSWORD })).status).toBe(303);
  });

  it('is refused in a preview, with the state', async () => {
    const person = await newcomer();
    await setState(person.id, 'suspended');
    const path = `/api/v1/applications/${crm.application.id}/preview`;
    const { json } = await boss.api('POST', path, { personId: person.id });
    expect(at(json, 'refusal.code')).toBe('idp.person_not_active');
    expect(at(json, 'refusal.why')).toBe(`the account of ${person.displayName} is suspended`);
  });
});

describe('an administrator', () => {
  const withKey = async () => {
    const admin = await newcomer('admin');
    await browser.signIn(admin.username);
    const scopes = ['read', 'manage'] as const;
    const key = { name: 'Nightly', scopes, allowedScopes: scopes, days: 1, createdBy: admin.id };
    const { secret } = await t.directory.apiKeys.create(key);
    const byKey = async () => (await boss.get('/api/v1/people', { authorization: `Bearer ${secret.reveal()}` })).status;
    const bySession = async () => (await browser.api('GET', '/api/v1/people')).status;
    return { admin, byKey, bySession };
  };

  it('who is suspended may nothing, by a session or by a key made before', async () => {
    const { admin, byKey, bySession } = await withKey();
    expect([await byKey(), await bySession()]).toEqual([200, 200]);
    await setState(admin.id, 'suspended');
    expect([await byKey(), await bySession()]).toEqual([401, 401]);
  });

  it('who loses the role may no more than anybody, by either', async () => {
    const { admin, byKey, bySession } = await withKey();
    await t.directory.people.setRole(admin.id, null, 'system');
    const [key, session] = [await byKey(), await bySession()];
    expect([401, 403]).toContain(key);
    expect(session).toBe(403);
    expect(await isIn()).toBe(true);
  });

  it('who is deleted leaves neither behind', async () => {
    const { admin, byKey, bySession } = await withKey();
    await boss.api('DELETE', `/api/v1/people/${admin.id}`);
    expect([await byKey(), await bySession()]).toEqual([401, 401]);
  });
});
