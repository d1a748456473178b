// IAM ListPolicies: those of the account; the rehearsal has no policies of AWS's own.
import { type Action, defineAction } from '../../action/action.ts';
import { ignorePaging, readPathPrefix } from '../names.ts';
import { formatPolicy } from './policy.ts';

export const listPolicies: Action = defineAction({
  name: 'ListPolicies',
  decode(input) {
    ignorePaging(input);
    const scope = input.findText('Scope', { pattern: /^(All|AWS|Local)$/ }) ?? 'All';
    return { scope, prefix: readPathPrefix(input), onlyAttached: input.findBoolean('OnlyAttached') ?? false };
  },
  needs: () => [{ resource: '*' }],
  async handle({ store }, _call, { scope, prefix, onlyAttached }) {
    const [policies, roles] = await Promise.all([store.list('policy'), store.list('role')]);
    const member = policies
      .filter(({ path }) => scope !== 'AWS' && path.startsWith(prefix))
      .map((policy) => ({
        policy,
        count: roles.filter((role) => role.attached.some(({ arn }) => arn === policy.arn)).length,
      }))
      .filter(({ count }) => !onlyAttached || count > 0)
      // Lists leave out the description and the tags.
      .map(({ policy, count }) => ({ ...formatPolicy(policy, count), Description: undefined, Tags: undefined }));
    return { Policies: { member }, IsTruncated: false };
  },
});
