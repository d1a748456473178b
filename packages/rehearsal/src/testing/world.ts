// A whole rehearsal for a test file: real PostgreSQL, a listening port, the official AWS SDK.
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { RedshiftClient } from '@aws-sdk/client-redshift';
import { STSClient } from '@aws-sdk/client-sts';
import { type Log, type LogFields, Secret } from '@keyshift/base';
import type { Database } from '@keyshift/postgres';
import { createTestDatabase } from '@keyshift/postgres/testing';
import { type ClusterRuntime, createRehearsal, type Rehearsal, type RehearsalDeps } from '../index.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

export type Clients = { iam: IAMClient; sts: STSClient; ec2: EC2Client; redshift: RedshiftClient };

/** A cluster runtime that keeps what it was asked for, and can be told to fail. */
type RecordedClusters = ClusterRuntime & {
  passwords: Map<string, string>;
  failWith: Error | undefined;
  gate: Promise<void>;
};

export type World = {
  readonly endpoint: string;
  readonly port: number;
  readonly root: Credentials;
  readonly rehearsal: Rehearsal;
  readonly deps: RehearsalDeps;
  readonly database: Database;
  readonly clusters: RecordedClusters;
  readonly logged: { event: string; fields: LogFields }[];
  /** The rehearsal's clock, moved by `shiftClock`. */
  now(): Date;
  shiftClock(seconds: number): void;
  clients(credentials?: Credentials): Clients;
  readonly admin: Clients;
  readonly resets: number[];
  close(): Promise<void>;
};

export async function startWorld(): Promise<World> {
  const { database, drop } = await createTestDatabase();
  const root = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: randomBytes(20).toString('hex') };
  const state = { shiftMs: 0 };
  const now = () => new Date(Date.now() + state.shiftMs);
  const logged: World['logged'] = [];
  const log: Log = (_level, event, fields = {}) => void logged.push({ event, fields });
  const clusters = recordClusters();
  const resets: number[] = [];
  const deps: RehearsalDeps = {
    database,
    now,
    random: (size) => randomBytes(size),
    log,
    accountId: ACCOUNT,
    region: REGION,
    clusters,
    sealingKey: new Secret(randomBytes(32).toString('hex')),
    rootCredentials: { accessKeyId: root.accessKeyId, secretAccessKey: new Secret(root.secretAccessKey) },
    reset: async () => void resets.push(Date.now()),
  };
  const rehearsal = await createRehearsal(deps);
  const http = createServer(rehearsal.handler);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const clients = (credentials: Credentials = root) => createClients(endpoint, credentials);
  return {
    endpoint,
    port,
    root,
    rehearsal,
    deps,
    database,
    clusters,
    logged,
    now,
    shiftClock: (seconds) => {
      state.shiftMs = seconds * 1000;
    },
    clients,
    admin: clients(),
    resets,
    async close() {
      http.closeAllConnections();
      await new Promise<void>((resolve) => http.close(() => resolve()));
      await drop();
    },
  };
}

function createClients(endpoint: string, credentials: Credentials): Clients {
  const config = { endpoint, region: REGION, credentials, maxAttempts: 2 };
  return {
    iam: new IAMClient(config),
    sts: new STSClient(config),
    ec2: new EC2Client(config),
    redshift: new RedshiftClient(config),
  };
}

function recordClusters(): RecordedClusters {
  const passwords = new Map<string, string>();
  const clusters: RecordedClusters = {
    host: '127.0.0.1',
    passwords,
    failWith: undefined,
    gate: Promise.resolve(),
    async create({ identifier }, password) {
      await clusters.gate;
      if (clusters.failWith !== undefined) throw clusters.failWith;
      passwords.set(identifier, password.reveal());
    },
    async setMasterPassword(identifier, password) {
      passwords.set(identifier, password.reveal());
    },
    async remove(identifier) {
      if (clusters.failWith !== undefined) throw clusters.failWith;
      passwords.delete(identifier);
    },
  };
  return clusters;
}

/** The AWS error code that a call is refused with. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ code: string; status: number | undefined; message: string }> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return { code: name, status: $metadata?.httpStatusCode, message };
  }
  return { code: 'accepted', status: 200, message: '' };
}
