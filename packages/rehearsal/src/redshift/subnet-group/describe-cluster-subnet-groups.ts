// Redshift DescribeClusterSubnetGroups.
import { type Action, defineAction } from '../../action/action.ts';
import { formatSubnetGroup, getSubnetGroup, subnetGroupArn } from './subnet-group.ts';

export const describeClusterSubnetGroups: Action = defineAction({
  name: 'DescribeClusterSubnetGroups',
  decode(input) {
    input.ignore('MaxRecords');
    return input.findText('ClusterSubnetGroupName')?.toLowerCase();
  },
  needs: (name, deps) => [{ resource: subnetGroupArn(name ?? '*', deps) }],
  async handle({ store }, _call, name) {
    const groups = name === undefined ? await store.list('subnet-group') : [await getSubnetGroup(store, name)];
    const subnets = await store.list('subnet');
    const ClusterSubnetGroup = groups.map((group) => formatSubnetGroup(group, subnets));
    return { ClusterSubnetGroups: { ClusterSubnetGroup } };
  },
});
