// IAM ListRolePolicies: the rehearsal has no inline policies, so the list is empty.
import { type Action, defineAction } from '../../action/action.ts';
import { ignorePaging } from '../names.ts';
import { getRole, needsOfRole, readRoleName } from './role.ts';

export const listRolePolicies: Action = defineAction({
  name: 'ListRolePolicies',
  decode(input) {
    ignorePaging(input);
    return readRoleName(input);
  },
  needs: needsOfRole,
  async handle({ store }, _call, name) {
    await getRole(store, name);
    return { PolicyNames: { member: [] }, IsTruncated: false };
  },
});
