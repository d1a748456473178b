// Passkeys against an authenticator that lies: each thing that it signs is checked (webauthn §7.2).
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ceremony, newPasskey, type Passkey } from '../testing/soft-authenticator.ts';
import { at, type Browser, hiddenField, openBrowser, type Page } from '../testing/test-browser.ts';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';

const SESSION = '__Host-keyshift';
const RP_ID = 'localhost';
let t: TestIdp;
let browser: Browser;
let counter = 0;

beforeAll(async () => {
  t = await startTestIdp();
});
afterAll(() => t.stop());
beforeEach(() => {
  browser = openBrowser(t);
  return () => browser.close();
});

async function startAdding(username: string): Promise<{ owner: Browser; challengeId: string; challenge: string }> {
  const owner = openBrowser(t);
  await owner.signIn(username);
  const { json } = await owner.api('POST', '/api/v1/me/factors/passkeys/options', {});
  return { owner, challengeId: at(json, 'challengeId'), challenge: at(json, 'options.challenge') };
}
const ceremonyOf = (challenge: string, change: Partial<Ceremony> = {}): Ceremony => {
  counter += 1;
  return { challenge, origin: t.idp.url, rpId: RP_ID, counter, ...change };
};

/** A person with a passkey. */
async function newPersonWithPasskey(username: string): Promise<Passkey> {
  await t.newPerson(username);
  const { owner, challengeId, challenge } = await startAdding(username);
  const passkey = newPasskey();
  const body = { challengeId, name: 'Laptop', response: passkey.attest(ceremonyOf(challenge)) };
  expect((await owner.api('POST', '/api/v1/me/factors/passkeys', body)).status).toBe(200);
  owner.close();
  return passkey;
}

type Offer = { csrf: string; challenge: string; signed: string };
async function startSignIn(): Promise<Offer> {
  const { body } = await browser.get('/login/passkey');
  const options = JSON.parse(/data-passkey="([^"]*)"/.exec(body)?.[1]?.replaceAll('&quot;', '"') ?? '{}');
  return {
    csrf: hiddenField(body, 'csrf') ?? '',
    challenge: hiddenField(body, 'challenge') ?? '',
    signed: options.challenge,
  };
}
const answer = ({ csrf, challenge }: Offer, response: object): Promise<Page> =>
  browser.post('/login/passkey', { csrf, challenge, next: '/portal', response: JSON.stringify(response) });

describe('a passkey', () => {
  it('signs its person in', async () => {
    const passkey = await newPersonWithPasskey('ada');
    const offer = await startSignIn();
    const page = await answer(offer, passkey.assert(ceremonyOf(offer.signed)));
    expect([page.status, page.location, browser.cookies.has(SESSION)]).toEqual([303, '/portal', true]);
  });

  it.each([
    ['from another origin', { origin: 'https://localhost.evil.example' }],
    ['from another port of this machine', { origin: 'https://localhost:1' }],
    ['for another relying party', { rpId: 'evil.example' }],
    ['without showing who is there', { isVerified: false }],
    ['for a registration', { type: 'webauthn.create' }],
    ['for another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
  ])('that signed %s opens nothing', async (what, change) => {
    const passkey = await newPersonWithPasskey(`liar${what.length}`);
    const offer = await startSignIn();
    const page = await answer(offer, passkey.assert(ceremonyOf(offer.signed, change)));
    expect([page.status, browser.cookies.has(SESSION)]).toEqual([401, false]);
  });

  it('opens nothing with another’s signature', async () => {
    const victim = await newPersonWithPasskey('bea');
    const offer = await startSignIn();
    const forged = { ...newPasskey().assert(ceremonyOf(offer.signed)), id: victim.id, rawId: victim.id };
    expect((await answer(offer, forged)).status).toBe(401);
    expect(browser.cookies.has(SESSION)).toBe(false);
  });

  it('answers each challenge once, within five minutes, in the browser that asked', async () => {
    const passkey = await newPersonWithPasskey('cid');
    const offer = await startSignIn();
    const response = passkey.assert(ceremonyOf(offer.signed));
    expect((await answer(offer, response)).status).toBe(303);
    browser.cookies.delete(SESSION);
    expect((await answer(offer, response)).status).toBe(401);
    const old = await startSignIn();
    const start = t.clock.now;
    t.clock.now = new Date(start.getTime() + 301_000);
    const late = await answer(old, passkey.assert(ceremonyOf(old.signed)));
    t.clock.now = start;
    expect(late.status).toBe(401);
    const stolen = await startSignIn();
    browser.cookies.clear();
    const own = await startSignIn();
    expect((await answer({ ...stolen, csrf: own.csrf }, passkey.assert(ceremonyOf(stolen.signed)))).status).toBe(401);
  });

  it('whose counter goes back may be a copy: refused, and in the audit log', async () => {
    const passkey = await newPersonWithPasskey('dot');
    const first = await startSignIn();
    expect((await answer(first, passkey.assert(ceremonyOf(first.signed, { counter: 9_000 })))).status).toBe(303);
    browser.cookies.delete(SESSION);
    for (const old of [9_000, 8_999]) {
      const offer = await startSignIn();
      const page = await answer(offer, passkey.assert(ceremonyOf(offer.signed, { counter: old })));
      expect([page.status, browser.cookies.has(SESSION)]).toEqual([401, false]);
    }
    const entries = await t.directory.audit.list({ limit: 10 });
    expect(entries.map((one) => one.action)).toContain('factor.passkey_cloned');
  });

  it('of somebody else does not finish a sign-in that another began', async () => {
    const mine = await newPersonWithPasskey('eli');
    await newPersonWithPasskey('fay');
    expect((await browser.signIn('fay')).location).toBe('/login/mfa');
    const offer = await startSignIn();
    expect((await answer(offer, mine.assert(ceremonyOf(offer.signed)))).status).toBe(401);
    expect(browser.cookies.has(SESSION)).toBe(false);
  });
});

describe('making a passkey', () => {
  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another relying party', { rpId: 'evil.example' }],
    ['another challenge', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
    ['a sign-in', { type: 'webauthn.get' }],
    ['nobody having shown who they are', { isVerified: false }],
  ])('is refused with %s: idp.passkey_refused', async (what, change) => {
    const username = `maker${what.length}`;
    await t.newPerson(username);
    const { owner, challengeId, challenge } = await startAdding(username);
    const response = newPasskey().attest(ceremonyOf(challenge, change));
    const { json } = await owner.api('POST', '/api/v1/me/factors/passkeys', { challengeId, name: 'x', response });
    owner.close();
    expect(json).toMatchObject({ code: 'idp.passkey_refused' });
  });

  it('says nothing about anybody: the same options for known and unknown people, a handle that is no name', async () => {
    const offers = await Promise.all(
      ['ada', 'nobody.at.all'].map((name) => browser.get(`/login/passkey?username=${name}`)),
    );
    const optionsOf = ({ body }: Page) => body.replace(/"[\w-]{20,}"|&quot;[\w-]{43}&quot;/g, '""');
    expect(new Set(offers.map(optionsOf)).size).toBe(1);
    await t.newPerson('gil');
    const { owner } = await startAdding('gil');
    const { json } = await owner.api('POST', '/api/v1/me/factors/passkeys/options', {});
    owner.close();
    expect(Buffer.from(at(json, 'options.user.id'), 'base64url')).toHaveLength(32);
    expect(at(json, 'options.attestation')).toBe('none');
  });
});
