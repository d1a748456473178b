// Browsers a person has signed in from before. Their failures are counted apart from everybody else's, so that a stranger
// who gets an account locked does not lock out the one whose account it is.
import { createHash } from 'node:crypto';
import { Secret } from '@keyshift/base';
import type { StoreDeps } from '../deps.ts';

const SECRET_BYTES = 32;
const DAYS = 180;
/** Beyond that the one that was not used for longest is forgotten. */
const MOST_DEVICES = 20;

export function hashOfDevice(device: Secret | undefined): Buffer {
  return device === undefined ? Buffer.alloc(0) : createHash('sha256').update(device.reveal()).digest();
}

/** The counter of a person's failures from one known browser. */
export function subjectOfDevice(personId: string, device: Secret): string {
  return `device:${personId}:${hashOfDevice(device).toString('hex')}`;
}

/** Joins `known` to a person `p` if the hash in the parameter is of a browser that is still known. */
export function knownDeviceSql(o: { hash: string; now: string }): string {
  return `LEFT JOIN directory.known_device known ON known.person_id = p.id AND known.hash = ${o.hash}
       AND known.last_used_at > ${o.now}::timestamptz - interval '${DAYS} days'`;
}

/**
 * After a sign-in. What the browser held before is worth nothing then, for all who sign in there: whoever had it planted
 * gains nothing. Gives what the browser has to hold from now on.
 */
export async function rememberDevice(
  deps: StoreDeps,
  o: { personId: string; device: Secret | undefined },
): Promise<{ device: Secret; days: number }> {
  const { personId } = o;
  const device = new Secret(Buffer.from(deps.random(SECRET_BYTES)).toString('base64url'));
  await deps.database.transaction(async (tx) => {
    await tx.query('UPDATE directory.known_device SET hash = $2 WHERE hash = $1', [
      ...[hashOfDevice(o.device), hashOfDevice(device)],
    ]);
    await tx.query(
      `INSERT INTO directory.known_device (person_id, hash, last_used_at) VALUES ($1, $2, $3)
       ON CONFLICT (person_id, hash) DO UPDATE SET last_used_at = $3`,
      [personId, hashOfDevice(device), deps.now()],
    );
    await tx.query(
      `DELETE FROM directory.known_device WHERE person_id = $1 AND hash NOT IN (
         SELECT hash FROM directory.known_device WHERE person_id = $1 ORDER BY last_used_at DESC LIMIT ${MOST_DEVICES})`,
      [personId],
    );
  });
  return { device, days: DAYS };
}
