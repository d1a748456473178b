// The security group that lets the described addresses reach the cluster's port, and nothing else.
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  type IpPermission,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroup,
} from '@aws-sdk/client-ec2';
import type { RolloutContext } from '../context.ts';
import type { Description } from '../description.ts';
import { ABSENT, type Resource } from '../resource.ts';
import { isOurs, ownerTags } from '../tags.ts';

export function securityGroup(context: RolloutContext, description: Description): Resource {
  const { ec2 } = context;
  const { securityGroup: GroupName, allow } = description.network;
  const { port } = description.cluster;
  return {
    kind: 'security group',
    name: GroupName,
    removedByDestroy: true,
    async observe() {
      const group = await findSecurityGroup(context, GroupName);
      if (group === undefined) return ABSENT;
      const differences = compareRules(group, allow, port);
      return { state: 'present', ours: isOurs(group.Tags, description.name), differences };
    },
    async create() {
      const { GroupId } = await ec2.send(
        new CreateSecurityGroupCommand({
          GroupName,
          Description: `Reach ${description.cluster.identifier} on port ${port}`,
          VpcId: await findDefaultVpc(context),
          TagSpecifications: [{ ResourceType: 'security-group', Tags: ownerTags(description.name) }],
        }),
      );
      await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [ingress(allow, port)] }));
    },
    async update() {
      const group = await findSecurityGroup(context, GroupName);
      const GroupId = group?.GroupId;
      const current = group?.IpPermissions ?? [];
      if (current.length > 0)
        await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: current }));
      await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: [ingress(allow, port)] }));
    },
    async remove() {
      const group = await findSecurityGroup(context, GroupName);
      await ec2.send(new DeleteSecurityGroupCommand({ GroupId: group?.GroupId }));
    },
  };
}

/** The group of that name in the default VPC. */
export async function findSecurityGroup(context: RolloutContext, name: string): Promise<SecurityGroup | undefined> {
  const Filters = [
    { Name: 'group-name', Values: [name] },
    { Name: 'vpc-id', Values: [await findDefaultVpc(context)] },
  ];
  const { SecurityGroups = [] } = await context.ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
  return SecurityGroups[0];
}

export async function findDefaultVpc({ ec2 }: RolloutContext): Promise<string> {
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'isDefault', Values: ['true'] }] }));
  return Vpcs[0]?.VpcId ?? '';
}

function ingress(allow: readonly string[], port: number): IpPermission {
  const IpRanges = allow.filter((cidr) => !cidr.includes(':')).map((CidrIp) => ({ CidrIp }));
  const Ipv6Ranges = allow.filter((cidr) => cidr.includes(':')).map((CidrIpv6) => ({ CidrIpv6 }));
  return {
    IpProtocol: 'tcp',
    FromPort: port,
    ToPort: port,
    ...(IpRanges.length > 0 ? { IpRanges } : {}),
    ...(Ipv6Ranges.length > 0 ? { Ipv6Ranges } : {}),
  };
}

function compareRules(group: SecurityGroup, allow: readonly string[], port: number): string[] {
  const current = (group.IpPermissions ?? []).flatMap((permission) =>
    [
      ...(permission.IpRanges ?? []).map(({ CidrIp }) => CidrIp),
      ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
    ].map((cidr) => `${permission.IpProtocol} ${permission.FromPort}-${permission.ToPort} from ${cidr}`),
  );
  const wanted = allow.map((cidr) => `tcp ${port}-${port} from ${cidr}`);
  return [
    ...wanted.filter((rule) => !current.includes(rule)).map((rule) => `open ${rule}`),
    ...current.filter((rule) => !wanted.includes(rule)).map((rule) => `close ${rule}`),
  ];
}
