import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, isDatabaseError, type Migration, migrate, openDatabase } from './index.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let test: TestDatabase;
let database: Database;
beforeAll(async () => {
  test = await createTestDatabase({ maxConnections: 4 });
  database = test.database;
  await database.query('CREATE TABLE item (id int PRIMARY KEY, name text)');
});
afterAll(async () => {
  await database.close();
  await database.close();
  await test.drop();
});

const names = async (): Promise<string[]> =>
  (await database.query<{ name: string }>('SELECT name FROM item ORDER BY id', [])).map((row) => row.name);

describe('query', () => {
  it('prepares a statement with values once per connection', async () => {
    await database.transaction(async (tx) => {
      await tx.query('SELECT $1::int + 1 AS sum', [1]);
      expect(await tx.query('SELECT $1::int + 1 AS sum', [2])).toEqual([{ sum: 3 }]);
      const prepared = await tx.query<{ name: string }>(
        `SELECT name FROM pg_prepared_statements WHERE statement = 'SELECT $1::int + 1 AS sum'`,
        [],
      );
      expect(prepared.length).toBe(1);
    });
  });

  it('runs several statements without values and gives the rows of the last', async () => {
    expect(await database.query('SELECT 1 AS a; SELECT 2 AS b')).toEqual([{ b: 2 }]);
  });

  it('passes the database’s own errors with their SQLSTATE', async () => {
    const error = await database.query('SELECT * FROM missing', []).catch((cause: unknown) => cause);
    expect(isDatabaseError(error, '42P01')).toBe(true);
    expect(isDatabaseError(error)).toBe(true);
    expect(isDatabaseError(error, '42P07')).toBe(false);
    expect(isDatabaseError(new Error('x'))).toBe(false);
  });
});

describe('transaction', () => {
  it('commits what returns and rolls back what throws', async () => {
    await database.transaction((tx) => tx.query('INSERT INTO item VALUES ($1, $2)', [1, 'kept']));
    const failing = database.transaction(async (tx) => {
      await tx.query('INSERT INTO item VALUES ($1, $2)', [2, 'lost']);
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    expect(await names()).toEqual(['kept']);
  });

  it('does not call a swallowed failure a success (postgres.transaction_aborted)', async () => {
    const swallowing = database.transaction(async (tx) => {
      await tx.query('INSERT INTO item VALUES ($1, $2)', [3, 'lost']);
      await tx.query('SELECT 1/0').catch(() => undefined);
    });
    await expect(swallowing).rejects.toMatchObject({ code: 'postgres.transaction_aborted' });
    expect(await names()).toEqual(['kept']);
  });

  it('gives its connection back, also after failures', async () => {
    for (let count = 0; count < 12; count += 1) {
      await database.transaction((tx) => tx.query('SELECT 1/0', [])).catch(() => undefined);
    }
    expect(await names()).toEqual(['kept']);
  });
});

describe('failures a person can act on', () => {
  it('no server there (postgres.unreachable)', async () => {
    const nowhere = openDatabase({ socketDirectory: '/nonexistent', port: 5432, user: 'x', database: 'x' });
    await expect(nowhere.query('SELECT 1')).rejects.toMatchObject({ code: 'postgres.unreachable' });
    await nowhere.close();
    const closed = openDatabase({ connectionString: 'postgres://x:y@127.0.0.1:1/z' });
    await expect(closed.transaction((tx) => tx.query('SELECT 1'))).rejects.toMatchObject({
      code: 'postgres.unreachable',
    });
    await closed.close();
  });

  it('a connection that breaks in the middle (postgres.unreachable), and the pool goes on', async () => {
    const end = database.query('SELECT pg_terminate_backend(pg_backend_pid())', []);
    await expect(end).rejects.toMatchObject({ code: 'postgres.unreachable' });
    expect(await names()).toEqual(['kept']);
  });

  it('a database or role that is not there (postgres.login_refused)', async () => {
    for (const target of [
      { ...test.target, database: 'missing' },
      { ...test.target, user: 'missing' },
    ]) {
      const refused = openDatabase(target);
      await expect(refused.query('SELECT 1')).rejects.toMatchObject({ code: 'postgres.login_refused' });
      await refused.close();
    }
  });

  it('too many connections (postgres.too_many_connections)', async () => {
    await database.query('CREATE ROLE narrow LOGIN CONNECTION LIMIT 1');
    const narrow = openDatabase({ ...test.target, user: 'narrow' });
    const both = Promise.all([narrow.query('SELECT pg_sleep(0.3)'), narrow.query('SELECT pg_sleep(0.3)')]);
    await expect(both).rejects.toMatchObject({ code: 'postgres.too_many_connections' });
    await narrow.close();
  });

  it('a full disk (postgres.disk_full)', async () => {
    const full = database.query("DO $$ BEGIN RAISE EXCEPTION 'no space' USING ERRCODE = '53100'; END $$");
    await expect(full).rejects.toMatchObject({ code: 'postgres.disk_full' });
  });
});

describe('migrate', () => {
  const first: Migration = { id: '001_a', sql: 'CREATE TABLE app.a (id int); INSERT INTO app.a VALUES (1);' };
  const second: Migration = { id: '002_b', sql: 'ALTER TABLE app.a ADD COLUMN name text' };

  it('runs each once, also when several processes start together', async () => {
    const starts = Array.from({ length: 4 }, () => migrate(database, 'app', [first]));
    await Promise.all(starts);
    await migrate(database, 'app', [first, second]);
    await migrate(database, 'app', [first, second]);
    expect(await database.query('SELECT id, name FROM app.a')).toEqual([{ id: 1, name: null }]);
  });

  it('leaves nothing of one that fails', async () => {
    const broken = { id: '003_c', sql: 'CREATE TABLE app.c (id int); SELECT 1/0;' };
    await expect(migrate(database, 'app', [first, second, broken])).rejects.toMatchObject({ code: '22012' });
    expect(await database.query("SELECT to_regclass('app.c') AS found")).toEqual([{ found: null }]);
  });

  it('refuses a schema that a newer version has migrated (postgres.schema_newer)', async () => {
    const older = migrate(database, 'app', [first, { id: '009_x', sql: 'CREATE TABLE app.x ()' }]);
    await expect(older).rejects.toMatchObject({ code: 'postgres.schema_newer', details: { ids: ['002_b'] } });
    expect(await database.query("SELECT to_regclass('app.x') AS found")).toEqual([{ found: null }]);
  });

  it.each(['', 'A', 'a"b', 'a b', '1a'])('refuses the schema name %j (postgres.schema_name)', async (schema) => {
    await expect(migrate(database, schema, [])).rejects.toMatchObject({ code: 'postgres.schema_name' });
  });
});
