import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import {
  CreateRoleCommand,
  ListPoliciesCommand,
  ListRolesCommand,
  ListSAMLProvidersCommand,
} from '@aws-sdk/client-iam';
import { DescribeClusterSubnetGroupsCommand, DescribeClustersCommand } from '@aws-sdk/client-redshift';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClients } from './aws.ts';
import { type Keyshift, REPOSITORY, removeData, startKeyshift } from './keyshift.ts';
import { findFreePorts } from './ports.ts';

let keyshift: Keyshift;
let file: string;
let clusterPort: number;

/** The demo's description on this test's ports. */
function describeDemo(listenPort: number): string {
  const demo = join(REPOSITORY, 'packages/cli/demo');
  return readFileSync(join(demo, 'keyshift.yaml'), 'utf8')
    .replace('localhost:7890', `localhost:${listenPort}`)
    .replace('port: 5439', `port: ${clusterPort}`)
    .replace('sales.sql', join(demo, 'sales.sql'));
}

beforeAll(async () => {
  const ports = await findFreePorts(4);
  clusterPort = ports[2] ?? 0;
  keyshift = await startKeyshift({ ports, demo: false });
  file = join(keyshift.data, '..', 'keyshift.yaml');
  writeFileSync(file, describeDemo(ports[3] ?? 0));
  const { iam } = adminClients(keyshift.info);
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
  });
  await iam.send(new CreateRoleCommand({ RoleName: 'someone-elses', AssumeRolePolicyDocument }));
});
afterAll(async () => {
  await keyshift?.stop();
  await removeData(keyshift.data);
});

async function inventory(): Promise<Record<string, string[]>> {
  const { iam, ec2, redshift } = adminClients(keyshift.info);
  const roles = await iam.send(new ListRolesCommand({}));
  const policies = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
  const providers = await iam.send(new ListSAMLProvidersCommand({}));
  const groups = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const subnets = await redshift.send(new DescribeClusterSubnetGroupsCommand({}));
  const clusters = await redshift.send(new DescribeClustersCommand({}));
  return {
    roles: (roles.Roles ?? []).map(({ RoleName }) => RoleName ?? ''),
    policies: (policies.Policies ?? []).map(({ PolicyName }) => PolicyName ?? ''),
    providers: (providers.SAMLProviderList ?? []).map(({ Arn }) => Arn ?? ''),
    securityGroups: (groups.SecurityGroups ?? []).map(({ GroupName }) => GroupName ?? ''),
    subnetGroups: (subnets.ClusterSubnetGroups ?? []).map(({ ClusterSubnetGroupName }) => ClusterSubnetGroupName ?? ''),
    clusters: (clusters.Clusters ?? []).map(({ ClusterIdentifier }) => ClusterIdentifier ?? ''),
  };
}

async function rollout(command: 'apply' | 'destroy'): Promise<{ action: string; kind: string; name: string }[]> {
  const { status, stdout, stderr } = await keyshift.command([command, '--file', file, '--json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

describe('rollout on the rehearsal', () => {
  it('before anything is made, there is nothing to sign in to', async () => {
    const { status, stdout } = await keyshift.command(['login', '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ code: 'cli.no_cluster' });
  });

  it('tells that the cluster did not become available, and takes everything back', async () => {
    const before = await inventory();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(clusterPort, '127.0.0.1', resolve));
    const { status, stdout } = await keyshift.command(['apply', '--file', file, '--json']);
    await new Promise((resolve) => other.close(resolve));
    expect(status).toBe(1);
    expect(stdout).toContain('"code":"rollout.cluster_not_available"');
    await rollout('destroy');
    expect(await inventory()).toEqual(before);
  });

  it('makes everything, then changes nothing, then mends what was changed, then removes exactly what it made', async () => {
    const before = await inventory();
    const applied = await rollout('apply');
    const made = applied.filter(({ kind }) => !['group', 'person', 'application'].includes(kind));
    expect(new Set(made.map(({ action }) => action))).toEqual(new Set(['create']));
    expect(made.length).toBeGreaterThan(10);
    expect((await inventory())['clusters']).toEqual(['testcluster']);
    const info = JSON.parse((await keyshift.command(['info', '--json'])).stdout);
    expect(info.clusters[0]).toMatchObject({ identifier: 'testcluster', database: 'testdb' });

    expect(new Set((await rollout('apply')).map(({ action }) => action))).toEqual(new Set(['keep']));

    writeFileSync(file, readFileSync(file, 'utf8').replace('allow: [', 'allow: [203.0.113.0/24, '));
    const mended = (await rollout('apply')).filter(({ action }) => action !== 'keep');
    expect(mended).toMatchObject([{ action: 'update', kind: 'security group', name: 'redshift-vpn' }]);

    const removed = await rollout('destroy');
    expect(removed.some(({ action }) => action !== 'remove')).toBe(false);
    expect(await inventory()).toEqual(before);
    expect(await rollout('destroy')).toEqual([]);

    expect(
      (await rollout('apply')).filter(
        ({ action, kind }) => action !== 'create' && !['group', 'person', 'application'].includes(kind),
      ),
    ).toEqual([]);
  });

  it('refuses to change what it did not make', async () => {
    writeFileSync(file, readFileSync(file, 'utf8').replace('role: redshift-sso,', 'role: someone-elses,'));
    const { status, stdout } = await keyshift.command(['apply', '--file', file, '--json']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/"code":"rollout.foreign_resource".*the role someone-elses/);
  });

  it.each([
    [['apply', '--file', 'nothere.yaml'], 'cli.file_unreadable'],
    [['apply', '--target', 'aws'], 'cli.target_unsupported'],
  ])('%j is refused: %s', async (args, code) => {
    const { status, stdout } = await keyshift.command([...args, '--json']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ code });
  });

  it('says what AWS refused, in words', async () => {
    const description = readFileSync(file, 'utf8').replace('role: someone-elses,', 'role: redshift-sso,');
    writeFileSync(
      file,
      description
        .replace('nodeType: ra3.large', 'nodeType: dc2.large')
        .replace('identifier: testcluster', 'identifier: other'),
    );
    const { status, stdout } = await keyshift.command(['apply', '--file', file, '--json']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/"code":"rollout.aws_refused".*cannot create the cluster other.*dc2.large/);
  });
});
