// Login with a minted credential: user `IAM:alice` or `IAMA:alice` and the temporary password of GetClusterCredentials.
import type { Now } from '@keyshift/base';
import { gatewayErrors } from '../errors.ts';
import type { FindGrant } from '../gateway-deps.ts';
import { type Authenticated, vouchFor } from './authenticated.ts';

/** The prefixes that GetClusterCredentials puts before the user. */
export function isMintedUser(user: string): boolean {
  return /^IAMA?:/.test(user);
}

/** Throws `gateway.login_failed` alike for an unknown user and a wrong password, `gateway.credential_expired`. */
export async function authenticateByGrant(
  deps: { findGrant: FindGrant; now: Now },
  login: { user: string; password: string },
): Promise<Authenticated> {
  const grant = await deps.findGrant(login);
  if ('refused' in grant) {
    throw grant.refused === 'expired'
      ? gatewayErrors.credentialExpired({ user: login.user })
      : gatewayErrors.loginFailed({ user: login.user });
  }
  // Checked here again: a store that forgets to look at the clock must not keep a password alive.
  if (!(grant.expiresAt.getTime() > deps.now().getTime())) throw gatewayErrors.credentialExpired({ user: login.user });
  return vouchFor(grant.dbUser, grant);
}
