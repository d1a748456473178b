// Signing keys of applications: sealed in PostgreSQL, opened once and then kept as key objects in memory.
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { newId, type Secret } from '@keyshift/base';
import type { Database, Queryable } from '@keyshift/postgres';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { seal, unseal } from './seal.ts';

export type ApplicationKey = { keyId: string; privateKey: KeyObject; certificatePem: string };
export type Keys = {
  /** Throws `directory.not_found`, `directory.key_unreadable`. */
  get(keyId: string): Promise<ApplicationKey>;
};
type Row = { applicationId: string; certificatePem: string; sealed: Buffer };

// Rotated keys leave their object behind; this many at most are kept.
const MOST_OPEN_KEYS = 1_000;

/** Adds the active key of a new application, in the transaction that makes it. */
export async function addKey(
  tx: Queryable,
  o: { applicationId: string; certificatePem: string; privateKeyPem: Secret; deps: StoreDeps; at: Date },
): Promise<string> {
  const { applicationId, certificatePem, privateKeyPem, deps, at } = o;
  const id = newId('key', deps.random);
  const sealed = seal(privateKeyPem.reveal(), {
    key: deps.sealingKey,
    belongsTo: applicationId,
    random: deps.random,
  });
  await tx.query(
    `INSERT INTO directory.application_key (id, application_id, certificate_pem, sealed_private_key, active, created_at)
     VALUES ($1, $2, $3, $4, true, $5)`,
    [id, applicationId, certificatePem, sealed, at],
  );
  return id;
}

async function openKey(o: { database: Database; sealingKey: KeyObject; keyId: string }): Promise<ApplicationKey> {
  const { keyId } = o;
  const [row] = await o.database.query<Row>(
    `SELECT application_id AS "applicationId", certificate_pem AS "certificatePem", sealed_private_key AS sealed
     FROM directory.application_key WHERE id = $1`,
    [keyId],
  );
  if (row === undefined) throw directoryErrors.notFound({ kind: 'application key', id: keyId });
  const privatePem = unseal(row.sealed, { key: o.sealingKey, belongsTo: row.applicationId });
  if (privatePem === undefined) throw directoryErrors.keyUnreadable({ keyId });
  return { keyId, privateKey: createPrivateKey(privatePem), certificatePem: row.certificatePem };
}

export function createKeys(deps: Pick<StoreDeps, 'database' | 'sealingKey'>): Keys {
  const open = new Map<string, ApplicationKey>();
  return {
    async get(keyId) {
      const known = open.get(keyId);
      if (known !== undefined) return known;
      const key = await openKey({ ...deps, keyId });
      if (open.size >= MOST_OPEN_KEYS) open.clear();
      open.set(keyId, key);
      return key;
    },
  };
}
