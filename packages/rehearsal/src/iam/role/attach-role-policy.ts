// IAM AttachRolePolicy: attaching twice changes nothing.
import { type Action, defineAction } from '../../action/action.ts';
import { iamFaults } from '../faults.ts';
import { getManagedPolicy, readPolicyArn } from '../policy/policy.ts';
import { getRole, MAX_ATTACHED, needsOfRole, readRoleName, roleId } from './role.ts';

export const attachRolePolicy: Action = defineAction({
  name: 'AttachRolePolicy',
  decode: (input) => ({ name: readRoleName(input), arn: readPolicyArn(input) }),
  needs: ({ name, arn }, deps) =>
    needsOfRole(name, deps).map((need) => ({ ...need, context: { 'iam:PolicyARN': arn } })),
  async handle({ store }, _call, { name, arn }) {
    await store.exclusive(async (tx) => {
      const role = await getRole(tx, name);
      const policy = await getManagedPolicy(tx, arn);
      if (role.attached.some((item) => item.arn === arn)) return;
      if (role.attached.length >= MAX_ATTACHED) {
        throw iamFaults.limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${MAX_ATTACHED}`);
      }
      await tx.replace('role', roleId(name), { ...role, attached: [...role.attached, { arn, name: policy.name }] });
    });
    return undefined;
  },
});
