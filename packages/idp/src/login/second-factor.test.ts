// Signing in with a second factor: what the password alone opens, and what each code is good for.
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, type Browser, hiddenField, openBrowser, type Page } from '../testing/test-browser.ts';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';

const SESSION = '__Host-keyshift';
const STEP_MS = 30_000;
let t: TestIdp;
let browser: Browser;

beforeAll(async () => {
  t = await startTestIdp();
});
afterAll(() => t.stop());
beforeEach(() => {
  browser = openBrowser(t);
  return () => browser.close();
});

const codeOf = (secret: string) =>
  new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp: t.clock.now.getTime() });
const errorOf = (page: Page) => /class="mono">([a-z]+\.[a-z0-9_]+)</.exec(page.body)?.[1];
const turnClock = (milliseconds: number) => {
  t.clock.now = new Date(t.clock.now.getTime() + milliseconds);
};

/** A person with an authenticator app; the browser is signed out again. */
async function newPersonWithTotp(username: string) {
  await t.newPerson(username);
  await browser.signIn(username);
  const started = await browser.api('POST', '/api/v1/me/factors/totp', {});
  const secret = at(started.json, 'secret');
  const body = { enrolmentId: at(started.json, 'enrolmentId'), code: codeOf(secret), name: 'Phone' };
  const { json } = await browser.api('POST', '/api/v1/me/factors/totp/confirm', body);
  const { recoveryCodes } = json as { recoveryCodes: string[] };
  browser.cookies.clear();
  // The code that proved the app is used up.
  turnClock(STEP_MS);
  return { secret, recoveryCodes, started };
}

async function giveCode(code: string): Promise<Page> {
  const page = await browser.get('/login/mfa');
  return browser.post('/login/mfa', { code, csrf: hiddenField(page.body, 'csrf') ?? '' });
}

