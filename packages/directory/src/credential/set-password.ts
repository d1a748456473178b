// Storing a new password: policy, history, and what ends with the old one.
import type { Secret } from '@keyshift/base';
import type { Queryable } from '@keyshift/postgres';
import { appendEntries } from '../audit/append-entries.ts';
import type { AuditEntry } from '../audit/entry.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { readSettings } from '../settings/store.ts';
import { storing } from '../store-error.ts';
import { liftPasswordLocks } from './attempts.ts';
import { checkPassword, isPasswordLength, type Owner } from './password-rules.ts';

// The most that the policy can ask for.
const KEPT_HASHES = 24;

/** Throws `directory.not_found`, `directory.invalid`, `directory.busy`. */
export async function setPassword(
  deps: StoreDeps,
  o: { personId: string; password: Secret; actor: string },
): Promise<void> {
  const { personId, actor } = o;
  const hash = await prepareHash(deps, o);
  await storing({ kind: 'person', id: personId }, () =>
    deps.database.transaction(async (tx) => {
      await storeHash(tx, { personId, hash, at: deps.now() });
      await appendEntries(tx, [passwordEntry(personId, actor)], deps.now());
    }),
  );
}

export function passwordEntry(personId: string, actor: string): AuditEntry {
  return { actor, action: 'person.password_changed', target: personId };
}

/** Checks everything about the password, then hashes it. Throws as `setPassword`. */
export async function prepareHash(deps: StoreDeps, o: { personId: string; password: Secret }): Promise<string> {
  const { personId, password } = o;
  const [owner] = await deps.database.query<Owner>(
    'SELECT username, display_name AS "displayName", email FROM directory.person WHERE id = $1',
    [personId],
  );
  if (owner === undefined) throw directoryErrors.notFound({ kind: 'person', id: personId });
  const { password: policy } = await readSettings(deps.database);
  // One too long is refused anyway, and must not be hashed against the old ones.
  const isOld = isPasswordLength(password) && (await wasUsed(deps, { ...o, depth: policy.history }));
  checkPassword(password, { policy, owner, isCommon: deps.isCommonPassword, isOld });
  return deps.passwordHashing.hash(password);
}

async function wasUsed(deps: StoreDeps, o: { personId: string; password: Secret; depth: number }): Promise<boolean> {
  if (o.depth === 0) return false;
  const hashes = await deps.database.query<{ hash: string }>(
    `(SELECT hash FROM directory.password WHERE person_id = $1)
     UNION ALL (SELECT hash FROM directory.password_history WHERE person_id = $1 ORDER BY sequence DESC LIMIT $2)`,
    [o.personId, o.depth - 1],
  );
  for (const { hash } of hashes) if (await deps.passwordHashing.verify(o.password, hash)) return true;
  return false;
}

/** Inside the caller's transaction. The old hash goes to the history; locks and links to set a password end. */
export async function storeHash(tx: Queryable, o: { personId: string; hash: string; at: Date }): Promise<void> {
  const { personId, hash, at } = o;
  await tx.query(
    `INSERT INTO directory.password_history (person_id, hash, replaced_at)
     SELECT person_id, hash, $2 FROM directory.password WHERE person_id = $1`,
    [personId, at],
  );
  await tx.query(
    `DELETE FROM directory.password_history h WHERE person_id = $1 AND sequence NOT IN (
       SELECT sequence FROM directory.password_history WHERE person_id = $1 ORDER BY sequence DESC LIMIT ${KEPT_HASHES})`,
    [personId],
  );
  await tx.query(
    `INSERT INTO directory.password (person_id, hash, changed_at) VALUES ($1, $2, $3)
     ON CONFLICT (person_id) DO UPDATE SET hash = $2, changed_at = $3`,
    [personId, hash, at],
  );
  await liftPasswordLocks(tx, personId);
  await tx.query('DELETE FROM directory.one_time_token WHERE person_id = $1', [personId]);
}
