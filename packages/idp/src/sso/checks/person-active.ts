// The person still exists and is active: a session does not outlive its account.
import { idpErrors } from '../../errors.ts';
import type { SsoContext, SsoFindings } from '../context.ts';

export function personActive({ access }: Pick<SsoContext, 'access'>): SsoFindings {
  if (access.person?.state !== 'active') throw idpErrors.personNotActive();
  return { person: access.person };
}
