// Guesses at many accounts from many addresses: what a network and the whole installation count.
import { Secret } from '@keyshift/base';
import type { Database } from '@keyshift/postgres';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDirectory, type Directory, type PasswordVerdict } from '../index.ts';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';

const RIGHT = 'correct horse';
let t: TestDirectory;
beforeEach(async () => {
  t = await startTestDirectory();
});
afterEach(() => t.stop());

async function newPerson(username: string): Promise<string> {
  const { people } = t.directory;
  const made = await people.create({ username, displayName: 'Somebody', email: `${username}@example.com` }, 'system');
  await people.setPassword(made.id, new Secret(RIGHT), 'system');
  return made.id;
}

type Attempt = { username: string; address: string; password?: string; device?: Secret };
const verify = ({ password = 'a guess', ...o }: Attempt, { people }: Directory = t.directory) =>
  people.verifyPassword({ ...o, password: new Secret(password) });
const reasonOf = (verdict: PasswordVerdict) => (verdict.accepted ? 'accepted' : verdict.reason);
const count = (reasons: readonly string[], wanted: string) => reasons.filter((one) => one === wanted).length;
const pass = (seconds: number) => {
  t.clock.now = new Date(t.clock.now.getTime() + seconds * 1_000);
};
const noticed = async (action: string) => (await t.directory.audit.list({ action })).map(({ summary }) => summary);

/** Two hundred guesses, each at another name and from another address, twenty at once. */
async function sweep(addressOf: (n: number) => string, nameOf = (n: number) => `guessed${n}`): Promise<string[]> {
  const reasons: string[] = [];
  for (let first = 0; first < 200; first += 20) {
    const some = Array.from({ length: 20 }, (_, n) => first + n);
    const verdicts = await Promise.all(some.map((n) => verify({ username: nameOf(n), address: addressOf(n) })));
    reasons.push(...verdicts.map(reasonOf));
  }
  return reasons;
}

const IN_ONE_SUBNET = (n: number) => `203.0.113.${n + 1}`;
const IN_MANY_SUBNETS = (n: number) => `198.51.${n}.7`;

describe('two hundred guesses at as many accounts from as many addresses of one /24', () => {
  it('are evaluated a hundred times, told once, and forgotten after a quarter of an hour', async () => {
    await newPerson('honest');
    const reasons = await sweep(IN_ONE_SUBNET);
    expect(count(reasons, 'unknown')).toBe(100);
    expect(count(reasons, 'throttled')).toBe(100);
    expect(await noticed('sign_in.network_paused')).toEqual([
      'Keyshift paused sign-in from the network 203.0.113.0/24',
    ]);
    const inside = { username: 'honest', address: '203.0.113.250', password: RIGHT };
    expect(await verify(inside)).toMatchObject({ reason: 'throttled' });
    expect(await verify({ ...inside, address: '203.0.114.250' })).toMatchObject({ accepted: true });
    pass(901);
    expect(await verify(inside)).toMatchObject({ accepted: true });
    expect(count(await sweep(IN_ONE_SUBNET), 'unknown')).toBe(100);
    expect(await noticed('sign_in.network_paused')).toHaveLength(2);
  });

  it('keep out nobody whose browser is known', async () => {
    const id = await newPerson('honest');
    const { device } = await t.directory.credentials.rememberDevice(id, undefined);
    await sweep(IN_ONE_SUBNET);
    expect(await verify({ username: 'honest', address: '203.0.113.1', password: RIGHT, device })).toMatchObject({
      accepted: true,
    });
  });
});

describe('a subnet', () => {
  it('is exact when the last guesses that count come together', async () => {
    for (let n = 0; n < 95; n += 1) await verify({ username: `guessed${n}`, address: IN_ONE_SUBNET(n) });
    const last = Array.from({ length: 20 }, (_, n) =>
      verify({ username: `last${n}`, address: IN_ONE_SUBNET(100 + n) }),
    );
    const reasons = (await Promise.all(last)).map(reasonOf);
    expect([count(reasons, 'unknown'), count(reasons, 'throttled')]).toEqual([5, 15]);
  });

  it('is not locked by one address alone, nor by those who mistype and get in, and locked leaves no rows', async () => {
    await newPerson('honest');
    for (let n = 0; n < 150; n += 1) await verify({ username: `guessed${n}`, address: '203.0.113.1' });
    for (let n = 0; n < 150; n += 1) {
      const verdict = await verify({ username: 'honest', address: IN_ONE_SUBNET(n + 1), password: RIGHT });
      expect(verdict).toMatchObject({ accepted: true });
    }
    await sweep(IN_ONE_SUBNET);
    const rows = () => t.database.query("SELECT 1 FROM directory.sign_in_attempt WHERE subject LIKE 'address:%'", []);
    const before = await rows();
    await Promise.all(Array.from({ length: 20 }, (_, n) => verify({ username: 'x', address: IN_ONE_SUBNET(n + 220) })));
    expect(await rows()).toHaveLength(before.length);
  });

  it('of IPv6 holds whoever changes the address in a /64, and the /64 in a /48', async () => {
    const fromOne = await sweep((n) => `2001:db8:1:2:${n.toString(16)}::1`);
    expect(count(fromOne, 'unknown')).toBe(50);
    const fromMany = await sweep(
      (n) => `2001:db8:7:${n.toString(16)}::1`,
      (n) => `other${n}`,
    );
    expect(count(fromMany, 'unknown')).toBeLessThanOrEqual(100);
  });
});

