import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateTagsCommand,
  DeleteSecurityGroupCommand,
  DeleteTagsCommand,
  DescribeAvailabilityZonesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type IpPermission,
  RevokeSecurityGroupIngressCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Clients, refusalOf, startWorld, type World } from '../testing/world.ts';

const redshift = (CidrIp: string): IpPermission => ({
  IpProtocol: 'tcp',
  FromPort: 5439,
  ToPort: 5439,
  IpRanges: [{ CidrIp }],
});

describe('EC2', () => {
  let world: World;
  let ec2: Clients['ec2'];
  let GroupId = '';
  beforeAll(async () => {
    world = await startWorld();
    ec2 = world.admin.ec2;
    const made = await ec2.send(
      new CreateSecurityGroupCommand({
        GroupName: 'redshift-vpn',
        Description: 'from the VPN',
        TagSpecifications: [{ ResourceType: 'security-group', Tags: [{ Key: 'made-by', Value: 'keyshift' }] }],
      }),
    );
    GroupId = made.GroupId ?? '';
  });
  afterAll(() => world.close());

  const describeGroup = async () =>
    (await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [GroupId] }))).SecurityGroups?.[0];
  const authorize = (...IpPermissions: IpPermission[]) =>
    ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));

  it('has a default network: a VPC, a subnet in each zone, a default group', async () => {
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: 'isDefault', Values: ['true'] }] }));
    expect(Vpcs).toHaveLength(1);
    const VpcId = Vpcs?.[0]?.VpcId ?? '';
    const vpc = { Name: 'vpc-id', Values: [VpcId] };
    const { Subnets } = await ec2.send(
      new DescribeSubnetsCommand({ Filters: [vpc, { Name: 'default-for-az', Values: ['true'] }] }),
    );
    const { AvailabilityZones } = await ec2.send(
      new DescribeAvailabilityZonesCommand({ Filters: [{ Name: 'state', Values: ['available'] }] }),
    );
    expect(Subnets?.map(({ AvailabilityZone }) => AvailabilityZone).sort()).toEqual(
      AvailabilityZones?.map(({ ZoneName }) => ZoneName),
    );
    expect(AvailabilityZones?.length).toBeGreaterThanOrEqual(2);
    const { SecurityGroups } = await ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: [vpc, { Name: 'group-name', Values: ['default'] }] }),
    );
    const id = SecurityGroups?.[0]?.GroupId ?? '';
    expect((await refusalOf(ec2.send(new DeleteSecurityGroupCommand({ GroupId: id })))).code).toBe('CannotDelete');
  });

  it('makes a group that lets nothing in and everything out', async () => {
    expect(await describeGroup()).toMatchObject({
      GroupName: 'redshift-vpn',
      IpPermissions: [],
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      Tags: [{ Key: 'made-by', Value: 'keyshift' }],
    });
  });

  it('opens, shows and closes rules, each source one of its own', async () => {
    const permission = redshift('100.68.0.18/18');
    const { SecurityGroupRules } = await authorize({
      ...permission,
      IpRanges: [{ CidrIp: '100.68.0.18/18', Description: 'vpn' }, { CidrIp: '127.0.0.1/32' }],
      Ipv6Ranges: [{ CidrIpv6: '2001:DB8::1/32' }],
    });
    expect(SecurityGroupRules?.map(({ CidrIpv4, CidrIpv6 }) => CidrIpv4 ?? CidrIpv6)).toEqual([
      '100.68.0.0/18',
      '127.0.0.1/32',
      '2001:db8::/32',
    ]);
    expect((await describeGroup())?.IpPermissions).toEqual([
      expect.objectContaining({
        FromPort: 5439,
        IpRanges: [{ CidrIp: '100.68.0.0/18', Description: 'vpn' }, { CidrIp: '127.0.0.1/32' }],
        Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
      }),
    ]);
    const duplicate = await refusalOf(authorize(redshift('100.68.1.1/18')));
    expect(duplicate).toMatchObject({
      code: 'InvalidPermission.Duplicate',
      message: 'the specified rule "peer: 100.68.0.0/18, TCP, from port: 5439, to port: 5439, ALLOW" already exists',
    });
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [redshift('100.68.0.0/18')] }));
    const byId = SecurityGroupRules?.[1]?.SecurityGroupRuleId ?? '';
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, SecurityGroupRuleIds: [byId] }));
    const left = await ec2.send(
      new DescribeSecurityGroupRulesCommand({ Filters: [{ Name: 'group-id', Values: [GroupId] }] }),
    );
    expect(
      left.SecurityGroupRules?.filter(({ IsEgress }) => IsEgress !== true).map(({ CidrIpv6 }) => CidrIpv6),
    ).toEqual(['2001:db8::/32']);
    const again = ec2.send(
      new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions: [redshift('100.68.0.0/18')] }),
    );
    expect((await refusalOf(again)).code).toBe('InvalidPermission.NotFound');
  });

  it.each<[string, IpPermission, string]>([
    ['a malformed CIDR', redshift('10.0.0.0/33'), 'InvalidParameterValue'],
    ['an address without prefix', redshift('10.0.0.1'), 'InvalidParameterValue'],
    ['ports the wrong way round', { ...redshift('10.0.0.0/8'), FromPort: 6000, ToPort: 5000 }, 'InvalidParameterValue'],
    ['an unknown protocol', { ...redshift('10.0.0.0/8'), IpProtocol: 'carrier' }, 'InvalidPermission.Malformed'],
    ['no source', { IpProtocol: 'tcp', FromPort: 1, ToPort: 2 }, 'InvalidPermission.Malformed'],
    [
      'an unknown group',
      { IpProtocol: 'tcp', FromPort: 1, ToPort: 2, UserIdGroupPairs: [{ GroupId: 'sg-00000000000000000' }] },
      'InvalidGroup.NotFound',
    ],
  ])('refuses a rule with %s', async (_name, permission, code) => {
    expect((await refusalOf(authorize(permission))).code).toBe(code);
  });

  it('refuses the same permission twice in one request, and more than 60 rules', async () => {
    expect((await refusalOf(authorize(redshift('10.1.0.0/16'), redshift('10.1.2.3/16')))).code).toBe(
      'InvalidParameterValue',
    );
    const many = Array.from({ length: 61 }, (_, n) => redshift(`10.${n}.0.0/16`));
    expect((await refusalOf(authorize(...many))).code).toBe('RulesPerSecurityGroupLimitExceeded');
  });

  it('tags, filters by tag, and untags', async () => {
    await ec2.send(new CreateTagsCommand({ Resources: [GroupId], Tags: [{ Key: 'team', Value: 'data' }] }));
    const byTag = await ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: [{ Name: 'tag:team', Values: ['da*'] }] }),
    );
    expect(byTag.SecurityGroups?.map((group) => group.GroupId)).toEqual([GroupId]);
    await ec2.send(new DeleteTagsCommand({ Resources: [GroupId], Tags: [{ Key: 'team' }] }));
    expect((await describeGroup())?.Tags).toEqual([{ Key: 'made-by', Value: 'keyshift' }]);
    const unknown = ec2.send(new CreateTagsCommand({ Resources: ['eni-1'], Tags: [{ Key: 'a', Value: '' }] }));
    expect((await refusalOf(unknown)).code).toBe('InvalidID');
  });

  it('refuses duplicate and malformed names, unknown ids and filters', async () => {
    const create = (GroupName: string, VpcId?: string) =>
      refusalOf(
        ec2.send(
          new CreateSecurityGroupCommand({ GroupName, Description: 'd', ...(VpcId === undefined ? {} : { VpcId }) }),
        ),
      );
    expect((await create('Redshift-VPN')).code).toBe('InvalidGroup.Duplicate');
    expect((await create('sg-x')).code).toBe('InvalidParameterValue');
    expect((await create('x', 'vpc-00000000000000000')).code).toBe('InvalidVpcID.NotFound');
    const describeIds = (id: string) => refusalOf(ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [id] })));
    expect((await describeIds('sg-00000000000000000')).code).toBe('InvalidGroup.NotFound');
    const filter = ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: '__proto__', Values: ['x'] }] }));
    expect((await refusalOf(filter)).code).toBe('InvalidParameterValue');
    const dry = ec2.send(new DescribeVpcsCommand({ DryRun: true }));
    expect(await refusalOf(dry)).toMatchObject({ code: 'DryRunOperation', status: 412 });
  });

  it('deletes a group that nothing refers to', async () => {
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
    expect((await refusalOf(describeGroup())).code).toBe('InvalidGroup.NotFound');
  });
});
