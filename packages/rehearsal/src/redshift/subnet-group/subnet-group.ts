// A cluster subnet group: how it is found and shown.
import type { XmlContent } from '@keyshift/aws-protocol';
import type { ActionDeps } from '../../action/action.ts';
import type { TextRule } from '../../action/input.ts';
import { formatTags } from '../../action/tags.ts';
import type { Subnet, SubnetGroup } from '../../store/resources.ts';
import type { ResourceStore } from '../../store/store.ts';
import { redshiftArn } from '../arns.ts';
import { redshiftFaults } from '../faults.ts';

export const SUBNET_GROUP_NAME: TextRule = { min: 1, max: 255, pattern: /^[a-zA-Z0-9._ -]+$/ };

export async function getSubnetGroup(store: ResourceStore, name: string): Promise<SubnetGroup> {
  const group = await store.find('subnet-group', name);
  if (group === undefined) throw redshiftFaults.subnetGroupNotFound(name);
  return group;
}

export function subnetGroupArn(name: string, deps: ActionDeps): string {
  return redshiftArn(`subnetgroup:${name}`, deps);
}

export function formatSubnetGroup(group: SubnetGroup, subnets: readonly Subnet[]): XmlContent {
  return {
    ClusterSubnetGroupName: group.name,
    Description: group.description,
    VpcId: group.vpcId,
    SubnetGroupStatus: 'Complete',
    Subnets: {
      Subnet: subnets
        .filter(({ id }) => group.subnetIds.includes(id))
        .map(({ id, zone }) => ({
          SubnetIdentifier: id,
          SubnetAvailabilityZone: { Name: zone, SupportedPlatforms: {} },
          SubnetStatus: 'Active',
        })),
    },
    Tags: { Tag: formatTags(group.tags) },
  };
}