describe('a person with an authenticator app', () => {
  it('gets a QR code, the secret to type, and recovery codes once', async () => {
    const { started, recoveryCodes } = await newPersonWithTotp('amy');
    expect(started.json).toMatchObject({
      uri: expect.stringContaining('otpauth://totp/'),
      qrSvg: expect.stringContaining('<svg'),
    });
    expect(new Set(recoveryCodes).size).toBe(10);
  });

  it('has no session after the password, and nothing opens without the code', async () => {
    const { secret } = await newPersonWithTotp('ben');
    const answer = await browser.signIn('ben', { next: '/saml2/redshift' });
    expect([answer.status, answer.location]).toEqual([303, '/login/mfa']);
    expect(browser.cookies.has(SESSION)).toBe(false);
    expect((await browser.api('GET', '/api/v1/session')).status).toBe(401);
    expect((await browser.get('/saml2/redshift')).location).toContain('/login?');
    const done = await giveCode(codeOf(secret));
    expect([done.status, done.location]).toEqual([303, '/saml2/redshift']);
    expect((await browser.get('/saml2/redshift')).body).toContain('name="SAMLResponse"');
    expect((await browser.api('GET', '/api/v1/me/sessions')).json).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ methods: ['password', 'totp'], isCurrent: true })]),
    });
  });

  it('uses each code once, also when it is sent twenty times at the same moment', async () => {
    const { secret } = await newPersonWithTotp('cleo');
    const code = codeOf(secret);
    const tries = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const one = openBrowser(t);
        await one.signIn('cleo');
        const csrf = hiddenField((await one.get('/login/mfa')).body, 'csrf') ?? '';
        const { status } = await one.post('/login/mfa', { code, csrf });
        one.close();
        return status;
      }),
    );
    expect(tries.filter((status) => status === 303)).toHaveLength(1);
  });

  it('is paused after five wrong codes, and told no more than that the code did not work', async () => {
    const { secret } = await newPersonWithTotp('dan');
    await browser.signIn('dan');
    for (let i = 0; i < 5; i += 1) expect((await giveCode('000000')).status).toBe(401);
    const right = await giveCode(codeOf(secret));
    expect([right.status, right.body.includes('That code did not work')]).toEqual([401, true]);
    const [newest] = await t.directory.audit.traces({ kind: 'login', limit: 1 });
    expect(newest).toMatchObject({
      ...{ outcome: 'refused', code: 'login.code', username: 'dan' },
      steps: [
        { name: 'password', outcome: 'passed', facts: {} },
        { name: 'totp', outcome: 'refused', facts: { reason: 'code' } },
      ],
    });
  });

  it('gets in with a recovery code, once', async () => {
    const { recoveryCodes } = await newPersonWithTotp('eve');
    await browser.signIn('eve');
    expect((await giveCode(recoveryCodes[0] ?? '')).status).toBe(303);
    browser.cookies.clear();
    await browser.signIn('eve');
    expect((await giveCode(recoveryCodes[0] ?? '')).status).toBe(401);
    expect((await giveCode(recoveryCodes[1] ?? '')).status).toBe(303);
    expect((await browser.api('GET', '/api/v1/me/factors')).json).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ kind: 'recovery_codes', remaining: 8 })]),
    });
  });

  it('cannot finish in another browser, or ten minutes later: idp.half_login_expired', async () => {
    const { secret } = await newPersonWithTotp('finn');
    await browser.signIn('finn');
    const other = openBrowser(t);
    await other.get('/login');
    expect(errorOf(await other.get('/login/mfa'))).toBe('idp.half_login_expired');
    other.close();
    const page = await browser.get('/login/mfa');
    const start = t.clock.now;
    turnClock(601_000);
    const csrf = hiddenField(page.body, 'csrf') ?? '';
    const late = await browser.post('/login/mfa', { code: codeOf(secret), csrf });
    t.clock.now = start;
    expect([late.status, errorOf(late)]).toEqual([410, 'idp.half_login_expired']);
  });

  it('is let in without it after an administrator has removed it', async () => {
    await newPersonWithTotp('gus');
    const person = await t.directory.people.find('gus');
    const [factor] = await t.directory.factors.list(person?.id ?? '');
    await t.newPerson('helper', { role: 'help_desk' });
    const desk = openBrowser(t);
    await desk.signIn('helper');
    const path = `/api/v1/people/${person?.id}/factors/${factor?.id}`;
    expect((await desk.api('DELETE', path)).status).toBe(200);
    desk.close();
    expect((await browser.signIn('gus')).location).toBe('/portal');
  });
});

describe('a passkey', () => {
  const post = async (fields: Record<string, string>) => {
    const page = await browser.get('/login/passkey');
    const csrf = hiddenField(page.body, 'csrf') ?? '';
    const challenge = hiddenField(page.body, 'challenge') ?? '';
    return browser.post('/login/passkey', { csrf, challenge, next: '/portal', ...fields });
  };

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['an unknown credential', JSON.stringify({ id: 'AAAA', rawId: 'AAAA', type: 'public-key', response: {} })],
  ])('answered with %s opens nothing', async (_what, response) => {
    const page = await post({ response });
    expect([page.status, page.body.includes('The passkey was not accepted')]).toEqual([401, true]);
    expect(browser.cookies.has(SESSION)).toBe(false);
  });

  it('is refused when it does not answer a challenge of this person: idp.passkey_refused', async () => {
    await t.newPerson('hana');
    await browser.signIn('hana');
    const body = { challengeId: 'chl_made_up', name: 'x', response: {} };
    const { status, json } = await browser.api('POST', '/api/v1/me/factors/passkeys', body);
    expect([status, at(json, 'code')]).toEqual([401, 'idp.passkey_refused']);
    const started = await browser.api('POST', '/api/v1/me/factors/passkeys/options', {});
    expect(started.json).toMatchObject({ options: { authenticatorSelection: { userVerification: 'required' } } });
    const other = openBrowser(t);
    await t.newPerson('ines');
    await other.signIn('ines');
    const stolen = { ...body, challengeId: at(started.json, 'challengeId') };
    expect((await other.api('POST', '/api/v1/me/factors/passkeys', stolen)).json).toMatchObject({
      code: 'idp.passkey_refused',
    });
    other.close();
  });
});
