// IAM ListAttachedRolePolicies.
import { type Action, defineAction } from '../../action/action.ts';
import { ignorePaging } from '../names.ts';
import { getRole, needsOfRole, readRoleName } from './role.ts';

export const listAttachedRolePolicies: Action = defineAction({
  name: 'ListAttachedRolePolicies',
  decode(input) {
    ignorePaging(input);
    return readRoleName(input);
  },
  needs: needsOfRole,
  async handle({ store }, _call, name) {
    const role = await getRole(store, name);
    const member = role.attached.map((policy) => ({ PolicyName: policy.name, PolicyArn: policy.arn }));
    return { AttachedPolicies: { member }, IsTruncated: false };
  },
});
