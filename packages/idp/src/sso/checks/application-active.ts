// Deactivated means deactivated on every path: nothing is issued, by whichever way the sign-in began.
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext } from '../context.ts';

export function applicationActive(c: SsoContext): undefined {
  const application = earlier(c, 'application');
  if (application.state !== 'active') throw idpErrors.applicationInactive({ label: application.label });
}
