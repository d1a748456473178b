// IAM UpdateAssumeRolePolicy: replaces the trust policy; it holds for the next AssumeRole call.
import { type Action, defineAction } from '../../action/action.ts';
import { checkPolicyDocument, checkPolicySize } from '../faults.ts';
import { changeRole, MAX_TRUST_POLICY_SIZE, needsOfRole, readRoleName } from './role.ts';

export const updateAssumeRolePolicy: Action = defineAction({
  name: 'UpdateAssumeRolePolicy',
  decode: (input) => ({ name: readRoleName(input), document: input.text('PolicyDocument', { min: 1, max: 131_072 }) }),
  needs: ({ name }, deps) => needsOfRole(name, deps),
  async handle(deps, _call, { name, document }) {
    checkPolicyDocument(document, 'trust');
    checkPolicySize(document, MAX_TRUST_POLICY_SIZE);
    return changeRole(deps, name, (role) => ({ ...role, trustPolicy: document }));
  },
});
