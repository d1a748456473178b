// Where attempts come from: an address, and the network around it. Whoever has many addresses has them next to each other.
import { isIPv4, isIPv6 } from 'node:net';
import type { Queryable } from '@keyshift/postgres';
import { type AttemptLimits, counterSql } from './attempts.ts';

const WINDOW_SECONDS = 900;

/** Many people may share an address; a guesser who goes from name to name meets this one. */
export const ADDRESS_LIMITS: AttemptLimits = { lockAfter: 50, firstDelaySeconds: 30, memorySeconds: WINDOW_SECONDS };
/** Two addresses' worth: one that is locked counts no further, so that it cannot lock its neighbours out alone. */
const SUBNET_LIMITS: AttemptLimits = { ...ADDRESS_LIMITS, lockAfter: 100 };
// While wrong passwords come from everywhere, a tenth is enough to tell a network of guessers from an office.
const TENTH = 10;

function groupsOf(address: string): string[] {
  const [left = '', right] = (address.split('%')[0] ?? '').split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  return (right === undefined ? head : [...head, ...zeros, ...tail]).map((one) =>
    Number.parseInt(one, 16).toString(16),
  );
}

function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 64);
}

/** Who has one IPv6 address has 2^64 of them, so the network counts. */
export function subjectOfAddress(address: string): string {
  const plain = plainAddress(address);
  return `address:${isIPv6(plain) ? `${groupsOf(plain).slice(0, 4).join(':')}::/64` : plain}`;
}

/** The network as it is told: an IPv4 /24, or the IPv6 /48 that a site is commonly given. */
export function subnetOf(address: string): string {
  const plain = plainAddress(address);
  if (isIPv6(plain)) return `${groupsOf(plain).slice(0, 3).join(':')}::/48`;
  return isIPv4(plain) ? plain.replace(/\d+$/, '0/24') : plain;
}

function counterOf(limits: AttemptLimits, lockAfter: string): { first: string; oneMore: string } {
  return counterSql({ ...limits, lockAfter, now: '$3', since: 'first' });
}

// The subnet is read before the address is counted: while it is locked, its addresses leave no rows.
const CLAIM = `
  WITH address AS (
    INSERT INTO directory.sign_in_attempt AS mine (subject, failures, last_at, locked_until)
    SELECT $1::text, ${counterOf(ADDRESS_LIMITS, '$4').first}
    WHERE NOT EXISTS (SELECT 1 FROM directory.sign_in_attempt WHERE subject = $2::text AND locked_until > $3)
    ${counterOf(ADDRESS_LIMITS, '$4').oneMore} RETURNING 1
  ), subnet AS (
    INSERT INTO directory.sign_in_attempt AS mine (subject, failures, last_at, locked_until)
    SELECT $2::text, ${counterOf(SUBNET_LIMITS, '$5').first} FROM address
    ${counterOf(SUBNET_LIMITS, '$5').oneMore} RETURNING mine.failures
  ) SELECT failures FROM subnet`;

export type NetworkClaim = {
  readonly isOpen: boolean;
  /** The attempt is one too many for the whole subnet, unless it is taken back. */
  readonly isSubnetFull: boolean;
};

/** As `claimAttempt`, for an address and its subnet at once and within windows of a quarter of an hour. */
export async function claimNetwork(
  database: Queryable,
  o: { address: string; isTight: boolean; now: Date },
): Promise<NetworkClaim> {
  const divisor = o.isTight ? TENTH : 1;
  const lockAfter = SUBNET_LIMITS.lockAfter / divisor;
  const [row] = await database.query<{ failures: number }>(CLAIM, [
    ...[subjectOfAddress(o.address), `subnet:${subnetOf(o.address)}`, o.now],
    ...[ADDRESS_LIMITS.lockAfter / divisor, lockAfter],
  ]);
  return { isOpen: row !== undefined, isSubnetFull: row !== undefined && row.failures >= lockAfter };
}

/**
 * After a success: the account's failures are forgotten. At the address and in its subnet only this one was no failure;
 * the others stay, or a guesser with one account could wipe them. Rows are locked in the order in which they are claimed.
 */
export async function forgiveSignIn(
  database: Queryable,
  o: { account: string; address: string | undefined },
): Promise<void> {
  const subjects = o.address === undefined ? [] : [subjectOfAddress(o.address), `subnet:${subnetOf(o.address)}`];
  await database.query(
    `WITH forgiven AS (DELETE FROM directory.sign_in_attempt WHERE subject = $1)
     UPDATE directory.sign_in_attempt SET failures = greatest(failures - 1, 0), locked_until = '-infinity'
     WHERE subject IN (
       SELECT subject FROM directory.sign_in_attempt WHERE subject = ANY ($2::text[]) ORDER BY subject FOR UPDATE)`,
    [o.account, subjects],
  );
}
