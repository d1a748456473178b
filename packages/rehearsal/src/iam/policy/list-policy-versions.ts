// IAM ListPolicyVersions: newest first, without documents.
import { type Action, defineAction } from '../../action/action.ts';
import { ignorePaging } from '../names.ts';
import { formatVersion, getManagedPolicy, readPolicyArn } from './policy.ts';

export const listPolicyVersions: Action = defineAction({
  name: 'ListPolicyVersions',
  decode(input) {
    ignorePaging(input);
    return readPolicyArn(input);
  },
  needs: (arn) => [{ resource: arn }],
  async handle({ store }, _call, arn) {
    const policy = await getManagedPolicy(store, arn);
    const member = policy.versions
      .toReversed()
      .map((version) => formatVersion(policy, version, { withDocument: false }));
    return { Versions: { member }, IsTruncated: false };
  },
});
