// Redshift ModifyCluster: master password and security groups.
import { Secret } from '@keyshift/base';
import { type Action, defineAction } from '../../action/action.ts';
import { redshiftFaults } from '../faults.ts';
import { checkMasterPassword } from '../names.ts';
import { clusterArn, formatCluster, getCluster } from './cluster.ts';
import { checkSecurityGroups } from './network.ts';

export const modifyCluster: Action = defineAction({
  name: 'ModifyCluster',
  decode(input) {
    const password = input.findText('MasterUserPassword');
    return {
      identifier: input.text('ClusterIdentifier'),
      password: password === undefined ? undefined : new Secret(checkMasterPassword(password)),
      securityGroupIds: input.findList('VpcSecurityGroupIds', 'VpcSecurityGroupId'),
    };
  },
  needs: ({ identifier }, deps) => [{ resource: clusterArn(identifier, deps) }],
  async handle(deps, _call, { identifier, password, securityGroupIds }) {
    const cluster = await getCluster(deps.store, identifier);
    if (password === undefined && securityGroupIds === undefined) {
      throw redshiftFaults.combination('No modifications were requested');
    }
    if (cluster.status !== 'available') throw redshiftFaults.clusterState(identifier, cluster.status);
    const changed = await deps.store.exclusive(async (store) => {
      const current = await getCluster(store, identifier);
      if (securityGroupIds === undefined) return current;
      const ids = await checkSecurityGroups(store, { ids: securityGroupIds, vpcId: current.vpcId });
      const next = { ...current, securityGroupIds: ids };
      await store.replace('cluster', identifier, next);
      return next;
    });
    if (password !== undefined) await deps.clusters.setMasterPassword(identifier, password);
    return { Cluster: formatCluster(changed, deps) };
  },
});
