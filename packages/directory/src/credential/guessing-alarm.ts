// Notices that passwords are guessed from everywhere at once, which neither an account nor a network can see.
import type { Database, Queryable } from '@keyshift/postgres';
import { appendAudit } from '../audit/store.ts';
import { type AttemptLimits, claimAttempt } from './attempts.ts';

const WINDOW_SECONDS = 900;
const EVERYWHERE = 'everywhere';
/** Wrong passwords of browsers that are not known, in one window: going off costs honest people little. */
const ALARM_FAILURES = 100;
const SHORTEST_PAUSE_SECONDS = 300;
const ONCE_A_WINDOW: AttemptLimits = {
  lockAfter: 1,
  firstDelaySeconds: WINDOW_SECONDS,
  memorySeconds: WINDOW_SECONDS,
};

/** Joins a row `alarm` while the alarm is on. */
export function alarmSql(o: { now: string }): string {
  return `LEFT JOIN directory.sign_in_attempt alarm ON alarm.subject = '${EVERYWHERE}' AND alarm.locked_until > ${o.now}`;
}

/**
 * While the alarm is on, each account takes one wrong password from browsers that are not known, then a pause. Nobody is
 * refused for what happened to others: a refusal here would let whoever trips the alarm lock everybody out.
 */
export function tightened(limits: AttemptLimits): AttemptLimits {
  const firstDelaySeconds = Math.max(limits.firstDelaySeconds, SHORTEST_PAUSE_SECONDS);
  return { ...limits, lockAfter: 1, firstDelaySeconds };
}

const COUNT = `
  INSERT INTO directory.sign_in_attempt AS mine (subject, failures, last_at, locked_until)
  VALUES ('${EVERYWHERE}', $2::integer, $1, '-infinity')
  ON CONFLICT (subject) DO UPDATE SET (failures, last_at, locked_until) = (
    SELECT now.failures, CASE WHEN old.is_over THEN $1 ELSE mine.last_at END,
      CASE WHEN $2 > 0 AND now.failures >= ${ALARM_FAILURES}
        THEN $1::timestamptz + interval '${WINDOW_SECONDS} seconds' ELSE mine.locked_until END
    FROM (SELECT mine.last_at < $1::timestamptz - interval '${WINDOW_SECONDS} seconds' AS is_over) old,
      LATERAL (SELECT CASE WHEN old.is_over THEN $2 ELSE mine.failures + $2 END AS failures) now)
  RETURNING failures`;

/**
 * After a failure of a browser that is not known. One that was not evaluated counts nothing but costs the same, so that
 * time does not tell which guesses count.
 */
export async function countFailure(database: Database, o: { isEvaluated: boolean; now: Date }): Promise<void> {
  const [row] = await database.query<{ failures: number }>(COUNT, [o.now, o.isEvaluated ? 1 : 0]);
  // Each hundred, lest a record that could not be stored is never told.
  if (!o.isEvaluated || row === undefined || row.failures % ALARM_FAILURES !== 0) return;
  await tellOnce(database, { action: 'sign_in.guessing_noticed', target: EVERYWHERE, now: o.now });
}

/** Keeps one entry a window, however many attempts meet the limit. */
export async function tellOnce(
  database: Database,
  { action, target, now }: { action: string; target: string; now: Date },
): Promise<void> {
  await database.transaction(async (tx: Queryable) => {
    const isFirst = await claimAttempt(tx, { subject: `told:${target}`, limits: ONCE_A_WINDOW, now });
    if (isFirst) await appendAudit(tx, { actor: 'system', action, target }, now);
  });
}
