import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutOff, MASTER, startCluster, type TestCluster, values } from './testing/cluster.ts';

let cluster: TestCluster;
const open: pg.Client[] = [];
const as = async (user: string, groups: string[] = [], database = 'testdb'): Promise<pg.Client> => {
  const client = await cluster.connect({ user, password: cluster.mint(user, { dbGroups: groups }), database });
  open.push(client);
  return client;
};
const endAll = async (): Promise<void> => {
  await Promise.all(open.splice(0).map((client) => client.end()));
};

beforeAll(async () => {
  cluster = await startCluster();
  const master = await cluster.master();
  await master.query('CREATE GROUP redshift_dbgroup; COMMIT;');
  await master.query('CREATE GROUP hr_dbgroup');
  await master.query(
    'CREATE SCHEMA sales; CREATE TABLE sales.orders (id int); INSERT INTO sales.orders VALUES (1), (2)',
  );
  await master.query('GRANT USAGE ON SCHEMA sales TO GROUP redshift_dbgroup');
  await master.query('GRANT SELECT ON sales.orders TO GROUP redshift_dbgroup');
  await master.end();
});
afterAll(async () => {
  await endAll();
  await cluster.stop();
});

describe('a minted login', () => {
  it('is a session of the person, with the rights of the groups it brings', async () => {
    const alice = await as('IAMA:alice', ['redshift_dbgroup']);
    expect(await values(alice, 'SELECT current_user')).toEqual(['alice']);
    expect(await values(alice, 'SELECT session_user')).toEqual(['alice']);
    expect(await values(alice, 'SELECT count(*) FROM sales.orders')).toEqual(['2']);
    await endAll();
  });

  it('without the group is refused the table', async () => {
    const bob = await as('IAMA:bob', ['hr_dbgroup']);
    await expect(bob.query('SELECT * FROM sales.orders')).rejects.toMatchObject({ code: '42501' });
    await endAll();
  });

  it('gives the role nothing but LOGIN, and the master user the right to alter it', async () => {
    await as('IAMA:dora');
    await endAll();
    const master = await cluster.master();
    const facts = await master.query(
      `SELECT rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = 'dora'`,
    );
    expect(facts.rows).toEqual([
      {
        rolcanlogin: true,
        rolsuper: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolbypassrls: false,
      },
    ]);
    await master.query('ALTER USER dora PASSWORD DISABLE');
    await master.query('ALTER GROUP redshift_dbgroup ADD USER dora');
    await master.end();
  });

  it('takes the groups back when the last session of the person ends, and leaves those an administrator gave', async () => {
    const master = await cluster.master();
    await master.query('CREATE USER erin IN GROUP hr_dbgroup PASSWORD DISABLE');
    const groups = `SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles u ON u.oid = m.member
                     WHERE u.rolname = 'erin' ORDER BY 1`;
    const first = await as('IAM:erin', ['redshift_dbgroup']);
    const second = await as('IAM:erin', ['redshift_dbgroup']);
    expect(await values(master, groups)).toEqual(['hr_dbgroup', 'redshift_dbgroup']);
    await first.end();
    expect(await values(second, 'SELECT count(*) FROM sales.orders')).toEqual(['2']);
    await endAll();
    await expect.poll(() => values(master, groups)).toEqual(['hr_dbgroup']);
    await master.end();
  });

  it('makes the groups of a person those of the newest session', async () => {
    const first = await as('IAMA:frank', ['redshift_dbgroup']);
    await first.query('SELECT * FROM sales.orders');
    const second = await as('IAMA:frank', ['hr_dbgroup']);
    await expect(first.query('SELECT * FROM sales.orders')).rejects.toMatchObject({ code: '42501' });
    await second.end();
    await endAll();
  });

  it('creates a role once when many sessions of a new person begin together', async () => {
    const clients = await Promise.all(Array.from({ length: 6 }, () => as('IAMA:gina', ['redshift_dbgroup'])));
    const users = await Promise.all(clients.map((client) => values(client, 'SELECT count(*) FROM sales.orders')));
    expect(users.flat()).toEqual(Array.from({ length: 6 }, () => '2'));
    await endAll();
  });

  it('works for many new people at the same moment', async () => {
    const people = Array.from({ length: 12 }, (_, index) => `IAMA:person${index}`);
    const clients = await Promise.all(people.map((user) => as(user, ['redshift_dbgroup', 'hr_dbgroup'])));
    for (const client of clients) expect(await values(client, 'SELECT count(*) FROM sales.orders')).toEqual(['2']);
    await endAll();
  });
});

