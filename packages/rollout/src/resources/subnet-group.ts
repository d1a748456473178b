// The subnet group: all subnets of the default VPC.
import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import {
  CreateClusterSubnetGroupCommand,
  DeleteClusterSubnetGroupCommand,
  DescribeClusterSubnetGroupsCommand,
} from '@aws-sdk/client-redshift';
import { findOrAbsent } from '../aws-call.ts';
import type { RolloutContext } from '../context.ts';
import type { Description } from '../description.ts';
import { ABSENT, type Resource } from '../resource.ts';
import { isOurs, ownerTags } from '../tags.ts';
import { findDefaultVpc } from './security-group.ts';

export function subnetGroup(context: RolloutContext, description: Description): Resource {
  const { ec2, redshift } = context;
  const ClusterSubnetGroupName = description.network.subnetGroup;
  return {
    kind: 'subnet group',
    name: ClusterSubnetGroupName,
    removedByDestroy: true,
    async observe() {
      const describing = redshift.send(new DescribeClusterSubnetGroupsCommand({ ClusterSubnetGroupName }));
      const found = await findOrAbsent(describing, ['ClusterSubnetGroupNotFoundFault']);
      const group = found?.ClusterSubnetGroups?.[0];
      if (group === undefined) return ABSENT;
      return { state: 'present', ours: isOurs(group.Tags, description.name), differences: [] };
    },
    async create() {
      const Filters = [{ Name: 'vpc-id', Values: [await findDefaultVpc(context)] }];
      const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters }));
      await redshift.send(
        new CreateClusterSubnetGroupCommand({
          ClusterSubnetGroupName,
          Description: `Subnets of ${description.cluster.identifier}`,
          SubnetIds: Subnets.flatMap(({ SubnetId }) => SubnetId ?? []),
          Tags: ownerTags(description.name),
        }),
      );
    },
    update: async () => undefined,
    async remove() {
      await redshift.send(new DeleteClusterSubnetGroupCommand({ ClusterSubnetGroupName }));
    },
  };
}
