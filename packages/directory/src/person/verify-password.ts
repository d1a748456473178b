// Checks a password so that nobody can tell an unknown person from a wrong password, by answer or by time.
import { Secret } from '@keyshift/base';
import { claimAttempt, forgiveAttempts, subjectOfUnknown } from '../credential/attempts.ts';
import { isPasswordLength } from '../credential/password-rules.ts';
import type { StoreDeps } from '../deps.ts';
import type { Person } from './person-rules.ts';

export type PasswordVerdict =
  | { accepted: true; person: Person }
  /** The reason is for the audit log, never for the person at the screen. */
  | { accepted: false; reason: 'unknown' | 'wrong' | 'locked' | 'not_active'; personId: string | undefined };

type Row = Person & { hash: string | null };

const LONGEST_USERNAME = 64;

async function findRow(deps: StoreDeps, username: string): Promise<Row | undefined> {
  const [row] = await deps.database.query<Row>(
    `SELECT p.id, p.username, p.display_name AS "displayName", p.email, p.state, p.admin, w.hash
     FROM directory.person p LEFT JOIN directory.password w ON w.person_id = p.id WHERE p.username = $1`,
    [username],
  );
  return row;
}

function canonicalUsername(typed: string): string {
  // A NUL cannot travel to PostgreSQL; no user name has one.
  return typed
    .trim()
    .toLowerCase()
    .replaceAll('\0', '\u{fffd}')
    .slice(0, LONGEST_USERNAME + 1);
}

export async function verifyPassword(
  deps: StoreDeps,
  o: { username: string; password: Secret },
): Promise<PasswordVerdict> {
  const username = canonicalUsername(o.username);
  const row = await findRow(deps, username);
  const subject = row?.id ?? subjectOfUnknown(username);
  const isOpen = await claimAttempt(deps.database, subject, deps.now());
  const stored = isOpen && isPasswordLength(o.password) ? (row?.hash ?? undefined) : undefined;
  const isRight = await deps.passwordHashing.verify(shortened(o.password), stored);
  if (row === undefined) return { accepted: false, reason: 'unknown', personId: undefined };
  if (!isOpen) return { accepted: false, reason: 'locked', personId: row.id };
  if (!isRight) return { accepted: false, reason: 'wrong', personId: row.id };
  await forgiveAttempts(deps.database, subject);
  if (row.state !== 'active') return { accepted: false, reason: 'not_active', personId: row.id };
  const { hash: _hash, ...person } = row;
  return { accepted: true, person };
}

// A password beyond the limit is wrong anyway, and must not cost more than another.
function shortened(password: Secret): Secret {
  return isPasswordLength(password) ? password : new Secret('length refused');
}
