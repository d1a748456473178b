// An application that speaks SAML has this SSO path.
import { idpErrors } from '../../errors.ts';
import type { SsoContext, SsoFindings } from '../context.ts';

export function applicationFound({ access: { application } }: Pick<SsoContext, 'access'>): SsoFindings {
  if (application === null || application.kind === 'bookmark') throw idpErrors.applicationUnknown();
  return { application };
}
