// A response that nobody asked for leaves only where the application is set to take it.
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext } from '../context.ts';

export function idpInitiatedAllowed(c: SsoContext): undefined {
  const application = earlier(c, 'application');
  if (!application.idpInitiated) throw idpErrors.idpInitiatedRefused({ label: application.label });
}
