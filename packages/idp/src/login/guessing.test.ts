// Guessing passwords through the sign-in page: how many guesses count, and whether the one whose account it is gets in.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hiddenField, openBrowser } from '../testing/test-browser.ts';
import { PASSWORD, startTestIdp, type TestIdp } from '../testing/test-idp.ts';

const GUESSES = 200;
const AT_ONCE = 10;
const DEVICE = '__Host-keyshift-device';
const WRONG = { password: 'not the password' };
let t: TestIdp;

beforeAll(async () => {
  t = await startTestIdp();
});
afterAll(() => t.stop());

const turnClock = (seconds: number) => {
  t.clock.now = new Date(t.clock.now.getTime() + seconds * 1_000);
};

/** Ten guesses at once, twenty times in a quarter of an hour; gives how many passwords were looked at. */
async function guess(username: string, addressOf: (n: number) => string): Promise<number> {
  const since = t.clock.now;
  const visitor = openBrowser(t);
  const csrf = hiddenField((await visitor.get('/login')).body, 'csrf') ?? '';
  const { cookies } = visitor;
  visitor.close();
  for (let first = 0; first < GUESSES; first += AT_ONCE) {
    const answers = Array.from({ length: AT_ONCE }, async (_, n) => {
      const guesser = openBrowser(t, { from: addressOf(first + n) });
      for (const [name, value] of cookies) guesser.cookies.set(name, value);
      const { status } = await guesser.post('/login', { username, csrf, ...WRONG });
      guesser.close();
      return status;
    });
    expect(new Set(await Promise.all(answers))).toEqual(new Set([401]));
    turnClock((900 * AT_ONCE) / GUESSES);
  }
  const traces = await t.directory.audit.traces({ kind: 'login', search: username, limit: GUESSES });
  expect(traces).toHaveLength(GUESSES);
  return traces.filter((one) => one.code === 'login.wrong' && new Date(one.at) >= since).length;
}

describe.each([
  ['one address', () => '127.0.9.1'],
  ['as many addresses', (n: number) => `127.0.8.${n + 1}`],
])('two hundred guesses from %s', (_what, addressOf) => {
  it('are evaluated ten times at most, and the person gets in by a browser that is known', async () => {
    const username = `victim${addressOf(1).replaceAll('.', '')}`;
    await t.newPerson(username);
    // At the very address that the guesses come from, as behind one office's router.
    const known = openBrowser(t, { from: addressOf(0) });
    expect((await known.signIn(username)).status).toBe(303);
    known.cookies.delete('__Host-keyshift');
    expect(await guess(username, addressOf)).toBeLessThanOrEqual(10);
    const stranger = openBrowser(t, { from: '127.0.7.1' });
    expect((await stranger.signIn(username)).status).toBe(401);
    stranger.close();
    expect((await known.signIn(username)).status).toBe(303);
    known.close();
  }, 120_000);
});

describe.each([
  [
    'addresses of one /24',
    (n: number) => `127.20.0.${n + 1}`,
    'Keyshift paused sign-in from the network 127.20.0.0/24',
  ],
  ['networks', (n: number) => `127.21.${n}.1`, 'Keyshift noticed that passwords are guessed from many places at once'],
])('two hundred guesses at as many names from as many %s', (_what, addressOf, told) => {
  it('are answered all alike, told once, and keep out neither a known browser nor a right password elsewhere', async () => {
    turnClock(2_000);
    const names = Array.from({ length: GUESSES }, (_, n) => `name${n}.${addressOf(0).split('.')[1]}`);
    for (const name of names.filter((_, n) => n % 20 === 0)) await t.newPerson(name);
    const [username = '', quiet = ''] = [`known${addressOf(0)}`, `quiet${addressOf(0)}`];
    await t.newPerson(username);
    await t.newPerson(quiet);
    const known = openBrowser(t, { from: addressOf(0) });
    await known.signIn(username);
    known.cookies.delete('__Host-keyshift');
    const visitor = openBrowser(t);
    const csrf = hiddenField((await visitor.get('/login')).body, 'csrf') ?? '';
    const answers: string[] = [];
    for (let n = 0; n < GUESSES; n += AT_ONCE) {
      const some = names.slice(n, n + AT_ONCE).map(async (name, i) => {
        const guesser = openBrowser(t, { from: addressOf(n + i) });
        for (const [cookie, value] of visitor.cookies) guesser.cookies.set(cookie, value);
        const { status, headers, body } = await guesser.post('/login', { username: name, csrf, ...WRONG });
        guesser.close();
        return stable({ status, headers, body }, name);
      });
      answers.push(...(await Promise.all(some)));
    }
    visitor.close();
    expect([...new Set(answers)]).toHaveLength(1);
    const entries = await t.directory.audit.list({ actor: 'system', limit: 20 });
    expect(entries.filter(({ summary }) => summary === told)).toHaveLength(1);
    expect((await known.signIn(username)).status).toBe(303);
    known.close();
    const elsewhere = openBrowser(t, { from: '127.0.7.9' });
    expect((await elsewhere.signIn(quiet)).status).toBe(303);
    elsewhere.close();
  }, 120_000);
});

