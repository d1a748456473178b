// IAM DeletePolicy: only when nothing uses it and only its default version is left.
import { type Action, defineAction } from '../../action/action.ts';
import { iamFaults } from '../faults.ts';
import { countAttachments, getManagedPolicy, readPolicyArn } from './policy.ts';

export const deletePolicy: Action = defineAction({
  name: 'DeletePolicy',
  decode: readPolicyArn,
  needs: (arn) => [{ resource: arn }],
  async handle({ store }, _call, arn) {
    await store.exclusive(async (tx) => {
      const policy = await getManagedPolicy(tx, arn);
      if ((await countAttachments(tx, arn)) > 0) {
        throw iamFaults.deleteConflict('Cannot delete a policy attached to entities.');
      }
      if (policy.versions.length > 1) {
        const message =
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.";
        throw iamFaults.deleteConflict(message);
      }
      await tx.remove('policy', arn);
    });
    return undefined;
  },
});
