// Redshift DeleteCluster: removes the server and the credentials that opened it.
import { type Action, defineAction } from '../../action/action.ts';
import { redshiftFaults } from '../faults.ts';
import { clusterArn, formatCluster, getCluster } from './cluster.ts';
import { startDeletion } from './lifecycle.ts';

export const deleteCluster: Action = defineAction({
  name: 'DeleteCluster',
  decode(input) {
    const identifier = input.text('ClusterIdentifier');
    if (input.findText('FinalClusterSnapshotIdentifier') !== undefined) {
      throw redshiftFaults.unsupported('The rehearsal keeps no snapshots: set SkipFinalClusterSnapshot to true.');
    }
    if (input.findBoolean('SkipFinalClusterSnapshot') !== true) {
      const message = 'FinalClusterSnapshotIdentifier is required unless SkipFinalClusterSnapshot is specified.';
      throw redshiftFaults.combination(message);
    }
    return identifier;
  },
  needs: (identifier, deps) => [{ resource: clusterArn(identifier, deps) }],
  async handle(deps, _call, identifier) {
    const cluster = await deps.store.exclusive(async (store) => {
      const current = await getCluster(store, identifier);
      if (current.status === 'creating' || current.status === 'deleting') {
        throw redshiftFaults.clusterState(identifier, current.status);
      }
      const next = { ...current, status: 'deleting' } as const;
      await store.replace('cluster', identifier, next);
      return next;
    });
    startDeletion(deps, cluster);
    return { Cluster: formatCluster(cluster, deps) };
  },
});
