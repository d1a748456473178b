import { X509Certificate } from 'node:crypto';
import {
  issueLogoutRequest,
  parseLogoutRequest,
  parseRedirectQuery,
  readLogoutResponse,
  verifyPostSignature,
  verifyRedirectSignature,
} from '@keyshift/saml';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, xmlOf } from '../testing/read-page.ts';
import { type Browser, hiddenField, openBrowser, type Page } from '../testing/test-browser.ts';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';
import {
  logoutRequestInput,
  newKey,
  postedAnswer,
  redirectLogout,
  registerSp,
  type TestSp,
} from '../testing/test-sp.ts';

let t: TestIdp;
let crm: TestSp;
let wiki: TestSp;
let plain: TestSp;
let browser: Browser;

beforeAll(async () => {
  t = await startTestIdp();
  await t.newPerson('alice');
  const slo = (name: string, binding: 'redirect' | 'post') => ({
    slo: { url: `https://${name}.example/slo`, responseUrl: null, binding },
  });
  const named = { nameIdPairwise: false, nameIdField: 'username', nameIdFormat: 'persistent' } as const;
  crm = await registerSp(t, 'crm', { ...slo('crm', 'redirect'), ...named });
  wiki = await registerSp(t, 'wiki', { ...slo('wiki', 'post'), ...named });
  plain = await registerSp(t, 'plain', named);
});
afterAll(() => t.stop());
beforeEach(() => {
  browser = openBrowser(t);
  return () => browser.close();
});

const isSignedIn = async (one = browser) => (await one.get('/logout')).body.includes('You are signed in as');
const keysOf = async (sp: TestSp) => {
  const key = await t.directory.applications.signingKey(sp.application.id);
  return [new X509Certificate(key.certificatePem).publicKey];
};

/** Signs alice in and opens the applications; gives the session index. */
async function open(...sps: TestSp[]): Promise<string> {
  // Each session is newer than the one before.
  t.clock.now = new Date(t.clock.now.getTime() + 1_000);
  await browser.signIn('alice');
  for (const sp of sps) await browser.get(new URL(sp.ssoUrl).pathname);
  const [session] = await t.database.query<{ index: string }>(
    'SELECT session_index AS index FROM idp.session ORDER BY authenticated_at DESC, expires_at DESC LIMIT 1',
    [],
  );
  return session?.index ?? '';
}

/** The address that a page leads to by itself. */
function refreshOf(page: Page): string {
  const found = /http-equiv="refresh" content="0;url=([^"]*)"/.exec(page.body)?.[1] ?? '';
  return found.replaceAll('&amp;', '&');
}

/** The verified answer that the page carries back to `crm`. */
async function answerTo(sp: TestSp, page: Page) {
  const rawQuery = new URL(refreshOf(page)).search.slice(1);
  const verified = verifyRedirectSignature({ rawQuery, keys: await keysOf(sp) });
  return { ...readLogoutResponse(verified), relayState: verified.relayState };
}

