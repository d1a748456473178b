// Redshift CreateCluster: records the cluster and starts a server of its own for it.
import { randomUUID } from 'node:crypto';
import { type Action, type ActionDeps, defineAction } from '../../action/action.ts';
import { listZones } from '../../ec2/network/default-network.ts';
import type { Cluster } from '../../store/resources.ts';
import type { ResourceStore } from '../../store/store.ts';
import { redshiftFaults } from '../faults.ts';
import { clusterArn, formatCluster } from './cluster.ts';
import { type CreateInput, readCreateInput } from './create-input.ts';
import { sealPassword, startCreation } from './lifecycle.ts';
import { checkSecurityGroups, placeCluster } from './network.ts';

export const createCluster: Action = defineAction({
  name: 'CreateCluster',
  decode: readCreateInput,
  needs: ({ identifier }, deps) => [{ resource: clusterArn(identifier, deps) }],
  async handle(deps, _call, input) {
    const cluster = await deps.store.exclusive((store) => insertCluster(deps, store, input));
    startCreation(deps, cluster);
    return { Cluster: formatCluster(cluster, deps) };
  },
});

async function insertCluster(deps: ActionDeps, store: ResourceStore, input: CreateInput): Promise<Cluster> {
  const { masterPassword, securityGroupIds, zone, subnetGroupName: _, ...rest } = input;
  await checkFree(store, input);
  const place = await placeCluster(store, input.subnetGroupName);
  const groups = await checkSecurityGroups(store, { ids: securityGroupIds, vpcId: place.vpcId });
  const zones = listZones(deps.region);
  if (zone !== undefined && !zones.includes(zone)) throw redshiftFaults.invalid(`Invalid availability zone: ${zone}`);
  const cluster: Cluster = {
    ...rest,
    ...place,
    status: 'creating',
    sealedPassword: sealPassword(deps, masterPassword),
    zone: zone ?? zones[0] ?? '',
    securityGroupIds: groups,
    namespaceId: randomUUID(),
    createdAt: deps.now().toISOString(),
  };
  await store.insert('cluster', cluster.identifier, cluster);
  return cluster;
}

async function checkFree(store: ResourceStore, { identifier, port }: CreateInput): Promise<void> {
  const clusters = await store.list('cluster');
  if (clusters.some((cluster) => cluster.identifier === identifier)) throw redshiftFaults.clusterExists();
  // Unlike at AWS, all clusters of a rehearsal share one address.
  const holder = clusters.find((cluster) => cluster.port === port);
  if (holder !== undefined) {
    throw redshiftFaults.invalid(
      `Port ${port} is taken by cluster ${holder.identifier}: in the rehearsal each cluster needs a port of its own.`,
    );
  }
}
