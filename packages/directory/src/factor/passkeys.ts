// Passkeys at rest: public keys and counters. The WebAuthn ceremony itself is the identity provider's.
import { newId } from '@keyshift/base';
import type { Queryable } from '@keyshift/postgres';
import { appendEntries } from '../append-entries.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { lockPerson } from '../person/columns.ts';
import { storing } from '../store-error.ts';
import { checkFactorName, checkRoom, insertFactor } from './factor-rules.ts';
import { makeFirstCodes } from './recovery-codes.ts';
import type { AddedFactor } from './totp.ts';

export type PasskeyInput = {
  /** Base64url, as browsers give it. */
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: readonly string[];
  name: string;
  /** Synchronised to other devices. */
  backedUp: boolean;
};
export type Passkey = {
  factorId: string;
  personId: string;
  credentialId: string;
  publicKey: Uint8Array;
  counter: number;
  transports: string[];
  name: string;
  backedUp: boolean;
};

const HANDLE_BYTES = 32;
const COLUMNS = `k.factor_id AS "factorId", f.person_id AS "personId", k.credential_id AS "credentialId",
  k.public_key AS "publicKey", k.counter::float8 AS counter, k.transports, f.name, k.backed_up AS "backedUp"
  FROM directory.passkey k JOIN directory.factor f ON f.id = k.factor_id`;

/** Throws `directory.taken`, `directory.too_many_factors`, `directory.invalid`, `directory.not_found`. */
export async function addPasskey(deps: StoreDeps, o: PasskeyInput & { personId: string }): Promise<AddedFactor> {
  const { personId } = o;
  const name = checkFactorName(o.name);
  const id = newId('fac', deps.random);
  const at = deps.now();
  return storing({ kind: 'person', id: personId }, () =>
    deps.database.transaction(async (tx) => {
      await lockPerson(tx, personId);
      await checkRoom(tx, personId);
      await insertFactor(tx, { id, personId, kind: 'passkey', name, at });
      await tx.query(
        `INSERT INTO directory.passkey (factor_id, credential_id, public_key, counter, transports, backed_up)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, o.credentialId, Buffer.from(o.publicKey), o.counter, o.transports, o.backedUp],
      );
      const recoveryCodes = await makeFirstCodes(tx, { personId, at, random: deps.random });
      const details = { factorId: id, kind: 'passkey', name };
      await appendEntries(tx, [{ actor: personId, action: 'factor.added', target: personId, details }], at);
      return { factor: { id, kind: 'passkey', name, createdAt: at, lastUsedAt: null }, recoveryCodes };
    }),
  );
}

export function findPasskeysOf(database: Queryable, personId: string): Promise<Passkey[]> {
  return database.query<Passkey>(`SELECT ${COLUMNS} WHERE f.person_id = $1 ORDER BY f.created_at, f.id`, [personId]);
}

export async function findPasskey(database: Queryable, credentialId: string): Promise<Passkey | undefined> {
  const [passkey] = await database.query<Passkey>(`SELECT ${COLUMNS} WHERE k.credential_id = $1`, [credentialId]);
  return passkey;
}

/**
 * Stores the counter of a verified answer (webauthn §6.1.1): one that does not grow may come from a copy, unless the
 * authenticator never counts. Throws `directory.passkey_cloned` (audited), `directory.not_found`.
 */
export async function useCounter(deps: StoreDeps, o: { credentialId: string; counter: number }): Promise<void> {
  const { credentialId, counter } = o;
  const at = deps.now();
  const used = await deps.database.query(
    `WITH used AS (
       UPDATE directory.passkey SET counter = $2
       WHERE credential_id = $1 AND (counter < $2 OR (counter = 0 AND $2 = 0)) RETURNING factor_id)
     UPDATE directory.factor f SET last_used_at = $3 FROM used WHERE f.id = used.factor_id RETURNING 1`,
    [credentialId, counter, at],
  );
  if (used.length > 0) return;
  const passkey = await findPasskey(deps.database, credentialId);
  if (passkey === undefined) throw directoryErrors.notFound({ kind: 'passkey', id: credentialId.slice(0, 20) });
  const { factorId, personId } = passkey;
  const details = { factorId, stored: passkey.counter, received: counter };
  const entry = { actor: personId, action: 'factor.passkey_cloned', target: personId, details };
  await deps.database.transaction((tx) => appendEntries(tx, [entry], at));
  throw directoryErrors.passkeyCloned();
}

/** The person for an authenticator: random, so that a passkey tells nothing about who has it (webauthn §14.6.1). */
export async function userHandleOf(deps: StoreDeps, personId: string): Promise<Uint8Array> {
  await storing({ kind: 'person', id: personId }, () =>
    deps.database.query(
      'INSERT INTO directory.user_handle (person_id, handle) VALUES ($1, $2) ON CONFLICT (person_id) DO NOTHING',
      [personId, Buffer.from(deps.random(HANDLE_BYTES))],
    ),
  );
  const [row] = await deps.database.query<{ handle: Buffer }>(
    'SELECT handle FROM directory.user_handle WHERE person_id = $1',
    [personId],
  );
  if (row === undefined) throw directoryErrors.notFound({ kind: 'person', id: personId });
  return new Uint8Array(row.handle);
}

export async function findByUserHandle(database: Queryable, handle: Uint8Array): Promise<string | undefined> {
  const [row] = await database.query<{ personId: string }>(
    'SELECT person_id AS "personId" FROM directory.user_handle WHERE handle = $1',
    [Buffer.from(handle)],
  );
  return row?.personId;
}