describe('a logout that an application begins', () => {
  it('ends the session by Redirect, and returns RelayState with a signed answer', async () => {
    const sessionIndex = await open(crm);
    expect(await isSignedIn()).toBe(true);
    const input = logoutRequestInput(t, crm, { nameId: 'alice', sessionIndexes: [sessionIndex] });
    const page = await browser.get(redirectLogout(crm, input, { relayState: 'r1' }));
    expect(page.status).toBe(200);
    expect(await answerTo(crm, page)).toMatchObject({
      ...{ isSuccess: true, isPartial: false, inResponseTo: input.id, relayState: 'r1' },
      ...{ issuer: crm.application.entityId, destination: 'https://crm.example/slo' },
    });
    expect(await isSignedIn()).toBe(false);
    const [trace] = await t.directory.audit.traces({ limit: 1, kind: 'logout' });
    expect(trace).toMatchObject({ kind: 'logout', flow: 'sp', outcome: 'succeeded', applicationLabel: 'CRM' });
  });

  it('ends the session by a POST from another site, which brings no cookie [saml-bindings §3.5.4]', async () => {
    const sessionIndex = await open(wiki);
    const input = logoutRequestInput(t, wiki, { nameId: 'alice', sessionIndexes: [sessionIndex] });
    const SAMLRequest = Buffer.from(issueLogoutRequest(input, wiki.key)).toString('base64');
    const stranger = openBrowser(t);
    const path = new URL(wiki.sloUrl).pathname;
    const page = await stranger.post(path, { SAMLRequest, RelayState: 'r2' }, { origin: 'https://wiki.example' });
    stranger.close();
    expect(await isSignedIn()).toBe(false);
    const answer = readLogoutResponse(verifyPostSignature(xmlOf(page, 'SAMLResponse'), await keysOf(wiki)));
    expect(answer).toMatchObject({ isSuccess: true, inResponseTo: input.id });
    expect(hiddenField(page.body, 'RelayState')).toBe('r2');
    expect(page.headers['content-security-policy']).toContain('form-action https://wiki.example;');
  });

  it('ends every session of the name if none is named [saml-core §3.7.1]', async () => {
    await open(crm);
    const other = openBrowser(t);
    await other.signIn('alice');
    await other.get('/saml2/crm');
    const input = logoutRequestInput(t, crm, { nameId: 'alice' });
    await browser.get(redirectLogout(crm, input));
    expect([await isSignedIn(), await isSignedIn(other)]).toEqual([false, false]);
    other.close();
  });

  it('ends nothing unsigned, by a wrong key or without a registered one: idp.logout_unverified', async () => {
    const sessionIndex = await open(crm);
    const input = logoutRequestInput(t, crm, { nameId: 'alice', sessionIndexes: [sessionIndex] });
    const unsigned = redirectLogout(crm, input).replace(/&SigAlg=.*/, '');
    const page = await browser.get(unsigned);
    expect([page.status, codeOf(page)]).toEqual([403, 'idp.logout_unverified']);
    const SAMLRequest = Buffer.from(issueLogoutRequest(input)).toString('base64');
    expect(codeOf(await browser.post('/saml2/crm/slo', { SAMLRequest }))).toBe('idp.logout_unverified');
    const forged = redirectLogout(crm, input, { key: await newKey(t.clock.now) });
    expect(codeOf(await browser.get(forged))).toBe('saml.signature_invalid');
    const moved = redirectLogout(crm, input, { relayState: 'a' }).replace('RelayState=a', 'RelayState=b');
    expect(codeOf(await browser.get(moved))).toBe('saml.signature_invalid');
    expect(await isSignedIn()).toBe(true);
    const [trace] = await t.directory.audit.traces({ limit: 1, kind: 'logout' });
    expect(trace).toMatchObject({
      ...{ outcome: 'refused', code: 'saml.signature_invalid' },
      refusal: { what: 'a logout message of CRM was not accepted', fix: expect.stringContaining('CRM, tab SSO') },
    });
  });

  it.each([
    ['of another service provider', () => ({ issuer: 'https://evil.example' })],
    ['for another address', () => ({ destination: 'https://other.example/slo' })],
    ['of long ago', () => ({ issueInstant: new Date(t.clock.now.getTime() - 301_000) })],
    ['that is over', () => ({ notOnOrAfter: new Date(t.clock.now.getTime() - 61_000) })],
  ])('ends nothing %s: idp.logout_refused [saml-core §3.7.3] [saml-bindings §3.4.5.2]', async (_what, change) => {
    const sessionIndex = await open(crm);
    const input = logoutRequestInput(t, crm, { nameId: 'alice', sessionIndexes: [sessionIndex] });
    const page = await browser.get(redirectLogout(crm, { ...input, ...change() }));
    expect([page.status, codeOf(page)]).toEqual([403, 'idp.logout_refused']);
    expect(await isSignedIn()).toBe(true);
  });

  it('ends nothing for a name that the application was never told [saml-core §3.7.3.2]', async () => {
    const sessionIndex = await open(crm);
    const input = logoutRequestInput(t, crm, { nameId: 'mallory', sessionIndexes: [sessionIndex] });
    const answer = await answerTo(crm, await browser.get(redirectLogout(crm, input)));
    expect(answer).toMatchObject({ isSuccess: false, subStatus: expect.stringContaining('UnknownPrincipal') });
    expect(await isSignedIn()).toBe(true);
  });

  it('counts once: sent again it ends no later session', async () => {
    await open(crm);
    const path = redirectLogout(crm, logoutRequestInput(t, crm, { nameId: 'alice' }));
    expect((await browser.get(path)).status).toBe(200);
    await open(crm);
    expect(codeOf(await browser.get(path))).toBe('idp.logout_refused');
    expect(await isSignedIn()).toBe(true);
  });

  it('goes on to the others, and takes only the answer of the one that was asked', async () => {
    const sessionIndex = await open(crm, wiki);
    const input = logoutRequestInput(t, crm, { nameId: 'alice', sessionIndexes: [sessionIndex] });
    const page = await browser.get(redirectLogout(crm, input, { relayState: 'r3' }));
    const asked = parseLogoutRequest(xmlOf(page, 'SAMLRequest'));
    expect(asked).toMatchObject({ nameId: { value: 'alice' }, sessionIndexes: [sessionIndex] });
    verifyPostSignature(xmlOf(page, 'SAMLRequest'), await keysOf(wiki));
    const post = (sp: TestSp, SAMLResponse: string) =>
      browser.post(`/saml2/${sp.application.ssoPath}/slo`, { SAMLResponse });
    const inResponseTo = asked.id;
    const key = await newKey(t.clock.now);
    expect(codeOf(await post(wiki, postedAnswer(t, wiki, { inResponseTo, key })))).toBe('saml.signature_invalid');
    const foreign = [
      await post(plain, postedAnswer(t, plain, { inResponseTo })),
      await post(wiki, postedAnswer(t, wiki, { inResponseTo: '_unknown' })),
      await post(wiki, postedAnswer(t, wiki, { inResponseTo, issuer: 'https://evil.example' })),
    ];
    expect(foreign.map(codeOf)).toEqual(foreign.map(() => 'idp.logout_refused'));
    const good = postedAnswer(t, wiki, { inResponseTo });
    const last = await answerTo(crm, await post(wiki, good));
    expect(last).toMatchObject({ isSuccess: true, isPartial: false, inResponseTo: input.id, relayState: 'r3' });
    expect(codeOf(await post(wiki, good))).toBe('idp.logout_refused');
  });

  it.each([
    ['one of them fails', () => wiki],
    ['one of them has no address for it', () => plain],
  ])('is partial when %s [saml-core §3.7.3.2]', async (_what, other) => {
    const sessionIndex = await open(crm, other());
    const input = logoutRequestInput(t, crm, { nameId: 'alice', sessionIndexes: [sessionIndex] });
    let page = await browser.get(redirectLogout(crm, input));
    if (other() === wiki) {
      const inResponseTo = parseLogoutRequest(xmlOf(page, 'SAMLRequest')).id;
      const SAMLResponse = postedAnswer(t, wiki, { inResponseTo, isSuccess: false });
      page = await browser.post('/saml2/wiki/slo', { SAMLResponse });
    }
    expect(await answerTo(crm, page)).toMatchObject({ isSuccess: true, isPartial: true });
    expect(await isSignedIn()).toBe(false);
  });
});

