// A group of the person may use the application; nobody else may.
import { decideEntitlement } from '@keyshift/directory';
import { idpErrors } from '../../errors.ts';
import { earlier, type SsoContext, type SsoFindings } from '../context.ts';

export function entitlementDecided(c: SsoContext): SsoFindings {
  const { label } = earlier(c, 'application');
  const decision = decideEntitlement(c.access.memberships, c.access.entitlements);
  if (!decision.allowed) throw idpErrors.notEntitled({ label });
  const { roleArn, groupName, dbGroups } = decision;
  return { entitlement: { roleArn, groupName, dbGroups } };
}
