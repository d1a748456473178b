// IAM GetPolicyVersion: with the document, percent-encoded.
import { type Action, defineAction } from '../../action/action.ts';
import { formatVersion, getManagedPolicy, getVersion, readPolicyArn } from './policy.ts';

export const getPolicyVersion: Action = defineAction({
  name: 'GetPolicyVersion',
  decode: (input) => ({ arn: readPolicyArn(input), versionId: input.text('VersionId', { pattern: /^v[1-9]\d*$/ }) }),
  needs: ({ arn }) => [{ resource: arn }],
  async handle({ store }, _call, { arn, versionId }) {
    const policy = await getManagedPolicy(store, arn);
    return { PolicyVersion: formatVersion(policy, getVersion(policy, versionId), { withDocument: true }) };
  },
});