describe('the master user', () => {
  it('logs in with its password, over SCRAM verifiers only', async () => {
    const master = await cluster.master();
    expect(await values(master, 'SELECT current_user')).toEqual([MASTER.user]);
    await master.end();
  });

  it('makes users that log in with a password of their own until it is disabled', async () => {
    const master = await cluster.master();
    await master.query(`CREATE USER hank PASSWORD 'Pässword 1'`);
    const hank = await cluster.connect({ user: 'hank', password: 'Pässword 1' });
    expect(await values(hank, 'SELECT current_user')).toEqual(['hank']);
    await hank.end();
    await master.query('alter user hank password /* now */ disable;');
    await expect(cluster.connect({ user: 'hank', password: 'Pässword 1' })).rejects.toMatchObject({ code: '28000' });
    await master.end();
  });

  it('works with schemas, tables and databases as Redshift lets it', async () => {
    const master = await cluster.master();
    await master.query('CREATE USER ivan PASSWORD DISABLE');
    await master.query('CREATE SCHEMA ivan_things AUTHORIZATION ivan');
    await master.query('ALTER DEFAULT PRIVILEGES IN SCHEMA sales GRANT SELECT ON TABLES TO GROUP redshift_dbgroup');
    await master.query('CREATE TABLE public.anything (a int)');
    await master.query('CREATE DATABASE another');
    await master.end();
    const alice = await as('IAMA:alice', [], 'another');
    expect(await values(alice, 'SELECT current_database()')).toEqual(['another']);
    await expect(alice.query('CREATE TABLE public.mine (a int)')).rejects.toMatchObject({ code: '42501' });
    await endAll();
  });
});

describe('a session', () => {
  it('shows a Redshift server and takes the settings that Redshift tools send', async () => {
    const alice = await as('IAMA:alice');
    expect(await values(alice, 'SHOW application_name')).toEqual(['']);
    for (const statement of [
      'SET readonly=1',
      "SET query_group TO 'reports'",
      'SET SESSION enable_case_sensitive_identifier TO true',
      'RESET query_group',
      'COMMIT',
    ]) {
      await alice.query(statement);
    }
    await alice.query({ text: "SET query_group TO 'reports'", name: 'prepared', values: [] });
    await endAll();
  });

  it('streams a million rows', async () => {
    const alice = await as('IAMA:alice');
    const rows = await alice.query({ text: 'SELECT g FROM generate_series(1, 1000000) g', rowMode: 'array' });
    expect(rows.rows.length).toBe(1_000_000);
    expect(rows.rows.at(-1)).toEqual([1_000_000]);
    await endAll();
  });

  it('sends large statements up and large values down', async () => {
    const alice = await as('IAMA:alice');
    const big = 'x'.repeat(5_000_000);
    expect((await alice.query('SELECT $1::text AS big', [big])).rows[0].big.length).toBe(big.length);
    expect((await values(alice, `SELECT length('${big}')`))[0]).toBe('5000000');
    await endAll();
  });

  it('leaves nothing in the database when the client vanishes in the middle of a statement', async () => {
    const alice = await as('IAMA:alice');
    const running = alice.query('SELECT pg_sleep(600)').catch((error: unknown) => error);
    const master = await cluster.master();
    const count = `SELECT count(*) FROM pg_stat_activity WHERE usename = 'alice' AND query LIKE '%pg_sleep(600)'`;
    await expect.poll(() => values(master, count)).toEqual(['1']);
    open.splice(0);
    cutOff(alice);
    await running;
    await expect.poll(() => values(master, count), { timeout: 5_000 }).toEqual(['0']);
    await master.end();
  });
});
