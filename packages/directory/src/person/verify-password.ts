// Checks a password so that nobody can tell an unknown person from a wrong password, by answer or by time.
import { Secret } from '@keyshift/base';
import {
  ADDRESS_LIMITS,
  accountLimits,
  claimAttempt,
  forgiveAttempts,
  subjectOfAddress,
  subjectOfUnknown,
  takeBackAttempt,
} from '../credential/attempts.ts';
import { hashOfDevice, knownDeviceSql, subjectOfDevice } from '../credential/known-device.ts';
import { isPasswordLength } from '../credential/password-rules.ts';
import type { StoreDeps } from '../deps.ts';
import { type SettingsValues, withDefaults } from '../settings/settings-rules.ts';
import { PERSON_COLUMNS } from './columns.ts';
import type { Person } from './person-rules.ts';

export type PasswordAttempt = {
  username: string;
  password: Secret;
  /** Where the attempt comes from; told, failures are counted there too. */
  address?: string | undefined;
  /** What the browser holds since a sign-in before; see known-device. */
  device?: Secret | undefined;
};
export type PasswordVerdict =
  | {
      accepted: true;
      person: Person;
      /** It is older than the policy allows: let them choose a new one, and nothing else. */
      passwordExpired: boolean;
    }
  /** The reason is for the audit log, never for the person at the screen. */
  | { accepted: false; reason: RefusalReason; personId: string | undefined };
/** `throttled`: too many failures from this address. */
type RefusalReason = 'unknown' | 'wrong' | 'locked' | 'not_active' | 'throttled';

type Row = Person & { hash: string | null; changedAt: Date | null; isKnownDevice: boolean };
type Found = { row: Row | undefined; settings: SettingsValues };

const LONGEST_USERNAME = 64;
const DAY_MS = 86_400_000;

async function findRow(
  { database, now }: StoreDeps,
  { username, device }: { username: string; device: Secret | undefined },
): Promise<Found> {
  const [found] = await database.query<Partial<Row> & { settings: SettingsValues | null }>(
    `SELECT s.value AS settings, ${PERSON_COLUMNS}, w.hash, w.changed_at AS "changedAt",
       known.hash IS NOT NULL AS "isKnownDevice"
     FROM (SELECT 1) one
     LEFT JOIN directory.settings s ON true
     LEFT JOIN directory.person p ON p.username = $1
     LEFT JOIN directory.password w ON w.person_id = p.id
     ${knownDeviceSql({ hash: '$2', now: '$3' })}`,
    [username, hashOfDevice(device), now()],
  );
  const { settings, ...row } = found ?? { settings: null };
  const isFound = typeof row.id === 'string';
  return { settings: withDefaults(settings ?? {}), row: isFound ? (row as Row) : undefined };
}

function canonicalUsername(typed: string): string {
  // A NUL cannot travel to PostgreSQL; no user name has one.
  return typed
    .trim()
    .toLowerCase()
    .replaceAll('\0', '\u{fffd}')
    .slice(0, LONGEST_USERNAME + 1);
}

export async function verifyPassword(deps: StoreDeps, o: PasswordAttempt): Promise<PasswordVerdict> {
  const username = canonicalUsername(o.username);
  const { device } = o;
  const { row, settings } = await findRow(deps, { username, device });
  const known = row?.isKnownDevice === true && device !== undefined ? subjectOfDevice(row.id, device) : undefined;
  const subject = known ?? row?.id ?? subjectOfUnknown(username);
  // Who is known for one account cannot go from name to name, so others at the same address do not slow them down.
  const address = o.address === undefined || known !== undefined ? undefined : subjectOfAddress(o.address);
  const claim = { now: deps.now() };
  const isAddressOpen =
    address === undefined ||
    (await claimAttempt(deps.database, { ...claim, subject: address, limits: ADDRESS_LIMITS }));
  const limits = accountLimits(settings.signIn);
  const isOpen = isAddressOpen && (await claimAttempt(deps.database, { ...claim, subject, limits }));
  const stored = isOpen && isPasswordLength(o.password) ? (row?.hash ?? undefined) : undefined;
  const isRight = await deps.passwordHashing.verify(shortened(o.password), stored);
  if (!isAddressOpen) return { accepted: false, reason: 'throttled', personId: row?.id };
  if (row === undefined) return { accepted: false, reason: 'unknown', personId: undefined };
  if (!isOpen) return { accepted: false, reason: 'locked', personId: row.id };
  if (!isRight) return { accepted: false, reason: 'wrong', personId: row.id };
  await forgiveAttempts(deps.database, subject);
  if (address !== undefined) await takeBackAttempt(deps.database, address);
  return decide(row, settings, deps.now());
}

function decide(row: Row, settings: SettingsValues, now: Date): PasswordVerdict {
  if (row.state !== 'active') return { accepted: false, reason: 'not_active', personId: row.id };
  const { hash: _hash, changedAt, isKnownDevice: _known, ...person } = row;
  const { expiresAfterDays } = settings.password;
  const age = now.getTime() - (changedAt?.getTime() ?? 0);
  return { accepted: true, person, passwordExpired: expiresAfterDays > 0 && age > expiresAfterDays * DAY_MS };
}

// A password beyond the limit is wrong anyway, and must not cost more than another.
function shortened(password: Secret): Secret {
  return isPasswordLength(password) ? password : new Secret('length refused');
}
