// Minted database passwords: only their hash is kept, with what they open and until when.
import { createHash } from 'node:crypto';
import { createBatch, type Database } from '@keyshift/postgres';
import type { DatabaseGrant, DatabaseLogin } from '../contract.ts';
import { createForgetting } from './forgetting.ts';

type StoredGrant = Omit<DatabaseGrant, 'expiresAt'>;

export type DatabaseCredentials = {
  insert(login: DatabaseLogin, grant: DatabaseGrant, now: Date): Promise<void>;
  find(login: DatabaseLogin, now: Date): Promise<DatabaseGrant | { refused: 'expired' | 'unknown' }>;
  removeOfCluster(clusterIdentifier: string): Promise<void>;
};

// Kept for a day after its end, so that a late login can be told what happened.
const MEMORY_MS = 86_400_000;

const FORGET = 'DELETE FROM rehearsal.database_credential WHERE expires_at < $1';
const INSERT = `
  INSERT INTO rehearsal.database_credential (cluster, user_name, password_sha256, "grant", expires_at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[])`;

type Minted = { readonly login: DatabaseLogin; readonly grant: DatabaseGrant };

export function createDatabaseCredentials(database: Database): DatabaseCredentials {
  const forget = createForgetting(database, FORGET);
  const insert = createBatch(async (minted: readonly Minted[]) => {
    await database.query(INSERT, [
      minted.map(({ login }) => login.clusterIdentifier),
      minted.map(({ login }) => login.user),
      minted.map(({ login }) => hashPassword(login.password)),
      minted.map(({ grant: { expiresAt: _, ...stored } }) => JSON.stringify(stored)),
      minted.map(({ grant }) => grant.expiresAt),
    ]);
    return minted;
  });
  return {
    async insert(login, grant, now) {
      await forget(new Date(now.getTime() - MEMORY_MS));
      await insert({ login, grant });
    },
    async find({ clusterIdentifier, user, password }, now) {
      // The password has 160 random bits, so an index on its hash tells an attacker nothing.
      const [row] = await database.query<{ grant: StoredGrant; expires_at: Date }>(
        `SELECT "grant", expires_at FROM rehearsal.database_credential
         WHERE cluster = $1 AND user_name = $2 AND password_sha256 = $3`,
        [clusterIdentifier, user, hashPassword(password)],
      );
      if (row === undefined) return { refused: 'unknown' };
      if (row.expires_at <= now) return { refused: 'expired' };
      return { ...row.grant, expiresAt: row.expires_at };
    },
    async removeOfCluster(clusterIdentifier) {
      await database.query('DELETE FROM rehearsal.database_credential WHERE cluster = $1', [clusterIdentifier]);
    },
  };
}

function hashPassword(password: string): string {
  return createHash('sha256').update(password).digest('hex');
}
