// What an administrator sees about a person beside the record, and lifting a lock.
import type { Queryable } from '@keyshift/postgres';
import { appendEntries } from '../audit/append-entries.ts';
import { forgiveAttempts, liftPasswordLocks } from '../credential/attempts.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { lockPerson, STORED_COLUMNS } from './columns.ts';
import type { StoredPerson } from './person-rules.ts';

export type PersonDetails = StoredPerson & {
  /** Null unless sign-in is locked now. */
  lockedUntil: Date | null;
  hasPassword: boolean;
  passwordChangedAt: Date | null;
  /** Recovery codes are not counted. */
  factorCount: number;
};

/** Throws `directory.not_found`. */
export async function findDetails(database: Queryable, id: string, now: Date): Promise<PersonDetails> {
  const [row] = await database.query<PersonDetails>(
    `SELECT ${STORED_COLUMNS}, w.hash IS NOT NULL AS "hasPassword", w.changed_at AS "passwordChangedAt",
       (SELECT locked_until FROM directory.sign_in_attempt WHERE subject = p.id AND locked_until > $2) AS "lockedUntil",
       (SELECT count(*) FROM directory.factor f WHERE f.person_id = p.id AND f.kind <> 'recovery_codes')::integer
         AS "factorCount"
     FROM directory.person p LEFT JOIN directory.password w ON w.person_id = p.id WHERE p.id = $1`,
    [id, now],
  );
  if (row === undefined) throw directoryErrors.notFound({ kind: 'person', id });
  return row;
}

/** Lifts the locks of password and second factor. Throws `directory.not_found`. */
export async function unlockPerson(deps: StoreDeps, id: string, actor: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    await lockPerson(tx, id);
    await liftPasswordLocks(tx, id);
    await forgiveAttempts(tx, `factor:${id}`);
    await appendEntries(tx, [{ actor, action: 'person.unlocked', target: id }], deps.now());
  });
}

/** Not a change of the record: neither version nor audit log know of it (the sign-in has an entry of its own). */
export async function recordSignIn(database: Queryable, id: string, at: Date): Promise<void> {
  await database.query('UPDATE directory.person SET last_sign_in_at = $2 WHERE id = $1', [id, at]);
}
