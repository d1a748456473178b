// IAM DeletePolicyVersion: never the default one.
import { type Action, defineAction } from '../../action/action.ts';
import { iamFaults } from '../faults.ts';
import { getManagedPolicy, getVersion, readPolicyArn } from './policy.ts';

export const deletePolicyVersion: Action = defineAction({
  name: 'DeletePolicyVersion',
  decode: (input) => ({ arn: readPolicyArn(input), versionId: input.text('VersionId', { pattern: /^v[1-9]\d*$/ }) }),
  needs: ({ arn }) => [{ resource: arn }],
  async handle({ store }, _call, { arn, versionId }) {
    await store.exclusive(async (tx) => {
      const policy = await getManagedPolicy(tx, arn);
      getVersion(policy, versionId);
      if (versionId === policy.defaultVersionId) {
        throw iamFaults.deleteConflict('Cannot delete the default version of a policy.');
      }
      const versions = policy.versions.filter(({ id }) => id !== versionId);
      await tx.replace('policy', arn, { ...policy, versions });
    });
    return undefined;
  },
});
