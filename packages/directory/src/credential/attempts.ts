// Slows guessing down: failures are counted in PostgreSQL, and beyond a limit each costs a growing delay.
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { Queryable } from '@keyshift/postgres';

export type AttemptLimits = {
  /** The failure that locks. */
  readonly lockAfter: number;
  /** Each further failure doubles it. */
  readonly firstDelaySeconds: number;
  /** Failures older than that are forgotten. */
  readonly memorySeconds: number;
};

const LONGEST_DELAY_SECONDS = 900;
const DAY_SECONDS = 86_400;
// Unknown user names share this many counters: the same work, without a table that strangers can fill.
const UNKNOWN_COUNTERS = 1_024;

/** Many people may share an address; a guesser who goes from name to name meets this one. */
export const ADDRESS_LIMITS: AttemptLimits = { lockAfter: 50, firstDelaySeconds: 30, memorySeconds: 900 };
/** Mails with a link that anybody can have sent to a person: three at once, then ever fewer. */
export const LINK_LIMITS: AttemptLimits = { lockAfter: 3, firstDelaySeconds: 300, memorySeconds: 3_600 };
export const FACTOR_LIMITS: AttemptLimits = { lockAfter: 5, firstDelaySeconds: 30, memorySeconds: DAY_SECONDS };

export function accountLimits(o: { lockAfterFailures: number; lockSeconds: number }): AttemptLimits {
  return { lockAfter: o.lockAfterFailures, firstDelaySeconds: o.lockSeconds, memorySeconds: DAY_SECONDS };
}

export function subjectOfUnknown(username: string): string {
  return `unknown:${createHash('sha256').update(username).digest().readUInt32BE(0) % UNKNOWN_COUNTERS}`;
}

/** Who has one IPv6 address has 2^64 of them, so the network counts. */
export function subjectOfAddress(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 64);
  return `address:${isIPv6(plain) ? networkOf(plain) : plain}`;
}

function networkOf(address: string): string {
  const [left = '', right] = (address.split('%')[0] ?? '').split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  const groups = right === undefined ? head : [...head, ...zeros, ...tail];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/**
 * Counts an attempt as failed until it is forgiven; false while the subject is locked. Counting before the password
 * is looked at keeps parallel guesses within the limit. Not locked is `-infinity`, not the time of the last attempt: a clock
 * that is set back must not lock anybody out.
 */
export async function claimAttempt(
  database: Queryable,
  o: { subject: string; limits: AttemptLimits; now: Date },
): Promise<boolean> {
  const { lockAfter, firstDelaySeconds, memorySeconds } = o.limits;
  const count =
    'CASE WHEN mine.last_at < $2::timestamptz - make_interval(secs => $5) THEN 1 ELSE mine.failures + 1 END';
  const delay = `least($4 * 2 ^ least((${count}) - $3, 10), greatest(${LONGEST_DELAY_SECONDS}, $4))`;
  const rows = await database.query(
    `INSERT INTO directory.sign_in_attempt AS mine (subject, failures, last_at, locked_until)
     VALUES ($1, 1, $2, '-infinity')
     ON CONFLICT (subject) DO UPDATE SET
       failures = ${count},
       last_at = $2,
       locked_until = CASE WHEN (${count}) < $3 THEN '-infinity'::timestamptz
         ELSE $2::timestamptz + make_interval(secs => ${delay}) END
     WHERE mine.locked_until <= $2
     RETURNING 1`,
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

/** After a success: this one was no failure, but the others stay, or a guesser with one account could wipe them. */
export async function takeBackAttempt(database: Queryable, subject: string): Promise<void> {
  await database.query(
    `UPDATE directory.sign_in_attempt SET failures = greatest(failures - 1, 0), locked_until = '-infinity'
     WHERE subject = $1`,
    [subject],
  );
}
