import { Secret } from '@keyshift/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDirectory, type Person } from '../index.ts';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';
import { createPasswordHashing } from './password-hashing.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
});
afterAll(() => t.stop());

const RIGHT = 'correct horse';

async function newPerson(username: string): Promise<Person> {
  const made = await t.directory.people.create(
    { username, displayName: username, email: `${username}@example.com` },
    'system',
  );
  await t.directory.people.setPassword(made.id, new Secret(RIGHT), 'system');
  return made;
}
const verify = (username: string, password: string) =>
  t.directory.people.verifyPassword({ username, password: new Secret(password) });
const pass = (seconds: number) => {
  t.clock.now = new Date(t.clock.now.getTime() + seconds * 1_000);
};

describe('verifyPassword', () => {
  it('accepts the right password, whatever the case of the user name', async () => {
    const person = await newPerson('alice');
    expect(await verify('alice', RIGHT)).toMatchObject({
      accepted: true,
      person: { id: person.id },
      passwordExpired: false,
    });
    expect(await verify(' Alice ', RIGHT)).toMatchObject({
      accepted: true,
      person: { id: person.id },
      passwordExpired: false,
    });
  });

  it('accepts a password typed with other code points for the same letters', async () => {
    const person = await newPerson('zoe');
    await t.directory.people.setPassword(person.id, new Secret('Zo\u00e9 was here'), 'system');
    expect(await verify('zoe', 'Zoe\u0301 was here')).toMatchObject({ accepted: true });
  });

  it.each([
    ['a wrong password', 'wrong one', 'wrong'],
    ['an empty password', '', 'wrong'],
    ['a password of a megabyte', 'x'.repeat(1_000_000), 'wrong'],
    ['a NUL', 'correct\0horse', 'wrong'],
  ])('refuses %s', async (_what, password, reason) => {
    const name = `refused${password.length % 97}`;
    await newPerson(name);
    expect(await verify(name, password)).toMatchObject({ accepted: false, reason });
  });

  it('refuses unknown people, and people without a password', async () => {
    expect(await verify('nobody', RIGHT)).toEqual({ accepted: false, reason: 'unknown', personId: undefined });
    expect(await verify("x' OR 1=1 --\0", RIGHT)).toMatchObject({ reason: 'unknown' });
    await t.directory.people.create({ username: 'fresh', displayName: 'F', email: 'f@e.f' }, 'system');
    expect(await verify('fresh', 'no person has this password')).toMatchObject({ accepted: false, reason: 'wrong' });
  });

  it.each(['staged', 'suspended'] as const)('refuses people who are %s', async (state) => {
    const person = await newPerson(state);
    await t.directory.people.setState(person.id, state, 'system');
    expect(await verify(state, RIGHT)).toMatchObject({ accepted: false, reason: 'not_active' });
  });

  it('locks after five failures, also for the right password, and opens again later', async () => {
    const person = await newPerson('locked');
    for (let i = 0; i < 5; i += 1) expect(await verify('locked', 'wrong one')).toMatchObject({ reason: 'wrong' });
    expect(await verify('locked', RIGHT)).toMatchObject({ accepted: false, reason: 'locked' });
    pass(31);
    expect(await verify('locked', 'wrong one')).toMatchObject({ reason: 'wrong' });
    pass(31);
    expect(await verify('locked', RIGHT)).toMatchObject({ reason: 'locked' });
    pass(30);
    expect(await verify('locked', RIGHT)).toMatchObject({
      accepted: true,
      person: { id: person.id },
      passwordExpired: false,
    });
    expect(await verify('locked', 'wrong one')).toMatchObject({ reason: 'wrong' });
    expect(await verify('locked', RIGHT)).toMatchObject({ accepted: true });
  });

  it('evaluates at most five of fifty parallel guesses', async () => {
    await newPerson('swarm');
    const verdicts = await Promise.all(Array.from({ length: 50 }, (_, i) => verify('swarm', `guess number ${i}`)));
    const reasons = verdicts.map((v) => (v.accepted ? 'accepted' : v.reason));
    expect(reasons.filter((r) => r === 'wrong')).toHaveLength(5);
    expect(reasons.filter((r) => r === 'locked')).toHaveLength(45);
  });

  it('evaluates at most ten guesses in a quarter of an hour', async () => {
    await newPerson('slow');
    const reasons: string[] = [];
    for (let second = 0; second < 900; second += 10) {
      const verdict = await verify('slow', 'wrong one');
      reasons.push(verdict.accepted ? 'accepted' : verdict.reason);
      pass(10);
    }
    expect(reasons.filter((r) => r === 'wrong').length).toBeLessThanOrEqual(10);
  });

  it('keeps a bounded number of counters for unknown people', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, i) => verify(`ghost${i}`, RIGHT)));
    const [row] = await t.database.query<{ n: string }>(
      "SELECT count(*) AS n FROM directory.sign_in_attempt WHERE subject !~ '^(usr_|unknown:[0-9]{1,4}$)'",
      [],
    );
    expect(row?.n).toBe('0');
  });

  it('is opened again by a new password', async () => {
    const person = await newPerson('reset');
    for (let i = 0; i < 5; i += 1) await verify('reset', 'wrong one');
    await t.directory.people.setPassword(person.id, new Secret('another horse'), 'system');
    expect(await verify('reset', 'another horse')).toMatchObject({ accepted: true });
    expect(await verify('reset', RIGHT)).toMatchObject({ reason: 'wrong' });
  });

  it.each(['brief', 'x'.repeat(129)])('takes no password of the wrong length: directory.invalid', async (password) => {
    const person = await newPerson(`length${password.length}`);
    await expect(t.directory.people.setPassword(person.id, new Secret(password), 'system')).rejects.toMatchObject({
      code: 'directory.invalid',
      details: { findings: [expect.objectContaining({ where: 'password' })] },
    });
  });
});

