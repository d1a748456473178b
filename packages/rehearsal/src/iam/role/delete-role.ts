// IAM DeleteRole: only without attached policies; its sessions stop working at once.
import { type Action, defineAction } from '../../action/action.ts';
import { iamFaults } from '../faults.ts';
import { getRole, needsOfRole, readRoleName, roleId } from './role.ts';

export const deleteRole: Action = defineAction({
  name: 'DeleteRole',
  decode: readRoleName,
  needs: needsOfRole,
  async handle({ store }, _call, name) {
    await store.exclusive(async (tx) => {
      const role = await getRole(tx, name);
      if (role.attached.length > 0) {
        throw iamFaults.deleteConflict('Cannot delete entity, must detach all policies first.');
      }
      await tx.remove('role', roleId(name));
    });
    return undefined;
  },
});