describe('an application that never sends the browser back', () => {
  const onwardOf = (page: Page) =>
    /action="\/logout\/continue">\n<input type="hidden" name="csrf" value="([^"]*)"/.exec(page.body)?.[1] ?? '';
  const signOut = async () => {
    const csrf = hiddenField((await browser.get('/logout')).body, 'csrf') ?? '';
    return browser.post('/logout', { csrf });
  };
  const badges = (page: Page) =>
    [...page.body.matchAll(/<dt>(\w+)<\/dt><dd><span class="badge \w+">([^<]*)/g)].map((one) => one.slice(1));

  it('does not keep the others from being told, by the page that sent the browser there', async () => {
    await open(crm, wiki);
    const first = await signOut();
    expect(first.body).toContain('Go on without CRM');
    const second = await browser.post('/logout/continue', { csrf: onwardOf(first) });
    expect(second.body).toContain('Signing you out of WIKI');
    expect(second.headers['content-security-policy']).toContain("form-action 'self' https://wiki.example;");
    // The answer of the first one comes late, and counts.
    const asked = parseLogoutRequest(parseRedirectQuery(new URL(refreshOf(first)).search.slice(1)).xml);
    const late = await browser.post('/saml2/crm/slo', {
      SAMLResponse: postedAnswer(t, crm, { inResponseTo: asked.id }),
    });
    expect(badges(late)).toEqual([
      ['CRM', 'signed out'],
      ['WIKI', 'did not answer'],
    ]);
  });

  it('leaves the way on to whoever comes back to Keyshift', async () => {
    await open(crm, wiki);
    await signOut();
    const paused = await browser.get('/logout');
    expect(paused.body).toContain('one of them did not send you back');
    expect(badges(paused)).toEqual([
      ['CRM', 'did not answer'],
      ['WIKI', 'not told yet'],
    ]);
    const second = await browser.post('/logout/continue', { csrf: onwardOf(paused) });
    const last = await browser.post('/logout/continue', { csrf: onwardOf(second) });
    expect(last.body).toContain('You are signed out');
    expect(badges(last).map(([, state]) => state)).toEqual(['did not answer', 'did not answer']);
    expect((await browser.get('/logout')).body).not.toContain('did not answer');
  });

  it('makes the answer to who began it partial [saml-core §3.7.3.2], which is given once', async () => {
    const sessionIndex = await open(crm, wiki);
    const input = logoutRequestInput(t, crm, { nameId: 'alice', sessionIndexes: [sessionIndex] });
    const page = await browser.get(redirectLogout(crm, input, { relayState: 'r4' }));
    const last = await browser.post('/logout/continue', { csrf: onwardOf(page) });
    expect(await answerTo(crm, last)).toMatchObject({ isSuccess: true, isPartial: true, relayState: 'r4' });
    expect(last.body).not.toContain('/logout/continue');
    expect((await browser.post('/logout/continue', { csrf: onwardOf(page) })).location).toBe('/logout');
  });

  it('is left behind by the browser that began it only, and by its own form', async () => {
    await open(crm, wiki);
    const csrf = onwardOf(await signOut());
    const other = openBrowser(t);
    expect((await other.post('/logout/continue', { csrf })).location).toBe('/logout');
    other.close();
    expect(codeOf(await browser.post('/logout/continue', { csrf: 'x' }))).toBe('http.csrf_token');
    expect(codeOf(await browser.post('/logout/continue', { csrf }, { origin: 'https://evil.example' }))).toBe(
      'http.foreign_origin',
    );
    expect((await browser.post('/logout/continue', { csrf })).body).toContain('Signing you out of WIKI');
  });

  it('is passed by the page that refuses its answer, too', async () => {
    await open(crm, wiki);
    await signOut();
    const SAMLResponse = postedAnswer(t, crm, { inResponseTo: '_x', key: await newKey(t.clock.now) });
    const refused = await browser.post('/saml2/crm/slo', { SAMLResponse });
    expect(codeOf(refused)).toBe('saml.signature_invalid');
    expect(refused.body).toContain('<a class="button wide" href="/logout">Go on signing out</a>');
  });
});

