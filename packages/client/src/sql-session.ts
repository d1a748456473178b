// One SQL session over TLS as the person; values stay the server's own text.
import type { Secret } from '@keyshift/base';
import { Client, DatabaseError, type QueryArrayResult } from 'pg';
import { clientErrors } from './errors.ts';
import type { ClusterTarget } from './target.ts';

export type SqlResult = {
  /** The command tag's first word: SELECT, CREATE, GRANT … */
  readonly command: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly rowCount: number;
};

export type SqlSession = {
  /** Runs one or several statements separated by `;`, one result each. Throws `client.sql`. */
  run(sql: string): Promise<readonly SqlResult[]>;
  close(): Promise<void>;
};

export type SqlLogin = {
  readonly cluster: ClusterTarget;
  readonly user: string;
  readonly password: Secret;
  /** PEM of the CA to trust; absent = the system's. The host's name is always verified. */
  readonly caPem?: string;
  readonly applicationName: string;
};

/** Connects. Throws `client.database_refused` with the SQLSTATE, `client.database_unreachable`. */
export async function openSqlSession(login: SqlLogin): Promise<SqlSession> {
  const client = new Client({
    host: login.cluster.host,
    port: login.cluster.port,
    database: login.cluster.database,
    user: login.user,
    password: login.password.reveal(),
    ssl: login.caPem === undefined ? true : { ca: login.caPem },
    application_name: login.applicationName,
    types: { getTypeParser: () => (value: unknown) => value },
    connectionTimeoutMillis: 15_000,
  });
  // A connection that dies between statements surfaces at the next one.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw translateConnect(login.cluster, error);
  }
  return { run: (sql) => run(client, sql), close: () => client.end() };
}

async function run(client: Client, sql: string): Promise<readonly SqlResult[]> {
  try {
    const answer: unknown = await client.query({ text: sql, rowMode: 'array' });
    const results = (Array.isArray(answer) ? answer : [answer]) as QueryArrayResult<(string | null)[]>[];
    return results.map(toResult);
  } catch (error) {
    throw translateStatement(error);
  }
}

function toResult(result: QueryArrayResult<(string | null)[]>): SqlResult {
  return {
    command: result.command ?? '',
    columns: result.fields.map((field) => field.name),
    rows: result.rows,
    rowCount: result.rowCount ?? 0,
  };
}

function translateConnect({ host, port }: ClusterTarget, error: unknown): unknown {
  if (error instanceof DatabaseError) {
    return clientErrors.databaseRefused({ host, port, sqlState: error.code ?? '', reason: error.message });
  }
  const reason =
    error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error);
  return clientErrors.databaseUnreachable({ host, port, reason });
}

function translateStatement(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  const hint =
    error.hint ??
    (error.code === '42501' ? 'ask for a group that is granted this object' : 'correct the statement and run it again');
  return clientErrors.sql({ sqlState: error.code ?? '', reason: error.message, hint });
}
