// A whole cluster for tests: real PostgreSQL, real TLS, a gateway, and minted credentials from a map.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Log, Secret, silentLog } from '@keyshift/base';
import { createCertificateAuthority, issueServerCertificate } from '@keyshift/http';
import { type PostgresServer, prepareDataDirectory, startPostgres } from '@keyshift/postgres';
import pg from 'pg';
import type { Limits } from '../constants.ts';
import { createClusterDatabase, type DatabaseGrant, type Gateway, startGateway } from '../index.ts';

export const MASTER = { user: 'some_admin', password: 'Master-passw0rd' } as const;

export type TestCluster = {
  readonly port: number;
  readonly caPem: string;
  readonly server: PostgresServer;
  readonly gateway: Gateway;
  readonly log: string[];
  /** Verdict of the next connections; true by default. */
  setSource(allowed: boolean): void;
  /** What findGrant throws from now on, undefined for nothing. */
  setFailure(error: Error | undefined): void;
  /** A password for `user` (with its IAM:/IAMA: prefix), valid for an hour unless told otherwise. */
  mint(user: string, grant?: Partial<DatabaseGrant>): string;
  connect(login: { user: string; password: string; database?: string } & Partial<pg.ClientConfig>): Promise<pg.Client>;
  master(): Promise<pg.Client>;
  stop(): Promise<void>;
};

export async function startCluster(limits: Partial<Limits> = {}): Promise<TestCluster> {
  const directory = await mkdtemp(join(tmpdir(), 'gateway-test-'));
  await prepareDataDirectory(directory);
  const server = await startPostgres({ directory: join(directory, 'pg'), log: silentLog });
  await createClusterDatabase(server, {
    database: 'testdb',
    masterUsername: MASTER.user,
    masterPassword: new Secret(MASTER.password),
  });
  const ca = await createCertificateAuthority({ name: 'Test CA', now: new Date(), years: 1 });
  const tls = await issueServerCertificate(ca, { names: ['localhost', '127.0.0.1'], now: new Date(), days: 2 });
  const grants = new Map<string, DatabaseGrant>();
  const lines: string[] = [];
  let isAllowed = true;
  let failure: Error | undefined;
  const log: Log = (level, event, fields) => void lines.push(`${level} ${event} ${JSON.stringify(fields)}`);
  const gateway = await startGateway(
    {
      host: '127.0.0.1',
      port: 0,
      tls,
      cluster: { identifier: 'testcluster', masterUsername: MASTER.user },
      server,
      async findGrant({ user, password }) {
        if (failure !== undefined) throw failure;
        return grants.get(`${user} ${password}`) ?? { refused: 'unknown' };
      },
      decideSource: async () =>
        isAllowed ? { allowed: true } : { allowed: false, reason: 'no inbound rule matches this address' },
      now: () => new Date(),
      random: (size) => randomBytes(size),
      log,
    },
    limits,
  );
  const connect: TestCluster['connect'] = async (login) => {
    const client = new pg.Client({
      host: 'localhost',
      port: gateway.port,
      database: 'testdb',
      ssl: { ca: ca.certificatePem },
      ...login,
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  };
  return {
    port: gateway.port,
    caPem: ca.certificatePem,
    server,
    gateway,
    log: lines,
    setSource: (allowed) => {
      isAllowed = allowed;
    },
    setFailure: (error) => {
      failure = error;
    },
    mint(user, grant = {}) {
      const password = randomBytes(12).toString('hex');
      grants.set(`${user} ${password}`, {
        dbUser: user.replace(/^IAMA?:/, ''),
        autoCreate: user.startsWith('IAMA:'),
        dbGroups: [],
        expiresAt: new Date(Date.now() + 3_600_000),
        ...grant,
      });
      return password;
    },
    connect,
    master: () => connect(MASTER),
    async stop() {
      await gateway.close();
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Rows of one column, as text. */
export async function values(client: pg.Client, sql: string): Promise<string[]> {
  const result = await client.query({ text: sql, rowMode: 'array' });
  return result.rows.map((row: unknown[]) => String(row[0]));
}

/** The error of a promise that must fail. */
export async function failureOf(promise: Promise<unknown>): Promise<pg.DatabaseError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error;
    throw error;
  }
  throw new Error('it succeeded, and should have failed');
}

/** Breaks a client's connection without a good-bye. */
export function cutOff(client: pg.Client): void {
  if (!('connection' in client)) throw new Error('the driver has changed');
  const { connection } = client;
  if (connection instanceof pg.Connection) connection.stream.destroy();
}
