import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWorld, type World } from '../testing/world.ts';
import { createAssertionUses } from './assertion-uses.ts';
import { createDatabaseCredentials } from './database-credentials.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const MINUTE_MS = 60_000;
const later = (ms: number) => new Date(world.now().getTime() + ms);

describe('assertion uses', () => {
  const use = (assertionId: string, roleArn = 'role') => {
    const event = { at: world.now(), name: 'AssumeRoleWithSAML', record: JSON.stringify({ assertionId, roleArn }) };
    return { issuer: 'idp', assertionId, roleArn, notAfter: later(5 * MINUTE_MS), event };
  };
  const count = async () => {
    const [row] = await world.database.query<{ n: number }>('SELECT count(*)::int AS n FROM rehearsal.assertion_use');
    return row?.n;
  };

  it('are granted once, also among equal ones that travel in one statement and to two nodes', async () => {
    const nodes = [createAssertionUses(world.database), createAssertionUses(world.database)];
    const asked = [use('first'), use('a'), use('b'), use('a'), use('a', 'other'), use('b')];
    const answers = await Promise.all(
      nodes.map((node) => Promise.all(asked.map((one) => node.redeem(one, world.now())))),
    );
    const granted = answers.flatMap((of) => asked.filter((_, index) => of[index]));
    const names = granted.map(({ assertionId, roleArn }) => `${assertionId} ${roleArn}`).sort();
    expect(names).toEqual(['a other', 'a role', 'b role', 'first role']);
    const trail = await world.database.query<{ record: string }>('SELECT record FROM rehearsal.trail_event', []);
    const kept = trail.map(({ record }) => JSON.parse(record));
    expect(kept.map((one) => `${one.assertionId} ${one.roleArn}`).sort()).toEqual(names);
  });

  it('are forgotten once the times of the assertion refuse it, and never before', async () => {
    const uses = createAssertionUses(world.database);
    expect(await uses.redeem(use('kept'), later(4 * MINUTE_MS))).toBe(true);
    expect(await uses.redeem(use('kept'), later(5 * MINUTE_MS - 1_000))).toBe(false);
    expect(await count()).toBe(5);
    expect(await uses.redeem({ ...use('new'), notAfter: later(20 * MINUTE_MS) }, later(7 * MINUTE_MS))).toBe(true);
    expect(await count()).toBe(1);
  });
});

describe('database credentials', () => {
  it('open what each was made for when many are stored together, and are remembered for a day', async () => {
    const credentials = createDatabaseCredentials(world.database);
    const expiresAt = later(15 * MINUTE_MS);
    const login = (n: number) => ({ clusterIdentifier: 'c', user: `IAM:u${n}`, password: `p${n}` });
    const grant = (n: number) => {
      return { dbUser: `u${n}`, autoCreate: false, dbGroups: ['g', '"{,}'], expiresAt, personUserId: `A:u${n}` };
    };
    const numbers = [1, 2, 3, 4];
    await Promise.all(numbers.map((n) => credentials.insert(login(n), grant(n), world.now())));
    expect(await Promise.all(numbers.map((n) => credentials.find(login(n), world.now())))).toEqual(numbers.map(grant));
    const nextDay = later(24 * 60 * MINUTE_MS);
    await credentials.insert(login(5), { ...grant(5), expiresAt: nextDay }, nextDay);
    expect(await credentials.find(login(1), nextDay)).toEqual({ refused: 'expired' });
    const dayAfter = later(25 * 60 * MINUTE_MS);
    await credentials.insert(login(6), grant(6), dayAfter);
    expect(await credentials.find(login(1), dayAfter)).toEqual({ refused: 'unknown' });
  });
});
