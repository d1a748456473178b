// The one door to SQL: a small pool with prepared statements and transactions.
import { createHash } from 'node:crypto';
import { isAppError } from '@keyshift/base';
import pg from 'pg';
import { translateConnectError, translateError } from './database-error.ts';
import { postgresErrors } from './errors.ts';

export type Database = {
  /**
   * Runs one statement and gives its rows. With `values` (even empty) it is prepared once per connection; without
   * `values` it goes as plain text, which may then hold several statements (the last one's rows come back).
   * int8 and numeric arrive as strings. Throws `postgres.*` for connection and capacity failures; other database
   * errors pass unchanged (`isDatabaseError`).
   */
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Runs `work` in one transaction on one connection: commits when it returns, rolls back when it throws. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};
export type Queryable = Pick<Database, 'query'>;

export type DatabaseTarget =
  | { connectionString: string }
  | { socketDirectory: string; port: number; user: string; database: string };

type StatementName = (text: string) => string;

// One hash per text and pool; the cap is a guard against texts built at run time, which would then only be hashed again.
const NAME_CACHE_ENTRIES = 2_000;

function statementNames(): StatementName {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined) return known;
    const name = createHash('sha256').update(text).digest('base64url').slice(0, 22);
    if (names.size < NAME_CACHE_ENTRIES) names.set(text, name);
    return name;
  };
}

function poolConfig(target: DatabaseTarget, maxConnections: number): pg.PoolConfig {
  const limits = { max: maxConnections, connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000 };
  if ('connectionString' in target) return { ...limits, connectionString: target.connectionString };
  // Every field is given, so that no PG* environment variable of the caller slips in; peer login needs no password.
  const { socketDirectory, port, user, database } = target;
  return { ...limits, host: socketDirectory, port, user, database, ssl: false, password: '' };
}

async function connect(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    throw translateConnectError(error);
  }
}

function queryable(client: pg.PoolClient, nameOf: StatementName): Queryable {
  return {
    async query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]> {
      try {
        if (values === undefined) return lastRows<Row>(await client.query(text));
        return (await client.query({ name: nameOf(text), text, values: [...values] })).rows as Row[];
      } catch (error) {
        throw translateError(error);
      }
    },
  };
}

// A text of several statements gives an array of results.
function lastRows<Row>(result: pg.QueryResult | pg.QueryResult[]): Row[] {
  const last = Array.isArray(result) ? result.at(-1) : result;
  return (last?.rows ?? []) as Row[];
}

/** Opens a pool on an external server (`connectionString`) or on a Unix socket. Connections are made on first use. */
export function openDatabase(target: DatabaseTarget, options: { maxConnections?: number } = {}): Database {
  const pool = new pg.Pool(poolConfig(target, options.maxConnections ?? 10));
  // A connection that breaks, idle or not, says so by an event that would end the process if nobody listened. Idle
  // ones are dropped by the pool; for the others the query reports the failure.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const nameOf = statementNames();
  return {
    async query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]> {
      const client = await connect(pool);
      let isBroken = false;
      try {
        return await queryable(client, nameOf).query<Row>(text, values);
      } catch (error) {
        isBroken = isAppError(error, 'postgres.unreachable');
        throw error;
      } finally {
        client.release(isBroken);
      }
    },
    transaction: (work) => runTransaction(pool, nameOf, work),
    async close(): Promise<void> {
      if (!pool.ended) await pool.end();
    },
  };
}

async function runTransaction<T>(
  pool: pg.Pool,
  nameOf: StatementName,
  work: (tx: Queryable) => Promise<T>,
): Promise<T> {
  const client = await connect(pool);
  let healthy = false;
  try {
    await client.query('BEGIN');
    const result = await work(queryable(client, nameOf));
    // PostgreSQL answers the COMMIT of a failed transaction with a silent ROLLBACK; that must not look like success.
    const outcome = await client.query('COMMIT');
    healthy = true;
    if (outcome.command === 'ROLLBACK') throw postgresErrors.transactionAborted();
    return result;
  } catch (error) {
    if (!healthy) healthy = await rollBack(client);
    throw translateError(error);
  } finally {
    client.release(!healthy);
  }
}

async function rollBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return true;
  } catch {
    return false;
  }
}
