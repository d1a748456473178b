// Checks a password so that nobody can tell an unknown person from a wrong password, by answer or by time.
import { Secret } from '@keyshift/base';
import { accountLimits, claimAttempt, subjectOfUnknown } from '../credential/attempts.ts';
import { alarmSql, countFailure, tellOnce, tightened } from '../credential/guessing-alarm.ts';
import { hashOfDevice, knownDeviceSql, subjectOfDevice } from '../credential/known-device.ts';
import { claimNetwork, forgiveSignIn, type NetworkClaim, subnetOf } from '../credential/network.ts';
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
/** `throttled`: too many failures from this address or its subnet. */
type RefusalReason = 'unknown' | 'wrong' | 'locked' | 'not_active' | 'throttled';

type Row = Person & { hash: string | null; changedAt: Date | null; isKnownDevice: boolean };
type Found = { row: Row | undefined; settings: SettingsValues; isAlarm: boolean };
/** What counts the attempt, and whether it may be looked at. */
type Claim = NetworkClaim & {
  readonly subject: string;
  /** Undefined if the address plays no part. */
  readonly address: string | undefined;
  readonly isAccountOpen: boolean;
};

const LONGEST_USERNAME = 64;
const DAY_MS = 86_400_000;

async function findRow(
  { database, now }: StoreDeps,
  { username, device }: { username: string; device: Secret | undefined },
): Promise<Found> {
  const [found] = await database.query<Partial<Row> & { settings: SettingsValues | null; isAlarm: boolean }>(
    `SELECT s.value AS settings, ${PERSON_COLUMNS}, w.hash, w.changed_at AS "changedAt",
       known.hash IS NOT NULL AS "isKnownDevice",
       alarm.subject IS NOT NULL AS "isAlarm"
     FROM (SELECT 1) one
     LEFT JOIN directory.settings s ON true
     LEFT JOIN directory.person p ON p.username = $1
     LEFT JOIN directory.password w ON w.person_id = p.id
     ${knownDeviceSql({ hash: '$2', now: '$3' })}
     ${alarmSql({ now: '$3' })}`,
    [username, hashOfDevice(device), now()],
  );
  const { settings, isAlarm, ...row } = found ?? { settings: null, isAlarm: false };
  const isFound = typeof row.id === 'string';
  return { settings: withDefaults(settings ?? {}), row: isFound ? (row as Row) : undefined, isAlarm };
}

function canonicalUsername(typed: string): string {
  // A NUL cannot travel to PostgreSQL; no user name has one.
  return typed
    .trim()
    .toLowerCase()
    .replaceAll('\0', '\u{fffd}')
    .slice(0, LONGEST_USERNAME + 1);
}

async function claim(deps: StoreDeps, o: PasswordAttempt, { row, settings, isAlarm }: Found): Promise<Claim> {
  const { device } = o;
  const known = row?.isKnownDevice === true && device !== undefined ? subjectOfDevice(row.id, device) : undefined;
  const subject = known ?? row?.id ?? subjectOfUnknown(canonicalUsername(o.username));
  // Who is known for one account cannot go from name to name, so what others do anywhere does not slow them down.
  const address = known === undefined ? o.address : undefined;
  const now = deps.now();
  const network =
    address === undefined
      ? { isOpen: true, isSubnetFull: false }
      : await claimNetwork(deps.database, { address, isTight: isAlarm, now });
  const account = accountLimits(settings.signIn);
  const limits = isAlarm && address !== undefined ? tightened(account) : account;
  const isAccountOpen = network.isOpen && (await claimAttempt(deps.database, { subject, limits, now }));
  return { ...network, subject, address, isAccountOpen };
}

export async function verifyPassword(deps: StoreDeps, o: PasswordAttempt): Promise<PasswordVerdict> {
  const found = await findRow(deps, { username: canonicalUsername(o.username), device: o.device });
  const { row, settings } = found;
  const claimed = await claim(deps, o, found);
  const stored = claimed.isAccountOpen && isPasswordLength(o.password) ? (row?.hash ?? undefined) : undefined;
  const isRight = await deps.passwordHashing.verify(shortened(o.password), stored);
  if (isRight && row !== undefined && claimed.isAccountOpen) {
    await forgiveSignIn(deps.database, { account: claimed.subject, address: claimed.address });
    return decide(row, settings, deps.now());
  }
  await recordFailure(deps, claimed);
  return { accepted: false, reason: reasonOf(claimed, row), personId: row?.id };
}

async function recordFailure({ database, now }: StoreDeps, claimed: Claim): Promise<void> {
  const { address, isAccountOpen, isSubnetFull } = claimed;
  if (address === undefined) return;
  await countFailure(database, { isEvaluated: isAccountOpen, now: now() });
  if (!isSubnetFull) return;
  await tellOnce(database, { action: 'sign_in.network_paused', target: subnetOf(address), now: now() });
}

function reasonOf(claimed: Claim, row: Row | undefined): RefusalReason {
  if (!claimed.isOpen) return 'throttled';
  if (row === undefined) return 'unknown';
  return claimed.isAccountOpen ? 'wrong' : 'locked';
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
