// EC2 DeleteSecurityGroup: not the default one, and only when nothing refers to it.
import type { Action } from '../../action/action.ts';
import { defineEc2Action } from '../action.ts';
import { ec2Faults } from '../faults.ts';
import { getGroup, needsOfGroup, readGroupId } from './group.ts';

export const deleteSecurityGroup: Action = defineEc2Action({
  name: 'DeleteSecurityGroup',
  decode: readGroupId,
  needs: needsOfGroup,
  async handle({ store }, _call, id) {
    await store.exclusive(async (tx) => {
      const group = await getGroup(tx, id);
      if (group.name === 'default') throw ec2Faults.cannotDelete(id);
      const groups = await tx.list('security-group');
      const clusters = await tx.list('cluster');
      const isReferred = groups.some(
        (other) =>
          other.id !== id && other.rules.some(({ source }) => source.kind === 'group' && source.groupId === id),
      );
      if (isReferred || clusters.some(({ securityGroupIds }) => securityGroupIds.includes(id))) {
        throw ec2Faults.dependency(id);
      }
      await tx.remove('security-group', id);
    });
    return { return: true, groupId: id };
  },
});
