// IAM DetachRolePolicy: live sessions of the role lose it with their next request.
import { type Action, defineAction } from '../../action/action.ts';
import { iamFaults } from '../faults.ts';
import { readPolicyArn } from '../policy/policy.ts';
import { changeRole, needsOfRole, readRoleName } from './role.ts';

export const detachRolePolicy: Action = defineAction({
  name: 'DetachRolePolicy',
  decode: (input) => ({ name: readRoleName(input), arn: readPolicyArn(input) }),
  needs: ({ name, arn }, deps) =>
    needsOfRole(name, deps).map((need) => ({ ...need, context: { 'iam:PolicyARN': arn } })),
  handle: (deps, _call, { name, arn }) =>
    changeRole(deps, name, (role) => {
      const attached = role.attached.filter((item) => item.arn !== arn);
      if (attached.length === role.attached.length) throw iamFaults.noSuchEntity(`Policy ${arn} was not found.`);
      return { ...role, attached };
    }),
});
