// What the rehearsal asks of its surroundings and what it gives: the types that other packages compile against.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log, Now, RandomBytes, Secret } from '@keyshift/base';
import type { Database } from '@keyshift/postgres';

/** A cluster as its runtime needs it. */
export type ClusterSpec = { identifier: string; port: number; databaseName: string; masterUsername: string };

/** Makes, changes and removes the server behind a cluster. `host` is the address that clients connect to. */
export type ClusterRuntime = {
  create(spec: ClusterSpec, masterPassword: Secret): Promise<void>;
  setMasterPassword(identifier: string, password: Secret): Promise<void>;
  remove(identifier: string): Promise<void>;
  host: string;
};

export type RootCredentials = { accessKeyId: string; secretAccessKey: Secret };

export type RehearsalDeps = {
  database: Database;
  now: Now;
  random: RandomBytes;
  log: Log;
  /** 12 digits. */
  accountId: string;
  region: string;
  clusters: ClusterRuntime;
  /** 32 bytes as 64 hexadecimal digits: seals session tokens. */
  sealingKey: Secret;
  rootCredentials: RootCredentials;
  /** Brings everything back to the seeded state; called by `POST /_keyshift/reset`. */
  reset: () => Promise<void>;
};

/** What a database password that GetClusterCredentials minted opens. */
export type DatabaseGrant = {
  /** Database user without the `IAM:`/`IAMA:` prefix. */
  dbUser: string;
  autoCreate: boolean;
  dbGroups: readonly string[];
  expiresAt: Date;
  /** `aws:userid` of the caller that asked for it: `AROA…:session-name`. */
  personUserId: string;
};

export type DatabaseLogin = {
  clusterIdentifier: string;
  /** As sent by the client, with its `IAM:`/`IAMA:` prefix. */
  user: string;
  password: string;
};

export type SourceDecision = { allowed: true; rule: string } | { allowed: false; reason: string };

export type Rehearsal = {
  /** Answers every request on the AWS port; never throws, never writes HTML. */
  handler: (req: IncomingMessage, res: ServerResponse) => void;
  /** Clusters that should be running, so that a restart can start them again. */
  clusterSpecs(): Promise<readonly ClusterSpec[]>;
  findDatabaseGrant(login: DatabaseLogin): Promise<DatabaseGrant | { refused: 'expired' | 'unknown' }>;
  /** Whether the cluster's security groups let `address` reach `port`. */
  decideSource(source: { clusterIdentifier: string; address: string; port: number }): Promise<SourceDecision>;
  /** Forgets every resource and makes the account's default network anew. */
  clear(): Promise<void>;
};
