// The rest of the journey's AWS half (E to I) as somebody does it by hand, with nothing of ours: AWS's SDK and a PostgreSQL client.
import { readFileSync } from 'node:fs';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { AttachRolePolicyCommand, CreatePolicyCommand, CreateRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateClusterCommand,
  CreateClusterSubnetGroupCommand,
  waitUntilClusterAvailable,
} from '@aws-sdk/client-redshift';
import type { Info } from '@keyshift/cli';
import { Client } from 'pg';
import { adminClients } from '../aws.ts';

const CLUSTER = {
  identifier: 'testcluster',
  database: 'testdb',
  master: { user: 'some_admin', password: 'Master-passw0rd' },
};

/** Steps 18 and 19: one group's access policy, and the role that carries it; gives the role's ARN. */
export async function createRole(
  info: Info,
  p: { providerArn: string; acsUrl: string; group: string },
): Promise<string> {
  const { iam } = adminClients(info);
  const { region, accountId } = info.aws;
  const arn = (kind: string, name: string) =>
    `arn:aws:redshift:${region}:${accountId}:${kind}:${CLUSTER.identifier}/${name}`;
  const dbUser = arn('dbuser', '$' + '{redshift:DbUser}');
  const Condition = { StringLike: { 'aws:userid': '*:$' + '{redshift:DbUser}' } };
  const access = [
    {
      Effect: 'Allow',
      Action: 'redshift:GetClusterCredentials',
      Resource: [dbUser, arn('dbname', CLUSTER.database)],
      Condition,
    },
    { Effect: 'Allow', Action: 'redshift:CreateClusterUser', Resource: dbUser, Condition },
    { Effect: 'Allow', Action: 'redshift:JoinGroup', Resource: arn('dbgroup', p.group) },
  ];
  const trust = {
    Effect: 'Allow',
    Principal: { Federated: p.providerArn },
    Action: 'sts:AssumeRoleWithSAML',
    Condition: { StringEquals: { 'SAML:aud': p.acsUrl } },
  };
  const policy = await iam.send(
    new CreatePolicyCommand({ PolicyName: 'redshift-sso-access', PolicyDocument: document(access) }),
  );
  const role = await iam.send(
    new CreateRoleCommand({ RoleName: 'redshift-sso', AssumeRolePolicyDocument: document([trust]) }),
  );
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'redshift-sso', PolicyArn: policy.Policy?.Arn }));
  return role.Role?.Arn ?? '';
}

function document(Statement: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

/** Steps 17, 20 and 21: who may reach it, where it stands, the cluster itself; waits until it is available. */
export async function createCluster(info: Info, port: number): Promise<void> {
  const { ec2, redshift } = adminClients(info);
  const vpcs = await ec2.send(new DescribeVpcsCommand({}));
  const VpcId = vpcs.Vpcs?.[0]?.VpcId;
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'redshift-vpn', Description: 'From the VPN', VpcId }),
  );
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [
        {
          IpProtocol: 'tcp',
          FromPort: port,
          ToPort: port,
          IpRanges: [{ CidrIp: '127.0.0.1/32' }],
          Ipv6Ranges: [{ CidrIpv6: '::1/128' }],
        },
      ],
    }),
  );
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  await redshift.send(
    new CreateClusterSubnetGroupCommand({
      ClusterSubnetGroupName: 'redshift-subnets',
      Description: 'All subnets of the VPC',
      SubnetIds: Subnets.flatMap(({ SubnetId }) => SubnetId ?? []),
    }),
  );
  await redshift.send(
    new CreateClusterCommand({
      ClusterIdentifier: CLUSTER.identifier,
      NodeType: 'ra3.large',
      ClusterType: 'single-node',
      DBName: CLUSTER.database,
      Port: port,
      MasterUsername: CLUSTER.master.user,
      MasterUserPassword: CLUSTER.master.password,
      VpcSecurityGroupIds: [GroupId],
      ClusterSubnetGroupName: 'redshift-subnets',
      PubliclyAccessible: false,
    }),
  );
  const waiting = { client: redshift, maxWaitTime: 60, minDelay: 1, maxDelay: 2 };
  await waitUntilClusterAvailable(waiting, { ClusterIdentifier: CLUSTER.identifier });
}

/** Steps 24 and 25: the master user makes the DB group, and a table that it may read. */
export async function prepareDatabase(info: Info, port: number, group: string): Promise<void> {
  const client = new Client({
    host: 'localhost',
    port,
    database: CLUSTER.database,
    ...CLUSTER.master,
    ssl: { ca: readFileSync(info.caFile) },
  });
  await client.connect();
  try {
    await client.query(`CREATE GROUP ${group}`);
    await client.query('CREATE TABLE visits (day date)');
    await client.query("INSERT INTO visits VALUES ('2026-11-01'), ('2026-11-02'), ('2026-11-03')");
    await client.query(`GRANT SELECT ON visits TO GROUP ${group}`);
  } finally {
    await client.end();
  }
}