describe('two hundred guesses at as many accounts from as many /24s', () => {
  it('set off an alarm that gives each account one guess, refuses nobody else, and ends', async () => {
    for (let n = 0; n < 200; n += 1) await newPerson(`guessed${n}`);
    await newPerson('quiet');
    const id = await newPerson('known');
    const { device } = await t.directory.credentials.rememberDevice(id, undefined);
    // One wrong password each: nothing tells them from two hundred people who mistype.
    expect(count(await sweep(IN_MANY_SUBNETS), 'wrong')).toBe(200);
    expect(await noticed('sign_in.guessing_noticed')).toEqual([
      'Keyshift noticed that passwords are guessed from many places at once',
    ]);
    // Without the alarm, two hundred again.
    expect(count(await sweep(IN_MANY_SUBNETS), 'wrong')).toBeLessThanOrEqual(100);
    expect(await verify({ username: 'quiet', address: '192.0.2.1', password: RIGHT })).toMatchObject({
      accepted: true,
    });
    const guessed = { username: 'known', address: '192.0.2.1' };
    expect(await verify(guessed)).toMatchObject({ reason: 'wrong' });
    expect(await verify({ ...guessed, password: RIGHT })).toMatchObject({ reason: 'locked' });
    expect(await verify({ ...guessed, password: RIGHT, device })).toMatchObject({ accepted: true });
    expect(await noticed('sign_in.guessing_noticed')).toHaveLength(1);
    pass(901);
    await newPerson('later');
    const later = { username: 'later', address: '192.0.2.1' };
    for (let n = 0; n < 5; n += 1) expect(await verify(later)).toMatchObject({ reason: 'wrong' });
    expect(await verify(later)).toMatchObject({ reason: 'locked' });
  });

  it('leave a tenth of the guesses to the networks that go on', async () => {
    await sweep(IN_MANY_SUBNETS);
    const reasons = await sweep(IN_ONE_SUBNET, (n) => `other${n}`);
    expect(count(reasons, 'throttled')).toBeGreaterThanOrEqual(190);
  });

  it('are noticed once, by whichever node, however many come together', async () => {
    const second = createDirectory(t.deps);
    for (let n = 0; n < 95; n += 1) await verify({ username: `guessed${n}`, address: IN_MANY_SUBNETS(n) });
    const nodes = [t.directory, second];
    const last = Array.from({ length: 20 }, (_, n) =>
      verify({ username: `last${n}`, address: IN_MANY_SUBNETS(100 + n) }, nodes[n % 2]),
    );
    await Promise.all(last);
    const [row] = await t.database.query<{ failures: number }>(
      "SELECT failures FROM directory.sign_in_attempt WHERE subject = 'everywhere'",
      [],
    );
    expect(row?.failures).toBe(115);
    expect(await noticed('sign_in.guessing_noticed')).toHaveLength(1);
  });

  it('are not counted where browsers are known, nor where nothing was evaluated', async () => {
    const id = await newPerson('known');
    const { device } = await t.directory.credentials.rememberDevice(id, undefined);
    for (let n = 0; n < 60; n += 1) {
      pass(1_000);
      await verify({ username: 'known', address: IN_MANY_SUBNETS(n), device });
    }
    for (let n = 0; n < 120; n += 1) await verify({ username: 'nobody', address: IN_MANY_SUBNETS(n) });
    expect(await noticed('sign_in.guessing_noticed')).toEqual([]);
  });
});

describe('counting', () => {
  it('costs a sign-in four statements, and a failure as many whether it was evaluated or not', async () => {
    await newPerson('honest');
    const { database, statements } = counted(t.database);
    const directory = createDirectory({ ...t.deps, database });
    const cost = async (attempt: Attempt) => {
      const before = statements.length;
      const verdict = reasonOf(await verify(attempt, directory));
      return [verdict, statements.length - before];
    };
    const honest = { username: 'honest', address: '192.0.2.1' };
    expect(await cost({ ...honest, password: RIGHT })).toEqual(['accepted', 4]);
    for (let n = 0; n < 5; n += 1) expect(await cost(honest)).toEqual(['wrong', 4]);
    expect(await cost(honest)).toEqual(['locked', 4]);
    expect(await cost({ ...honest, username: 'nobody' })).toEqual(['unknown', 4]);
  });

  it('goes on where the alarm could not be recorded: that guess fails, and the alarm is on', async () => {
    for (let n = 0; n < 99; n += 1) await verify({ username: `guessed${n}`, address: IN_MANY_SUBNETS(n) });
    await t.database.query('ALTER TABLE directory.audit RENAME TO audit_away');
    await expect(verify({ username: 'last', address: '192.0.2.1' })).rejects.toThrow(/audit/);
    await t.database.query('ALTER TABLE directory.audit_away RENAME TO audit');
    await newPerson('quiet');
    const quiet = { username: 'quiet', address: '192.0.2.2' };
    expect(await verify(quiet)).toMatchObject({ reason: 'wrong' });
    expect(await verify(quiet)).toMatchObject({ reason: 'locked' });
  });
});

function counted(database: Database): { database: Database; statements: string[] } {
  const statements: string[] = [];
  const query = <Row>(text: string, values?: readonly unknown[]) => {
    statements.push(text);
    return database.query<Row>(text, values);
  };
  return { database: { ...database, query }, statements };
}