describe('who is refused', () => {
  it('costs one hash, whatever the reason: unknown, wrong, locked, throttled, no password, not active, too long', async () => {
    // One at a time and nobody waits: of several at once, others are turned away if and only if they would hash too.
    const passwordHashing = { memoryKib: 65_536, passes: 6, maxInFlight: 1, maxWaiting: 0 };
    const { people } = createDirectory({ ...t.deps, passwordHashing });
    const costly = async (username: string): Promise<Person> => {
      const person = await newPerson(username);
      // What is stored tells what it costs to compare.
      await people.setPassword(person.id, new Secret(RIGHT), 'system');
      return person;
    };
    await costly('timed');
    await t.directory.people.create({ username: 'blank', displayName: 'B', email: 'b@e.f' }, 'system');
    const shut = await costly('timedlock');
    for (let i = 0; i < 5; i += 1) await verify('timedlock', 'wrong one');
    const away = await costly('timedaway');
    await t.directory.people.setState(away.id, 'suspended', 'system');
    for (let i = 0; i < 50; i += 1) {
      await t.directory.people.verifyPassword({ username: `x${i}`, password: new Secret('no'), address: '192.0.2.9' });
    }
    const attempts = [
      { username: 'nobody.is.called.so' },
      { username: 'timed' },
      { username: shut.username },
      { username: 'timed', address: '192.0.2.9' },
      { username: 'blank' },
      { username: away.username },
      { username: 'timed', text: 'x'.repeat(5_000) },
    ];
    for (const { text = 'wrong one', ...attempt } of attempts) {
      const together = [0, 1, 2, 3].map(() => people.verifyPassword({ ...attempt, password: new Secret(text) }));
      const results = await Promise.allSettled(together);
      const told = results.map((one) => (one.status === 'rejected' ? one.reason.code : one.value.accepted));
      expect({ attempt, told: new Set(told) }).toEqual({ attempt, told: new Set(['directory.busy', false]) });
    }
  });
});

describe('password hashing', () => {
  it('is Argon2id with the documented cost', async () => {
    expect(await createPasswordHashing().hash(new Secret('x'))).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('turns away what it cannot queue: directory.busy', async () => {
    const hashing = createPasswordHashing({ memoryKib: 64, passes: 1, maxInFlight: 1, maxWaiting: 2 });
    const results = await Promise.allSettled(Array.from({ length: 5 }, () => hashing.hash(new Secret('x'))));
    expect(results.map((r) => (r.status === 'rejected' ? r.reason.code : 'hashed'))).toEqual([
      'hashed',
      'hashed',
      'hashed',
      'directory.busy',
      'directory.busy',
    ]);
    await expect(hashing.hash(new Secret('x'))).resolves.toContain('argon2id');
  });
});
