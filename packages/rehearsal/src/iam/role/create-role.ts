// IAM CreateRole: a role with its trust policy; it may do nothing until policies are attached.
import { newUniqueId } from '@keyshift/aws-protocol';
import { type Action, defineAction } from '../../action/action.ts';
import { readTags } from '../../action/tags.ts';
import type { Role } from '../../store/resources.ts';
import { checkPolicyDocument, checkPolicySize, iamFaults } from '../faults.ts';
import { DESCRIPTION, readPath } from '../names.ts';
import { formatRole, MAX_TRUST_POLICY_SIZE, readRoleName, roleArn, roleId, SESSION_DURATION } from './role.ts';

export const createRole: Action = defineAction({
  name: 'CreateRole',
  decode: (input) => ({
    name: readRoleName(input),
    path: readPath(input),
    description: input.findText('Description', DESCRIPTION),
    trustPolicy: input.text('AssumeRolePolicyDocument', { min: 1, max: 131_072 }),
    maxSessionDuration: input.findInteger('MaxSessionDuration', SESSION_DURATION) ?? 3600,
    tags: readTags(input, 'Tags', 'member'),
  }),
  needs: (value, deps) => [{ resource: roleArn(value, deps) }],
  async handle(deps, _call, value) {
    checkPolicyDocument(value.trustPolicy, 'trust');
    checkPolicySize(value.trustPolicy, MAX_TRUST_POLICY_SIZE);
    const { description, ...rest } = value;
    const role: Role = {
      ...rest,
      ...(description === undefined ? {} : { description }),
      arn: roleArn(value, deps),
      id: newUniqueId('AROA', deps.random),
      attached: [],
      createdAt: deps.now().toISOString(),
    };
    if (!(await deps.store.insert('role', roleId(role.name), role))) {
      throw iamFaults.alreadyExists(`Role with name ${role.name} already exists.`);
    }
    return { Role: formatRole(role) };
  },
});
