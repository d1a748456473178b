// A person's own change of password: the current one first, and as slow to guess as at sign-in.
import type { Secret } from '@keyshift/base';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { readSettings } from '../settings/store.ts';
import { accountLimits, claimAttempt, forgiveAttempts } from './attempts.ts';
import { isPasswordLength } from './password-rules.ts';
import { setPassword } from './set-password.ts';

/** Throws `directory.password_wrong`, `directory.too_many_tries`, and as `setPassword`. */
export async function changePassword(
  deps: StoreDeps,
  o: { personId: string; current: Secret; next: Secret },
): Promise<void> {
  const { personId, current, next } = o;
  await checkCurrent(deps, personId, current);
  await setPassword(deps, { personId, password: next, actor: personId });
}

/** Proves again who is there. Throws `directory.password_wrong`, `directory.too_many_tries`. */
export async function checkCurrent(deps: StoreDeps, personId: string, current: Secret): Promise<void> {
  const limits = accountLimits((await readSettings(deps.database)).signIn);
  const isOpen = await claimAttempt(deps.database, { subject: personId, limits, now: deps.now() });
  if (!isOpen) throw directoryErrors.tooManyTries();
  const [row] = await deps.database.query<{ hash: string }>(
    'SELECT hash FROM directory.password WHERE person_id = $1',
    [personId],
  );
  const isRight = isPasswordLength(current) && (await deps.passwordHashing.verify(current, row?.hash));
  if (!isRight) throw directoryErrors.passwordWrong();
  await forgiveAttempts(deps.database, personId);
}