/** An answer without what differs between any two: the name that was typed, nonces, ids and the time. */
function stable(answer: { status: number; headers: object; body: string }, name: string): string {
  return JSON.stringify(answer)
    .replaceAll(name, 'NAME')
    .replace(/"date":"[^"]*"/, '')
    .replace(/"(x-request-id|content-length)":"[^"]*"/g, '')
    .replace(/nonce(-|=\\")[\w+/=-]+/g, 'nonce');
}

describe('a browser that is known', () => {
  it('is known for who signed in there, is held by a hash, and holds something new after each sign-in', async () => {
    await t.newPerson('anna');
    const browser = openBrowser(t);
    const { headers } = await browser.signIn('anna');
    expect(headers['set-cookie']).toContainEqual(
      expect.stringMatching(
        /^__Host-keyshift-device=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      ),
    );
    const first = browser.cookies.get(DEVICE) ?? '';
    browser.cookies.delete('__Host-keyshift');
    await browser.signIn('anna');
    expect(browser.cookies.get(DEVICE)).not.toBe(first);
    const rows = await t.database.query<{ isThere: boolean }>(
      `SELECT hash = sha256(convert_to($1, 'UTF8')) AS "isThere" FROM directory.known_device k
       JOIN directory.person p ON p.id = k.person_id WHERE p.username = 'anna'`,
      [browser.cookies.get(DEVICE)],
    );
    browser.close();
    expect(rows).toEqual([{ isThere: true }]);
  });

  it('has a lock of its own, which no account of a stranger, planted cookie or other name gets around', async () => {
    await t.newPerson('berta');
    await t.newPerson('mallory');
    const signedIn = openBrowser(t, { from: '127.0.7.4' });
    await signedIn.signIn('berta');
    const proveAgain = () => signedIn.api('POST', '/api/v1/session/reauthenticate', { password: PASSWORD });
    const stranger = openBrowser(t, { from: '127.0.7.2' });
    await stranger.signIn('mallory');
    stranger.cookies.delete('__Host-keyshift');
    const planted = stranger.cookies.get(DEVICE) ?? '';
    for (let n = 0; n < 5; n += 1) await stranger.signIn('berta', WRONG);
    // The stranger is known as mallory, not as berta: the account itself is locked.
    expect((await proveAgain()).status).toBe(200);
    expect((await stranger.signIn('berta')).status).toBe(401);
    turnClock(900);
    const victim = openBrowser(t, { from: '127.0.7.3' });
    victim.cookies.set(DEVICE, planted);
    expect((await victim.signIn('berta')).status).toBe(303);
    for (let n = 0; n < 5; n += 1) await stranger.signIn('berta', WRONG);
    expect((await stranger.signIn('berta')).status).toBe(401);
    victim.cookies.delete('__Host-keyshift');
    for (let n = 0; n < 5; n += 1) await victim.signIn('berta', WRONG);
    expect((await victim.signIn('berta')).status).toBe(401);
    const berta = await t.directory.people.find('berta');
    await t.directory.people.unlock(berta?.id ?? '', 'system');
    expect((await victim.signIn('berta', { password: PASSWORD })).status).toBe(303);
    stranger.close();
    victim.close();
    signedIn.close();
  });
});
