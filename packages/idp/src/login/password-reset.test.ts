// Links to set a password: by mail or from an administrator, once, for thirty minutes, for the one person.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, type Browser, hiddenField, openBrowser, type Page } from '../testing/test-browser.ts';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';
import { startMailServer, type TestMailServer } from '../testing/test-mail-server.ts';

const NEW_PASSWORD = 'a battery of staples';
let t: TestIdp;
let browser: Browser;
let desk: Browser;

beforeAll(async () => {
  t = await startTestIdp();
  await t.newPerson('helper', { role: 'help_desk' });
  desk = openBrowser(t);
  await desk.signIn('helper');
});
afterAll(async () => {
  desk.close();
  await t.stop();
});
beforeEach(() => {
  browser = openBrowser(t);
  return () => browser.close();
});

const errorOf = (page: Page) => /class="mono">([a-z]+\.[a-z0-9_]+)</.exec(page.body)?.[1];

async function linkFor(username: string): Promise<{ path: string; token: string }> {
  const person = await t.directory.people.find(username);
  const { json } = await desk.api('POST', `/api/v1/people/${person?.id}/reset-link`, {});
  const url = new URL(at(json, 'url'));
  return { path: url.pathname + url.search, token: url.searchParams.get('token') ?? '' };
}

async function setPassword(o: { path: string; token: string; password: string; repeat?: string }): Promise<Page> {
  const page = await browser.get(o.path);
  const csrf = hiddenField(page.body, 'csrf') ?? '';
  const { token, password, repeat = password } = o;
  return browser.post('/login/reset', { csrf, token, password, repeat });
}

describe('a link from an administrator', () => {
  it('sets the password, ends every session, and works once: directory.token_invalid', async () => {
    await t.newPerson('alice');
    const before = openBrowser(t);
    await before.signIn('alice');
    const link = await linkFor('alice');
    const page = await setPassword({ ...link, password: NEW_PASSWORD });
    expect([page.status, page.body.includes('Your password is set')]).toEqual([200, true]);
    expect((await before.api('GET', '/api/v1/session')).status).toBe(401);
    before.close();
    expect((await browser.signIn('alice')).status).toBe(401);
    expect((await browser.signIn('alice', { password: NEW_PASSWORD })).status).toBe(303);
    expect(errorOf(await browser.get(link.path))).toBe('directory.token_invalid');
  });

  it('is at this site, whatever Host header asked for it', async () => {
    await t.newPerson('hosty');
    const person = await t.directory.people.find('hosty');
    const path = `/api/v1/people/${person?.id}/reset-link`;
    const { json } = await desk.api('POST', path, {}, { host: 'evil.example' });
    expect(at(json, 'url')).toMatch(new RegExp(`^${t.idp.url}/login/reset\\?token=[\\w-]{43}$`));
  });

  it('says what is wrong with the new password, and can then still be used', async () => {
    await t.newPerson('bertha');
    const link = await linkFor('bertha');
    const differ = await setPassword({ ...link, password: NEW_PASSWORD, repeat: 'another password' });
    expect([differ.status, differ.body.includes('the two are not the same')]).toEqual([400, true]);
    const bad = await setPassword({ ...link, password: 'bertha' });
    expect(bad.status).toBe(400);
    expect(bad.body.match(/<li>/g)?.length).toBeGreaterThan(2);
    expect((await setPassword({ ...link, password: NEW_PASSWORD })).status).toBe(200);
  });

  it('ends after half an hour, and is nothing if it was made up: idp.link_expired', async () => {
    await t.newPerson('conny');
    const link = await linkFor('conny');
    const start = t.clock.now;
    t.clock.now = new Date(start.getTime() + 30 * 60_000);
    expect(errorOf(await browser.get(link.path))).toBe('directory.token_invalid');
    t.clock.now = start;
    expect(errorOf(await browser.get('/login/reset?token=short'))).toBe('idp.link_expired');
    expect(errorOf(await browser.get('/login/reset'))).toBe('idp.link_expired');
  });

  it('makes a person active who never had a password', async () => {
    const admin = openBrowser(t);
    await t.newPerson('boss', { role: 'admin' });
    await admin.signIn('boss');
    const body = { username: 'newbie', displayName: 'New', email: 'new@example.com' };
    const { json } = await admin.api('POST', '/api/v1/people', body);
    admin.close();
    expect(json).toMatchObject({ person: { state: 'staged' } });
    const url = new URL(at(json, 'link.url'));
    const token = url.searchParams.get('token') ?? '';
    await setPassword({ path: url.pathname + url.search, token, password: NEW_PASSWORD });
    expect((await browser.signIn('newbie', { password: NEW_PASSWORD })).status).toBe(303);
  });
});

