// Redshift DeleteClusterSubnetGroup: only when no cluster uses it.
import { type Action, defineAction } from '../../action/action.ts';
import { redshiftFaults } from '../faults.ts';
import { getSubnetGroup, subnetGroupArn } from './subnet-group.ts';

export const deleteClusterSubnetGroup: Action = defineAction({
  name: 'DeleteClusterSubnetGroup',
  decode: (input) => input.text('ClusterSubnetGroupName').toLowerCase(),
  needs: (name, deps) => [{ resource: subnetGroupArn(name, deps) }],
  async handle({ store }, _call, name) {
    await store.exclusive(async (tx) => {
      await getSubnetGroup(tx, name);
      const clusters = await tx.list('cluster');
      if (clusters.some(({ subnetGroupName }) => subnetGroupName === name)) throw redshiftFaults.subnetGroupInUse(name);
      await tx.remove('subnet-group', name);
    });
    return undefined;
  },
});
