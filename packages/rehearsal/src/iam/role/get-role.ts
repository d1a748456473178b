// IAM GetRole.
import { type Action, defineAction } from '../../action/action.ts';
import { formatRole, getRole, needsOfRole, readRoleName } from './role.ts';

export const getRoleAction: Action = defineAction({
  name: 'GetRole',
  decode: readRoleName,
  needs: needsOfRole,
  handle: async ({ store }, _call, name) => ({ Role: formatRole(await getRole(store, name)) }),
});
