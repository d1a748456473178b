// IAM CreatePolicy: a managed policy with its first version.
import { newUniqueId } from '@keyshift/aws-protocol';
import { type Action, defineAction } from '../../action/action.ts';
import { readTags } from '../../action/tags.ts';
import type { ManagedPolicy } from '../../store/resources.ts';
import { checkPolicyDocument, checkPolicySize, iamFaults } from '../faults.ts';
import { DESCRIPTION, NAME, readPath } from '../names.ts';
import { formatPolicy, MAX_POLICY_SIZE, policyArn } from './policy.ts';

export const createPolicy: Action = defineAction({
  name: 'CreatePolicy',
  decode: (input) => ({
    name: input.text('PolicyName', NAME),
    path: readPath(input),
    description: input.findText('Description', DESCRIPTION),
    document: input.text('PolicyDocument', { min: 1, max: 131_072 }),
    tags: readTags(input, 'Tags', 'member'),
  }),
  needs: (value, deps) => [{ resource: policyArn(value, deps) }],
  async handle(deps, _call, { name, path, description, document, tags }) {
    checkPolicyDocument(document, 'identity');
    checkPolicySize(document, MAX_POLICY_SIZE);
    const at = deps.now().toISOString();
    const policy: ManagedPolicy = {
      arn: policyArn({ path, name }, deps),
      id: newUniqueId('ANPA', deps.random),
      name,
      path,
      ...(description === undefined ? {} : { description }),
      defaultVersionId: 'v1',
      nextVersion: 2,
      versions: [{ id: 'v1', document, createdAt: at }],
      createdAt: at,
      updatedAt: at,
      tags,
    };
    await deps.store.exclusive(async (store) => {
      // Names are unique in any case of letters and whatever the path.
      const taken = (await store.list('policy')).some((other) => other.name.toLowerCase() === name.toLowerCase());
      if (taken) {
        const message = `A policy called ${name} already exists. Duplicate names are not allowed.`;
        throw iamFaults.alreadyExists(message);
      }
      await store.insert('policy', policy.arn, policy);
    });
    return { Policy: formatPolicy(policy, 0) };
  },
});
