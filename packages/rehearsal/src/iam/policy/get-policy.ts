// IAM GetPolicy.
import { type Action, defineAction } from '../../action/action.ts';
import { countAttachments, formatPolicy, getManagedPolicy, readPolicyArn } from './policy.ts';

export const getPolicy: Action = defineAction({
  name: 'GetPolicy',
  decode: readPolicyArn,
  needs: (arn) => [{ resource: arn }],
  async handle({ store }, _call, arn) {
    const policy = await getManagedPolicy(store, arn);
    return { Policy: formatPolicy(policy, await countAttachments(store, arn)) };
  },
});
