import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DeleteSecurityGroupCommand,
  DescribeSubnetsCommand,
} from '@aws-sdk/client-ec2';
import {
  CreateClusterCommand,
  type CreateClusterCommandInput,
  CreateClusterSubnetGroupCommand,
  CreateTagsCommand,
  DeleteClusterCommand,
  DeleteClusterSubnetGroupCommand,
  DeleteTagsCommand,
  DescribeClusterSubnetGroupsCommand,
  DescribeClustersCommand,
  DescribeTagsCommand,
  ModifyClusterCommand,
} from '@aws-sdk/client-redshift';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRehearsal } from '../../index.ts';
import { waitForCluster } from '../../testing/journey.ts';
import { ACCOUNT, type Clients, REGION, refusalOf, startWorld, type World } from '../../testing/world.ts';

const INPUT: CreateClusterCommandInput = {
  ClusterIdentifier: 'testcluster',
  NodeType: 'ra3.large',
  ClusterType: 'single-node',
  DBName: 'testdb',
  MasterUsername: 'some_admin',
  MasterUserPassword: 'Passw0rd-1',
};
const ARN = `arn:aws:redshift:${REGION}:${ACCOUNT}:cluster:testcluster`;

describe('clusters', () => {
  let world: World;
  let redshift: Clients['redshift'];
  let groupId = '';
  beforeAll(async () => {
    world = await startWorld();
    redshift = world.admin.redshift;
    const group = await world.admin.ec2.send(new CreateSecurityGroupCommand({ GroupName: 'vpn', Description: 'd' }));
    groupId = group.GroupId ?? '';
    const { Subnets } = await world.admin.ec2.send(new DescribeSubnetsCommand({}));
    await redshift.send(
      new CreateClusterSubnetGroupCommand({
        ClusterSubnetGroupName: 'Redshift-Subnets',
        Description: 'all',
        SubnetIds: Subnets?.map(({ SubnetId }) => SubnetId ?? '') ?? [],
      }),
    );
  });
  afterAll(() => world.close());

  const create = (changes: Partial<CreateClusterCommandInput> = {}) =>
    redshift.send(new CreateClusterCommand({ ...INPUT, ...changes }));
  const describeCluster = async () =>
    (await redshift.send(new DescribeClustersCommand({ ClusterIdentifier: 'testcluster' }))).Clusters?.[0];

  it('are creating until their server stands, then available, with all that clients read', async () => {
    let open: () => void = () => undefined;
    world.clusters.gate = new Promise((resolve) => {
      open = resolve;
    });
    const { Cluster } = await create({
      ClusterSubnetGroupName: 'redshift-subnets',
      VpcSecurityGroupIds: [groupId],
      Tags: [{ Key: 'made-by', Value: 'keyshift' }],
    });
    expect(Cluster).toMatchObject({ ClusterStatus: 'creating', ClusterAvailabilityStatus: 'Modifying' });
    expect(await world.rehearsal.clusterSpecs()).toEqual([]);
    const early = redshift.send(
      new DeleteClusterCommand({ ClusterIdentifier: 'testcluster', SkipFinalClusterSnapshot: true }),
    );
    expect((await refusalOf(early)).code).toBe('InvalidClusterStateFault');
    open();
    await waitForCluster(world, 'available');
    expect(await describeCluster()).toMatchObject({
      ClusterAvailabilityStatus: 'Available',
      Endpoint: { Address: '127.0.0.1', Port: 5439 },
      ClusterNodes: [{ NodeRole: 'SHARED' }],
      ClusterParameterGroups: [{ ParameterGroupName: 'default.redshift-1.0', ParameterApplyStatus: 'in-sync' }],
      VpcSecurityGroups: [{ VpcSecurityGroupId: groupId, Status: 'active' }],
      ClusterSubnetGroupName: 'redshift-subnets',
      AvailabilityZoneRelocationStatus: 'disabled',
      MultiAZ: 'Disabled',
      ManualSnapshotRetentionPeriod: -1,
      Encrypted: true,
      PubliclyAccessible: false,
      Tags: [{ Key: 'made-by', Value: 'keyshift' }],
    });
    expect(world.clusters.passwords.get('testcluster')).toBe('Passw0rd-1');
    expect(await world.rehearsal.clusterSpecs()).toEqual([
      { identifier: 'testcluster', port: 5439, databaseName: 'testdb', masterUsername: 'some_admin' },
    ]);
  });

  it('keep no master password once the server stands', async () => {
    const rows = await world.database.query<{ body: object }>(
      "SELECT body FROM rehearsal.resource WHERE kind = 'cluster'",
      [],
    );
    expect(rows[0]?.body).not.toHaveProperty('sealedPassword');
    expect(JSON.stringify(rows)).not.toContain('Passw0rd');
  });

  it.each<[string, Partial<CreateClusterCommandInput>, string]>([
    ['a name in use', { Port: 5441 }, 'ClusterAlreadyExistsFault'],
    ['a bad name', { ClusterIdentifier: 'Bad--Id-' }, 'InvalidParameterValue'],
    ['a port of another cluster', { ClusterIdentifier: 'second' }, 'InvalidParameterValue'],
    ['a short password', { MasterUserPassword: 'x' }, 'InvalidParameterValue'],
    ['a password without digits', { MasterUserPassword: 'Password-' }, 'InvalidParameterValue'],
    ['a password with a slash', { MasterUserPassword: 'Passw0rd/1' }, 'InvalidParameterValue'],
    ['the user PUBLIC', { MasterUsername: 'public' }, 'InvalidParameterValue'],
    ['an upper-case database', { DBName: 'Dev' }, 'InvalidParameterValue'],
    ['a node type that is none', { NodeType: 'zz.huge' }, 'InvalidParameterValue'],
    ['an old node type', { NodeType: 'dc2.large' }, 'InvalidParameterValue'],
    ['one node of many', { ClusterType: 'multi-node', NumberOfNodes: 1 }, 'InvalidParameterCombination'],
    ['a low port', { Port: 80 }, 'InvalidParameterValue'],
    ['no encryption', { Encrypted: false }, 'InvalidParameterValue'],
    [
      'an unknown subnet group',
      { ClusterIdentifier: 'x', Port: 5441, ClusterSubnetGroupName: 'none' },
      'ClusterSubnetGroupNotFoundFault',
    ],
    [
      'an unknown security group',
      { ClusterIdentifier: 'x', Port: 5441, VpcSecurityGroupIds: ['sg-0'] },
      'InvalidVPCNetworkStateFault',
    ],
    ['an unknown parameter group', { ClusterParameterGroupName: 'mine' }, 'ClusterParameterGroupNotFoundFault'],
    ['an unknown zone', { ClusterIdentifier: 'x', Port: 5441, AvailabilityZone: 'mars-1a' }, 'InvalidParameterValue'],
    ['a parameter that is not supported', { SnapshotScheduleIdentifier: 'x' }, 'InvalidParameterValue'],
  ])('are refused with %s', async (_name, changes, code) => {
    expect((await refusalOf(create(changes))).code).toBe(code);
  });

  it('decide by their security groups who may connect, from the next connection on', async () => {
    const from = (address: string) =>
      world.rehearsal.decideSource({ clusterIdentifier: 'testcluster', address, port: 5439 });
    expect(await from('127.0.0.1')).toEqual({ allowed: false, reason: 'no inbound rule of vpn opens port 5439' });
    await world.admin.ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId: groupId,
        IpProtocol: 'tcp',
        FromPort: 5439,
        ToPort: 5439,
        CidrIp: '127.0.0.0/8',
      }),
    );
    expect((await from('127.0.0.1')).allowed).toBe(true);
    expect((await from('192.0.2.1')).allowed).toBe(false);
    expect(
      await world.rehearsal.decideSource({ clusterIdentifier: 'none', address: '127.0.0.1', port: 1 }),
    ).toMatchObject({ allowed: false });
    const removal = world.admin.ec2.send(new DeleteSecurityGroupCommand({ GroupId: groupId }));
    expect((await refusalOf(removal)).code).toBe('DependencyViolation');
  });

  it('change their master password and security groups', async () => {
    const modify = (input: { MasterUserPassword?: string; VpcSecurityGroupIds?: string[] }) =>
      redshift.send(new ModifyClusterCommand({ ClusterIdentifier: 'testcluster', ...input }));
    await modify({ MasterUserPassword: 'N3w-Password' });
    expect(world.clusters.passwords.get('testcluster')).toBe('N3w-Password');
    expect((await refusalOf(modify({}))).code).toBe('InvalidParameterCombination');
    expect((await refusalOf(modify({ VpcSecurityGroupIds: ['sg-0'] }))).code).toBe('InvalidVPCNetworkStateFault');
    expect((await refusalOf(modify({ MasterUserPassword: 'weak' }))).code).toBe('InvalidParameterValue');
  });

  it('are tagged by their ARN', async () => {
    await redshift.send(new CreateTagsCommand({ ResourceName: ARN, Tags: [{ Key: 'team', Value: 'data' }] }));
    const tagsOf = async () => {
      const { TaggedResources } = await redshift.send(new DescribeTagsCommand({ ResourceName: ARN }));
      return TaggedResources?.map(({ Tag }) => Tag?.Key);
    };
    expect(await tagsOf()).toEqual(['made-by', 'team']);
    await redshift.send(new DeleteTagsCommand({ ResourceName: ARN, TagKeys: ['team'] }));
    expect(await tagsOf()).toEqual(['made-by']);
    const all = await redshift.send(new DescribeTagsCommand({ ResourceType: 'cluster' }));
    expect(all.TaggedResources).toHaveLength(1);
    expect((await refusalOf(redshift.send(new DescribeTagsCommand({ ResourceName: `${ARN}x` })))).code).toBe(
      'ResourceNotFoundFault',
    );
  });

  it('say that they failed when their server could not be made, and can then be deleted', async () => {
    world.clusters.failWith = new Error('no space');
    await create({ ClusterIdentifier: 'unlucky', Port: 5450 });
    await waitForCluster(world, 'hardware-failure', 'unlucky');
    expect(world.logged.some(({ event }) => event === 'rehearsal.cluster_creation_failed')).toBe(true);
    world.clusters.failWith = undefined;
    await redshift.send(new DeleteClusterCommand({ ClusterIdentifier: 'unlucky', SkipFinalClusterSnapshot: true }));
    await waitUntilGone(() => redshift.send(new DescribeClustersCommand({ ClusterIdentifier: 'unlucky' })));
  });

  it('are taken up again when the process stopped in between', async () => {
    world.clusters.gate = new Promise(() => undefined);
    await create({ ClusterIdentifier: 'interrupted', Port: 5451 });
    world.clusters.gate = Promise.resolve();
    await createRehearsal(world.deps);
    await waitForCluster(world, 'available', 'interrupted');
    expect(world.clusters.passwords.get('interrupted')).toBe('Passw0rd-1');
  });

  it('are deleted with their server, and free their subnet group', async () => {
    const remove = (more: object) =>
      redshift.send(new DeleteClusterCommand({ ClusterIdentifier: 'testcluster', ...more }));
    expect((await refusalOf(remove({}))).code).toBe('InvalidParameterCombination');
    const group = { ClusterSubnetGroupName: 'redshift-subnets' };
    expect((await refusalOf(redshift.send(new DeleteClusterSubnetGroupCommand(group)))).code).toBe(
      'InvalidClusterSubnetGroupStateFault',
    );
    expect((await remove({ SkipFinalClusterSnapshot: true })).Cluster?.ClusterStatus).toBe('deleting');
    await waitUntilGone(describeCluster);
    expect(world.clusters.passwords.has('testcluster')).toBe(false);
    await redshift.send(new DeleteClusterSubnetGroupCommand(group));
    expect((await refusalOf(redshift.send(new DescribeClusterSubnetGroupsCommand(group)))).code).toBe(
      'ClusterSubnetGroupNotFoundFault',
    );
  });

  async function waitUntilGone(describeIt: () => Promise<unknown>): Promise<void> {
    await expect
      .poll(async () => (await refusalOf(describeIt())).code, { timeout: 5_000 })
      .toBe('ClusterNotFoundFault');
  }
});

