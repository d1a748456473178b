// An empty database of its own for a test file, on the server that the run shares.
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../index.ts';

export type TestDatabase = {
  readonly database: Database;
  /** Where it is, for a second pool. */
  readonly target: Parameters<typeof openDatabase>[0];
  /** Closes the pool and removes the database. */
  drop(): Promise<void>;
};

export async function createTestDatabase(options?: { maxConnections?: number }): Promise<TestDatabase> {
  const server = inject('postgres');
  const name = `test_${randomBytes(8).toString('hex')}`;
  const administer = async (sql: string): Promise<void> => {
    const postgres = openDatabase({ ...server, database: 'postgres' }, { maxConnections: 1 });
    await postgres.query(sql).finally(() => postgres.close());
  };
  await administer(`CREATE DATABASE ${name}`);
  const target = { ...server, database: name };
  const database = openDatabase(target, options);
  return {
    database,
    target,
    async drop() {
      await database.close();
      await administer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}
