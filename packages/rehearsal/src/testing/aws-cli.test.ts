import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLUSTER, type Journey, startJourney } from './journey.ts';
import { type Credentials, REGION, startWorld, type World } from './world.ts';

const run = promisify(execFile);

function isInstalled(): boolean {
  try {
    execFileSync('aws', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const skip = !isInstalled() && !process.env['CI'];
const title = skip ? 'the stock aws CLI (missing: pip install awscli)' : 'the stock aws CLI';

describe.skipIf(skip)(title, () => {
  let world: World;
  let journey: Journey;
  beforeAll(async () => {
    world = await startWorld();
    journey = await startJourney(world);
  });
  afterAll(() => world.close());

  const aws = async (args: readonly string[], credentials?: Credentials) => {
    const env = {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_MAX_ATTEMPTS: '1',
      AWS_ENDPOINT_URL: world.endpoint,
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      ...(credentials === undefined
        ? {}
        : {
            AWS_ACCESS_KEY_ID: credentials.accessKeyId,
            AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
            AWS_SESSION_TOKEN: credentials.sessionToken ?? '',
          }),
    };
    const { stdout } = await run('aws', [...args, '--output', 'json'], { env });
    return JSON.parse(stdout);
  };

  it('goes the way from an assertion to a database password', async () => {
    const assertion = journey.idp.issue(journey.ask(), world.now());
    const { Credentials: given } = await aws([
      'sts',
      'assume-role-with-saml',
      '--role-arn',
      journey.roleArn,
      '--principal-arn',
      journey.providerArn,
      '--saml-assertion',
      assertion,
    ]);
    const session = {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      sessionToken: given.SessionToken,
    };
    const ask = [
      'redshift',
      'get-cluster-credentials',
      '--cluster-identifier',
      CLUSTER,
      '--db-name',
      'testdb',
      '--auto-create',
      '--db-groups',
      'redshift_dbgroup',
    ];
    const credentials = await aws([...ask, '--db-user', 'alice'], session);
    expect(credentials.DbUser).toBe('IAMA:alice');
    const login = { clusterIdentifier: CLUSTER, user: credentials.DbUser, password: credentials.DbPassword };
    expect(await world.rehearsal.findDatabaseGrant(login)).toMatchObject({ dbUser: 'alice' });
    await expect(aws([...ask, '--db-user', 'bob'], session)).rejects.toMatchObject({
      stderr: expect.stringContaining('(AccessDenied)'),
    });
  });

  it('reads the other services as the administrator', async () => {
    expect((await aws(['ec2', 'describe-vpcs'], world.root)).Vpcs).toHaveLength(1);
    const { Clusters } = await aws(['redshift', 'describe-clusters'], world.root);
    expect(Clusters[0]).toMatchObject({ ClusterIdentifier: CLUSTER, ClusterStatus: 'available' });
    expect((await aws(['iam', 'get-role', '--role-name', 'redshift-sso'], world.root)).Role.RoleId).toBe(
      journey.roleId,
    );
    const wanted = ['--lookup-attributes', 'AttributeKey=EventName,AttributeValue=AssumeRoleWithSAML'];
    const { Events } = await aws(['cloudtrail', 'lookup-events', ...wanted], world.root);
    expect(Events.map((one: { Username: string }) => one.Username)).toEqual(['alice']);
  });
});
