// Login with a database user's own password, checked against the verifier that PostgreSQL stores.
import type { Now } from '@keyshift/base';
import type { Queryable } from '@keyshift/postgres';
import { gatewayErrors } from '../errors.ts';
import { type Authenticated, vouchFor } from './authenticated.ts';
import { isRightPassword, parseVerifier, SCRAM_ITERATIONS, type ScramVerifier } from './scram.ts';

type RoleRow = { verifier: string | null; valid_until: Date | null; usable: boolean };

/** Stands in for the verifier that a user does not have, so that the refusal costs the same work. */
export function createDecoy(random: (size: number) => Uint8Array): ScramVerifier {
  return { iterations: SCRAM_ITERATIONS, salt: Buffer.from(random(16)), storedKey: Buffer.from(random(32)) };
}

/**
 * Throws `gateway.login_failed` alike for an unknown user, a wrong, disabled or expired password and an md5 verifier.
 * The upstream session is then opened by peer login, which looks at no password: expiry is decided here.
 */
export async function authenticateByPassword(
  deps: { database: Queryable; now: Now; decoy: ScramVerifier },
  login: { user: string; password: string },
): Promise<Authenticated> {
  const [role] = await deps.database.query<RoleRow>(
    `SELECT rolpassword AS verifier, CASE WHEN isfinite(rolvaliduntil) THEN rolvaliduntil END AS valid_until,
            rolcanlogin AND NOT rolsuper AND NOT rolreplication AND NOT rolbypassrls AS usable
       FROM pg_catalog.pg_authid WHERE rolname = $1`,
    [login.user],
  );
  const verifier = parseVerifier(role?.verifier ?? null);
  const isRight = await isRightPassword(login.password, verifier ?? deps.decoy);
  const isCurrent = role?.valid_until == null || role.valid_until.getTime() > deps.now().getTime();
  if (role?.usable !== true || verifier === undefined || !isRight || !isCurrent) {
    throw gatewayErrors.loginFailed({ user: login.user });
  }
  return vouchFor(login.user, undefined);
}
