// There is always an active owner, however many try to demote, suspend or delete each other at the same time.
import type { Queryable } from '@keyshift/postgres';
import { directoryErrors } from '../errors.ts';
import type { Person } from './person-rules.ts';

type Standing = Pick<Person, 'id' | 'role' | 'state'>;

function isActiveOwner(person: Standing | undefined): boolean {
  return person?.role === 'owner' && person.state === 'active';
}

/**
 * Call it in the transaction that changes `before` to `after` (undefined: deleted). Throws `directory.last_owner`.
 * The lock makes rivals wait for each other's commit, so that the second one counts what the first has left.
 */
export async function guardOwners(tx: Queryable, before: Standing, after: Standing | undefined): Promise<void> {
  if (!isActiveOwner(before) || isActiveOwner(after)) return;
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('keyshift.owners', 0))`);
  const others = await tx.query(
    `SELECT 1 FROM directory.person WHERE role = 'owner' AND state = 'active' AND id <> $1 LIMIT 1`,
    [before.id],
  );
  if (others.length === 0) throw directoryErrors.lastOwner();
}
