// Where a cluster stands: its subnet group, VPC and security groups.
import type { ResourceStore } from '../../store/store.ts';
import { redshiftFaults } from '../faults.ts';

export type Place = { readonly subnetGroupName: string; readonly vpcId: string };

/** The VPC of the subnet group; without one, the default VPC under the group name `default`. */
export async function placeCluster(store: ResourceStore, subnetGroupName: string | undefined): Promise<Place> {
  if (subnetGroupName !== undefined) {
    const group = await store.find('subnet-group', subnetGroupName);
    if (group === undefined) throw redshiftFaults.subnetGroupNotFound(subnetGroupName);
    return { subnetGroupName, vpcId: group.vpcId };
  }
  const vpc = (await store.list('vpc')).find(({ isDefault }) => isDefault);
  if (vpc === undefined) throw redshiftFaults.subnetGroupNotFound('default');
  return { subnetGroupName: 'default', vpcId: vpc.id };
}

/** The given groups, all of the VPC; without any, its default group. */
export async function checkSecurityGroups(
  store: ResourceStore,
  { ids, vpcId }: { ids: readonly string[]; vpcId: string },
): Promise<readonly string[]> {
  const groups = (await store.list('security-group')).filter((group) => group.vpcId === vpcId);
  const unknown = ids.find((id) => !groups.some((group) => group.id === id));
  if (unknown !== undefined) throw redshiftFaults.securityGroupNotFound(unknown);
  return ids.length > 0 ? [...new Set(ids)] : groups.filter(({ name }) => name === 'default').map(({ id }) => id);
}