describe('subnet groups', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.close());

  it('hold subnets of the account under a lower-case name', async () => {
    const { redshift, ec2 } = world.admin;
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}));
    const SubnetIds = Subnets?.map(({ SubnetId }) => SubnetId ?? '') ?? [];
    const create = (ClusterSubnetGroupName: string, ids: string[]) =>
      redshift.send(new CreateClusterSubnetGroupCommand({ ClusterSubnetGroupName, Description: 'd', SubnetIds: ids }));
    const { ClusterSubnetGroup } = await create('Redshift-Subnets', SubnetIds);
    expect(ClusterSubnetGroup).toMatchObject({
      ClusterSubnetGroupName: 'redshift-subnets',
      SubnetGroupStatus: 'Complete',
    });
    expect(ClusterSubnetGroup?.Subnets).toHaveLength(3);
    expect((await refusalOf(create('redshift-subnets', SubnetIds))).code).toBe('ClusterSubnetGroupAlreadyExistsFault');
    expect((await refusalOf(create('default', SubnetIds))).code).toBe('InvalidParameterValue');
    expect((await refusalOf(create('x', ['subnet-0']))).code).toBe('InvalidSubnet');
    expect((await refusalOf(create('x', []))).code).toBe('MissingParameter');
  });

  it('and everything else are forgotten by clear, which makes the default network anew', async () => {
    await world.rehearsal.clear();
    const { redshift, ec2 } = world.admin;
    expect((await redshift.send(new DescribeClusterSubnetGroupsCommand({}))).ClusterSubnetGroups).toEqual([]);
    expect((await ec2.send(new DescribeSubnetsCommand({}))).Subnets).toHaveLength(3);
  });
});
