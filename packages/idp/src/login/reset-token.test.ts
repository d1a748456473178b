// What a link to set a password is good for, and what not: once, for its person, at this site, and never around a factor.
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { at, type Browser, hiddenField, openBrowser } from '../testing/test-browser.ts';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';

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

const idOf = async (username: string) => (await t.directory.people.find(username))?.id ?? '';
async function tokenFor(username: string): Promise<string> {
  const { json } = await desk.api('POST', `/api/v1/people/${await idOf(username)}/reset-link`, {});
  return new URL(at(json, 'url')).searchParams.get('token') ?? '';
}
/** The answer's status, from a browser of its own. */
async function redeem(token: string, password = NEW_PASSWORD): Promise<number> {
  const one = openBrowser(t);
  const csrf = hiddenField((await one.get('/login')).body, 'csrf') ?? '';
  const { status } = await one.post('/login/reset', { csrf, token, password, repeat: password });
  one.close();
  return status;
}

describe('a link to set a password', () => {
  it('works once, also of twenty uses at once, and not again', async () => {
    await t.newPerson('ann');
    const token = await tokenFor('ann');
    const tries = await Promise.all(Array.from({ length: 20 }, (_, n) => redeem(token, `${NEW_PASSWORD} ${n}`)));
    expect(tries.filter((status) => status === 200)).toHaveLength(1);
    expect(new Set(tries)).toEqual(new Set([200, 400]));
    expect(await redeem(token)).toBe(400);
  });

  it('does not go around the second factor, and ends what was begun with the old password', async () => {
    await t.newPerson('ben');
    await browser.signIn('ben');
    const { json } = await browser.api('POST', '/api/v1/me/factors/totp', {});
    const secret = at(json, 'secret');
    const code = () => new TOTP({ secret }).generate({ timestamp: t.clock.now.getTime() });
    const body = { enrolmentId: at(json, 'enrolmentId'), code: code(), name: 'Phone' };
    expect((await browser.api('POST', '/api/v1/me/factors/totp/confirm', body)).status).toBe(200);
    t.clock.now = new Date(t.clock.now.getTime() + 30_000);
    const thief = openBrowser(t);
    expect((await thief.signIn('ben')).location).toBe('/login/mfa');
    const csrf = hiddenField((await thief.get('/login/mfa')).body, 'csrf') ?? '';
    expect(await redeem(await tokenFor('ben'))).toBe(200);
    expect((await browser.api('GET', '/api/v1/session')).status).toBe(401);
    expect((await thief.post('/login/mfa', { csrf, code: code() })).status).toBe(410);
    thief.close();
    browser.cookies.clear();
    expect((await browser.signIn('ben', { password: NEW_PASSWORD })).location).toBe('/login/mfa');
    expect((await browser.api('GET', '/api/v1/session')).status).toBe(401);
  });

  it('is not ended by a stranger who asks for another where no mail can be sent', async () => {
    await t.newPerson('cem');
    const token = await tokenFor('cem');
    const csrf = hiddenField((await browser.get('/login')).body, 'csrf') ?? '';
    expect((await browser.post('/login/forgot', { csrf, username: 'cem' })).status).toBe(200);
    // The answer does not wait for what is done with it.
    await t.directory.people.find('cem');
    expect(await redeem(token)).toBe(200);
  });

  it('is nothing for another form, and made up by nobody', async () => {
    await t.newPerson('dov');
    const token = await tokenFor('dov');
    for (const wrong of [token.slice(0, -1), `${token}A`, token.toUpperCase(), 'A'.repeat(43)]) {
      expect(await redeem(wrong)).toBeGreaterThanOrEqual(400);
    }
    expect(await redeem(token)).toBe(200);
  });
});
