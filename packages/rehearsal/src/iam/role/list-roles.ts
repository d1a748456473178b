// IAM ListRoles.
import { type Action, defineAction } from '../../action/action.ts';
import { ignorePaging, readPathPrefix } from '../names.ts';
import { formatRole } from './role.ts';

export const listRoles: Action = defineAction({
  name: 'ListRoles',
  decode(input) {
    ignorePaging(input);
    return readPathPrefix(input);
  },
  needs: () => [{ resource: '*' }],
  async handle({ store }, _call, prefix) {
    const roles = (await store.list('role')).filter(({ path }) => path.startsWith(prefix));
    // Lists leave out the tags.
    return { Roles: { member: roles.map((role) => ({ ...formatRole(role), Tags: undefined })) }, IsTruncated: false };
  },
});