describe('a link by mail', () => {
  let smtp: TestMailServer;

  async function useMail(change: Record<string, string | number | null>): Promise<void> {
    const { version } = await t.directory.settings.get();
    await t.directory.settings.update({ mail: change }, { version, actor: 'system' });
  }

  beforeAll(async () => {
    smtp = await startMailServer();
  });
  afterAll(() => smtp.stop());

  const ask = async (username: string): Promise<Page> => {
    const page = await browser.get('/login/forgot');
    return browser.post('/login/forgot', { username, csrf: hiddenField(page.body, 'csrf') ?? '' });
  };
  const waitForMail = async (count: number) => {
    await expect.poll(() => smtp.mails.length).toBe(count);
  };

  it('is not offered while there is no mail server; the page says whom to ask', async () => {
    const page = await browser.get('/login/forgot');
    expect(page.body).toContain('Ask your administrator');
    expect(page.body).not.toContain('name="username"');
    expect((await desk.api('GET', '/api/v1/settings')).json).toMatchObject({ mail: { host: null } });
    const owner = openBrowser(t);
    await t.newPerson('owner', { role: 'owner' });
    await owner.signIn('owner');
    const { status, json } = await owner.api('POST', '/api/v1/settings/mail/test', {});
    owner.close();
    expect([status, at(json, 'code')]).toEqual([409, 'idp.mail_not_configured']);
  });

  it('reaches the person’s address, and the answer is the same for nobody', async () => {
    const { port } = smtp;
    await useMail({ host: '127.0.0.1', port, security: 'none', from: 'keyshift@example.com' });
    await t.newPerson('mia');
    const [known, unknown] = [await ask('mia'), await ask('nobody.at.all')];
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    await waitForMail(1);
    const [mail] = smtp.mails;
    expect(mail?.to.join()).toBe('mia@example.com');
    const plain = (mail?.content ?? '').replace(/=\r\n/g, '').replaceAll('=3D', '=');
    const token = /token=([\w-]{43})/.exec(plain)?.[1] ?? '';
    const page = await setPassword({ path: `/login/reset?token=${token}`, token, password: NEW_PASSWORD });
    expect(page.status).toBe(200);
    expect(JSON.stringify([t.logged, await t.directory.audit.list({ limit: 1_000 })])).not.toContain(token);
  });

  it('goes to the person also when an administrator asks for it, who does not see it', async () => {
    await t.newPerson('noa');
    const person = await t.directory.people.find('noa');
    const { json } = await desk.api('POST', `/api/v1/people/${person?.id}/reset-link`, {});
    expect(json).toMatchObject({ url: null, mailedTo: 'noa@example.com' });
    await waitForMail(2);
  });

  it('fills nobody’s mailbox, however often it is asked for, and comes again later', async () => {
    const before = smtp.mails.length;
    const mailsTo = (address: string) => smtp.mails.slice(before).filter(({ to }) => to.join() === address).length;
    await t.newPerson('pia');
    await t.newPerson('quin');
    for (let time = 0; time < 6; time += 1) await ask('pia');
    await ask('quin');
    await waitForMail(before + 4);
    expect([mailsTo('pia@example.com'), mailsTo('quin@example.com')]).toEqual([3, 1]);
    t.clock.now = new Date(t.clock.now.getTime() + 301_000);
    await ask('pia');
    await waitForMail(before + 5);
  });

  it('is told in words when the mail server refuses: idp.mail_failed', async () => {
    await useMail({ port: 1 });
    await t.newPerson('olga');
    const person = await t.directory.people.find('olga');
    const { status, json } = await desk.api('POST', `/api/v1/people/${person?.id}/reset-link`, {});
    expect([status, at(json, 'code')]).toEqual([502, 'idp.mail_failed']);
    await useMail({ host: null, from: null });
  });

  it('or a password that is refused leaves nobody behind who was half made', async () => {
    const { port } = smtp;
    await useMail({ host: '127.0.0.1', port: 1, from: 'keyshift@example.com' });
    await t.newPerson('maker', { role: 'admin' });
    const admin = openBrowser(t);
    await admin.signIn('maker');
    const make = (more: object = {}) =>
      admin.api('POST', '/api/v1/people', {
        username: 'half',
        displayName: 'Half',
        email: 'half@example.com',
        ...more,
      });
    const unsent = await make();
    expect([unsent.status, at(unsent.json, 'code')]).toEqual([502, 'idp.mail_failed']);
    const short = await make({ password: 'short' });
    expect([short.status, at(short.json, 'details.findings.0.where')]).toEqual([400, 'password']);
    const wrong = await make({ username: 'Half', email: 'nowhere', password: 'short' });
    expect([wrong.status, at(wrong.json, 'code')]).toEqual([400, 'directory.invalid']);
    expect(await t.directory.people.find('half')).toBeUndefined();
    await useMail({ port });
    const before = smtp.mails.length;
    expect((await make()).status).toBeLessThan(300);
    await waitForMail(before + 1);
    expect(await t.directory.people.find('half')).toMatchObject({ state: 'staged' });
    admin.close();
    await useMail({ host: null, from: null });
  });
});

// Last, for it turns the clock so far that every session is over.
describe('a password that is older than the settings allow', () => {
  it('opens nothing but the page to choose a new one', async () => {
    await t.newPerson('olden');
    const { version } = await t.directory.settings.get();
    const change = { password: { expiresAfterDays: 30 } };
    const after = await t.directory.settings.update(change, { version, actor: 'system' });
    const start = t.clock.now;
    t.clock.now = new Date(start.getTime() + 31 * 86_400_000);
    const answer = await browser.signIn('olden', { next: '/saml2/redshift' });
    expect(answer.location).toMatch(/^\/login\/reset\?token=/);
    expect(browser.cookies.has('__Host-keyshift')).toBe(false);
    const token = new URLSearchParams(answer.location?.split('?')[1]).get('token') ?? '';
    await setPassword({ path: answer.location ?? '', token, password: NEW_PASSWORD });
    expect((await browser.signIn('olden', { password: NEW_PASSWORD })).location).toBe('/portal');
    t.clock.now = start;
    await t.directory.settings.update(
      { password: { expiresAfterDays: 0 } },
      { version: after.version, actor: 'system' },
    );
  });
});
