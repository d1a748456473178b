// IAM CreatePolicyVersion: a new document, in force only when it is set as default.
import { type Action, defineAction } from '../../action/action.ts';
import { checkPolicyDocument, checkPolicySize, iamFaults } from '../faults.ts';
import { formatVersion, getManagedPolicy, MAX_POLICY_SIZE, MAX_VERSIONS, readPolicyArn } from './policy.ts';

export const createPolicyVersion: Action = defineAction({
  name: 'CreatePolicyVersion',
  decode: (input) => ({
    arn: readPolicyArn(input),
    document: input.text('PolicyDocument', { min: 1, max: 131_072 }),
    setAsDefault: input.findBoolean('SetAsDefault') ?? false,
  }),
  needs: ({ arn }) => [{ resource: arn }],
  async handle(deps, _call, { arn, document, setAsDefault }) {
    checkPolicyDocument(document, 'identity');
    checkPolicySize(document, MAX_POLICY_SIZE);
    return deps.store.exclusive(async (store) => {
      const policy = await getManagedPolicy(store, arn);
      if (policy.versions.length >= MAX_VERSIONS) {
        const message = `A managed policy can have up to ${MAX_VERSIONS} versions. Before you create a new version, you must delete an existing version.`;
        throw iamFaults.limitExceeded(message);
      }
      const at = deps.now().toISOString();
      const version = { id: `v${policy.nextVersion}`, document, createdAt: at };
      const changed = {
        ...policy,
        versions: [...policy.versions, version],
        nextVersion: policy.nextVersion + 1,
        defaultVersionId: setAsDefault ? version.id : policy.defaultVersionId,
        updatedAt: at,
      };
      await store.replace('policy', arn, changed);
      return { PolicyVersion: formatVersion(changed, version, { withDocument: false }) };
    });
  },
});