describe('a deactivated application', () => {
  it('signs nobody out, and is still told: idp.application_inactive', async () => {
    const sessionIndex = await open(crm, wiki);
    await t.directory.applications.setState(crm.application.id, 'inactive', 'system');
    const input = logoutRequestInput(t, crm, { nameId: 'alice', sessionIndexes: [sessionIndex] });
    const refused = await browser.get(redirectLogout(crm, input));
    expect([refused.status, codeOf(refused)]).toEqual([403, 'idp.application_inactive']);
    expect(await isSignedIn()).toBe(true);
    const csrf = hiddenField((await browser.get('/logout')).body, 'csrf') ?? '';
    expect((await browser.post('/logout', { csrf })).body).toContain('Signing you out of CRM');
    await t.directory.applications.setState(crm.application.id, 'active', 'system');
  });

  it('that was deleted meanwhile holds up nobody', async () => {
    const gone = await registerSp(t, 'gone', {
      slo: { url: 'https://gone.example/slo', responseUrl: null, binding: 'post' },
    });
    await open(gone, wiki);
    await t.directory.applications.removeMany([gone.application.id], { count: 1, actor: 'system' });
    const csrf = hiddenField((await browser.get('/logout')).body, 'csrf') ?? '';
    expect((await browser.post('/logout', { csrf })).body).toContain('Signing you out of WIKI');
  });
});

describe('messages that nothing vouches for', () => {
  it('fill no log: beyond a limit they are refused without a record, and a genuine one still counts', async () => {
    const sessionIndex = await open(crm);
    const input = logoutRequestInput(t, crm, { nameId: 'alice', sessionIndexes: [sessionIndex] });
    const unsigned = redirectLogout(crm, input).replace(/&SigAlg=.*/, '');
    for (let count = 0; count < 60; count += 1) {
      expect(codeOf(await browser.get(unsigned))).toBe('idp.logout_unverified');
    }
    const kept = await t.directory.audit.list({ action: 'logout.refused', limit: 200 });
    expect(kept.length).toBeLessThanOrEqual(50);
    expect(t.logged.some(([event]) => event === 'slo.refusal_not_recorded')).toBe(true);
    expect(await isSignedIn()).toBe(true);
    await browser.get(
      redirectLogout(crm, logoutRequestInput(t, crm, { nameId: 'alice', sessionIndexes: [sessionIndex] })),
    );
    expect(await isSignedIn()).toBe(false);
  });
});

describe('a logout that the person begins', () => {
  it('visits each application once, ends, and shows how each went', async () => {
    await open(crm, plain, wiki);
    const csrf = hiddenField((await browser.get('/logout')).body, 'csrf') ?? '';
    const first = await browser.post('/logout', { csrf });
    const asked = parseLogoutRequest(parseRedirectQuery(new URL(refreshOf(first)).search.slice(1)).xml);
    expect(await isSignedIn()).toBe(false);
    const SAMLResponse = postedAnswer(t, crm, { inResponseTo: asked.id });
    const second = await browser.post('/saml2/crm/slo', { SAMLResponse });
    const inResponseTo = parseLogoutRequest(xmlOf(second, 'SAMLRequest')).id;
    const last = await browser.post('/saml2/wiki/slo', { SAMLResponse: postedAnswer(t, wiki, { inResponseTo }) });
    expect(last.body).toContain('You are signed out');
    expect(
      [...last.body.matchAll(/<dt>(\w+)<\/dt><dd><span class="badge \w+">([^<]*)/g)].map((one) => one.slice(1)),
    ).toEqual([
      ['CRM', 'signed out'],
      ['PLAIN', 'stays open until its own session ends'],
      ['WIKI', 'signed out'],
    ]);
  });
});
