// Where everybody needs a second factor, a session that was opened with a password alone opens no application.
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext } from '../context.ts';

export function secondFactorUsed(c: SsoContext): undefined {
  const { methods } = earlier(c, 'session');
  if (c.secondFactor === 'everyone' && !methods.some((method) => method !== 'password')) {
    throw idpErrors.secondFactorRequired();
  }
}
