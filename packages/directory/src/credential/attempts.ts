// Slows guessing down: failures are counted in PostgreSQL, and beyond a limit each costs a growing delay.
import { createHash } from 'node:crypto';
import type { Queryable } from '@keyshift/postgres';

export type AttemptLimits = {
  /** The failure that locks. */
  readonly lockAfter: number;
  /** Each further failure doubles it. */
  readonly firstDelaySeconds: number;
  /** Failures are forgotten that long after the last one. */
  readonly memorySeconds: number;
};

const LONGEST_DELAY_SECONDS = 900;
const DAY_SECONDS = 86_400;
// Unknown user names share this many counters: the same work, without a table that strangers can fill.
const UNKNOWN_COUNTERS = 1_024;

/** Mails with a link that anybody can have sent to a person: three at once, then ever fewer. */
export const LINK_LIMITS: AttemptLimits = { lockAfter: 3, firstDelaySeconds: 300, memorySeconds: 3_600 };
export const FACTOR_LIMITS: AttemptLimits = { lockAfter: 5, firstDelaySeconds: 30, memorySeconds: DAY_SECONDS };

export function accountLimits(o: { lockAfterFailures: number; lockSeconds: number }): AttemptLimits {
  return { lockAfter: o.lockAfterFailures, firstDelaySeconds: o.lockSeconds, memorySeconds: DAY_SECONDS };
}

export function subjectOfUnknown(username: string): string {
  return `unknown:${createHash('sha256').update(username).digest().readUInt32BE(0) % UNKNOWN_COUNTERS}`;
}

type Counter = {
  /** Placeholders and numbers, as SQL. */
  readonly now: string;
  readonly lockAfter: string | number;
  readonly firstDelaySeconds: string | number;
  readonly memorySeconds: string | number;
  /** What `memorySeconds` are counted from: the last failure, or the first of a window. */
  readonly since: 'last' | 'first';
};

/**
 * The values of a row's first failure, and what one more does to a row that is not locked. Not locked is `-infinity`, not
 * the time of the last attempt: a clock that is set back must not lock anybody out.
 */
export function counterSql(o: Counter): { first: string; oneMore: string } {
  const { now, lockAfter, firstDelaySeconds: delay, since } = o;
  const isForgotten = `mine.last_at < ${now}::timestamptz - make_interval(secs => ${o.memorySeconds})`;
  const count = `CASE WHEN ${isForgotten} THEN 1 ELSE mine.failures + 1 END`;
  const lockedUntil = (failures: string) => `CASE WHEN (${failures}) < ${lockAfter} THEN '-infinity'::timestamptz
    ELSE ${now}::timestamptz + make_interval(secs =>
      least(${delay} * 2 ^ least((${failures}) - ${lockAfter}, 10), greatest(${LONGEST_DELAY_SECONDS}, ${delay}))) END`;
  const lastAt = since === 'last' ? now : `CASE WHEN ${isForgotten} THEN ${now} ELSE mine.last_at END`;
  return {
    first: `1, ${now}::timestamptz, ${lockedUntil('1')}`,
    oneMore: `ON CONFLICT (subject) DO UPDATE SET failures = ${count}, last_at = ${lastAt},
      locked_until = ${lockedUntil(count)} WHERE mine.locked_until <= ${now}`,
  };
}

const { first: FIRST, oneMore: ONE_MORE } = counterSql({
  ...{ now: '$2', lockAfter: '$3', firstDelaySeconds: '$4', memorySeconds: '$5', since: 'last' },
});

/**
 * Counts an attempt as failed until it is forgiven; false while the subject is locked. Counting before the password
 * is looked at keeps parallel guesses within the limit.
 */
export async function claimAttempt(
  database: Queryable,
  o: { subject: string; limits: AttemptLimits; now: Date },
): Promise<boolean> {
  const { lockAfter, firstDelaySeconds, memorySeconds } = o.limits;
  const rows = await database.query(
    `INSERT INTO directory.sign_in_attempt AS mine (subject, failures, last_at, locked_until)
     VALUES ($1, ${FIRST}) ${ONE_MORE} RETURNING 1`,
    [o.subject, o.now, lockAfter, firstDelaySeconds, memorySeconds],
  );
  return rows.length > 0;
}

/** After a success: the subject's failures are forgotten. */
export async function forgiveAttempts(database: Queryable, subject: string): Promise<void> {
  await database.query('DELETE FROM directory.sign_in_attempt WHERE subject = $1', [subject]);
}

/** The counter of links that were asked for a person. */
export function subjectOfLinks(personId: string): string {
  return `link:${personId}`;
}

/** Whatever was counted against the person's password, from anywhere. Call it before the person is deleted. */
export async function liftPasswordLocks(tx: Queryable, personId: string): Promise<void> {
  await tx.query(
    `DELETE FROM directory.sign_in_attempt WHERE subject IN ($1, $2) OR subject IN (
       SELECT 'device:' || person_id || ':' || encode(hash, 'hex') FROM directory.known_device WHERE person_id = $1)`,
    [personId, subjectOfLinks(personId)],
  );
}
