// An application has this SSO path.
import { idpErrors } from '../../errors.ts';
import type { SsoContext, SsoFindings } from '../context.ts';

export function applicationFound({ access }: Pick<SsoContext, 'access'>): SsoFindings {
  if (access.application === null) throw idpErrors.applicationUnknown();
  return { application: access.application };
}
