// A code typed at sign-in: six digits are an authenticator app's, anything else is taken for a recovery code.
import { isAppError } from '@keyshift/base';
import type { Site } from '../deps.ts';
import type { LoginMethod } from '../session/session-rules.ts';

const REFUSALS = ['directory.code_wrong', 'directory.too_many_tries'];

/** How the person proved themselves, or undefined if the code is wrong, used already, or tries are paused. */
export async function verifyCode(
  { directory }: Pick<Site, 'directory'>,
  o: { personId: string; code: string },
): Promise<LoginMethod | undefined> {
  const isTotp = /^\d{6}$/.test(o.code.replace(/\s/g, ''));
  try {
    if (isTotp) await directory.factors.useTotp(o.personId, o.code);
    else await directory.factors.useRecoveryCode(o.personId, o.code);
    return isTotp ? 'totp' : 'recovery_code';
  } catch (error) {
    if (isAppError(error) && REFUSALS.includes(error.code)) return undefined;
    throw error;
  }
}
