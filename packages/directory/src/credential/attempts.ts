// Slows guessing down: failures are counted in PostgreSQL, and from the fifth on each costs a growing delay.
import { createHash } from 'node:crypto';
import type { Queryable } from '@keyshift/postgres';

const FREE_FAILURES = 4;
const FIRST_DELAY_SECONDS = 30;
const LONGEST_DELAY_SECONDS = 900;
// Old failures are forgotten after a day.
const MEMORY_SECONDS = 86_400;
// Unknown user names share this many counters: the same work, without a table that strangers can fill.
const UNKNOWN_COUNTERS = 1_024;

export function subjectOfUnknown(username: string): string {
  return `unknown:${createHash('sha256').update(username).digest().readUInt32BE(0) % UNKNOWN_COUNTERS}`;
}

/**
 * Counts an attempt as failed until `forgiveAttempts`; false while the subject is locked. Counting before the password
 * is looked at keeps parallel guesses within the limit.
 */
export async function claimAttempt(database: Queryable, subject: string, now: Date): Promise<boolean> {
  const count = `CASE WHEN mine.last_at < $2::timestamptz - interval '${MEMORY_SECONDS} seconds'
    THEN 1 ELSE mine.failures + 1 END`;
  const delay = `least(${FIRST_DELAY_SECONDS} * 2 ^ least((${count}) - ${FREE_FAILURES + 1}, 10), ${LONGEST_DELAY_SECONDS})`;
  const rows = await database.query(
    `INSERT INTO directory.sign_in_attempt AS mine (subject, failures, last_at, locked_until)
     VALUES ($1, 1, $2, $2)
     ON CONFLICT (subject) DO UPDATE SET
       failures = ${count},
       last_at = $2,
       locked_until = CASE WHEN (${count}) <= ${FREE_FAILURES} THEN $2::timestamptz
         ELSE $2::timestamptz + make_interval(secs => ${delay}) END
     WHERE mine.locked_until <= $2
     RETURNING 1`,
    [subject, now],
  );
  return rows.length > 0;
}

export async function forgiveAttempts(database: Queryable, subject: string): Promise<void> {
  await database.query('DELETE FROM directory.sign_in_attempt WHERE subject = $1', [subject]);
}
