// Redshift CreateClusterSubnetGroup: subnets of one VPC under a lower-case name.
import { type Action, defineAction } from '../../action/action.ts';
import { readTags } from '../../action/tags.ts';
import type { SubnetGroup } from '../../store/resources.ts';
import { redshiftFaults } from '../faults.ts';
import { formatSubnetGroup, SUBNET_GROUP_NAME, subnetGroupArn } from './subnet-group.ts';

const MAX_SUBNETS = 20;

export const createClusterSubnetGroup: Action = defineAction({
  name: 'CreateClusterSubnetGroup',
  decode(input) {
    const name = input.text('ClusterSubnetGroupName', SUBNET_GROUP_NAME).toLowerCase();
    if (name === 'default') throw redshiftFaults.invalid('The name Default is reserved for a subnet group.');
    const subnetIds = input.list('SubnetIds', 'SubnetIdentifier');
    if (subnetIds.length === 0) throw redshiftFaults.missing('SubnetIds');
    if (subnetIds.length > MAX_SUBNETS) throw redshiftFaults.invalid(`At most ${MAX_SUBNETS} subnets can be given.`);
    const description = input.text('Description', { min: 1, max: 255 });
    return { name, description, subnetIds, tags: readTags(input, 'Tags', 'Tag') };
  },
  needs: ({ name }, deps) => [{ resource: subnetGroupArn(name, deps) }],
  async handle({ store }, _call, { name, description, subnetIds, tags }) {
    const subnets = await store.list('subnet');
    const chosen = subnetIds.map((id) => {
      const subnet = subnets.find((candidate) => candidate.id === id);
      if (subnet === undefined) throw redshiftFaults.invalidSubnet(id);
      return subnet;
    });
    const vpcId = chosen[0]?.vpcId ?? '';
    const stranger = chosen.find((subnet) => subnet.vpcId !== vpcId);
    if (stranger !== undefined) throw redshiftFaults.invalidSubnet(stranger.id);
    const group: SubnetGroup = { name, description, vpcId, subnetIds: [...new Set(subnetIds)], tags };
    if (!(await store.insert('subnet-group', name, group))) throw redshiftFaults.subnetGroupExists(name);
    return { ClusterSubnetGroup: formatSubnetGroup(group, subnets) };
  },
});
