// IAM ListInstanceProfilesForRole: there are none; tools ask before they delete a role.
import { type Action, defineAction } from '../../action/action.ts';
import { ignorePaging } from '../names.ts';
import { getRole, needsOfRole, readRoleName } from './role.ts';

export const listInstanceProfilesForRole: Action = defineAction({
  name: 'ListInstanceProfilesForRole',
  decode(input) {
    ignorePaging(input);
    return readRoleName(input);
  },
  needs: needsOfRole,
  async handle({ store }, _call, name) {
    await getRole(store, name);
    return { InstanceProfiles: { member: [] }, IsTruncated: false };
  },
});
