import { CreatePolicyVersionCommand, DetachRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateClusterCommand, DescribeCustomDomainAssociationsCommand } from '@aws-sdk/client-redshift';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  askCredentials,
  CLUSTER,
  type Journey,
  PINNED_POLICY,
  startJourney,
  waitForCluster,
} from '../../testing/journey.ts';
import { ACCOUNT, type Credentials, REGION, refusalOf, startWorld, type World } from '../../testing/world.ts';

const arn = (resource: string) => `arn:aws:redshift:${REGION}:${ACCOUNT}:${resource}`;

describe('GetClusterCredentials', () => {
  let world: World;
  let journey: Journey;
  let alice: Credentials;
  beforeAll(async () => {
    world = await startWorld();
    journey = await startJourney(world);
    alice = await journey.session('alice');
  });
  afterAll(() => world.close());

  const ask = (input?: Parameters<typeof askCredentials>[2]) => refusalOf(askCredentials(world, alice, input));
  const find = (user: string, password: string) =>
    world.rehearsal.findDatabaseGrant({ clusterIdentifier: CLUSTER, user, password });

  it('mints a password that opens exactly that user, with its groups and the person who asked', async () => {
    const { DbUser = '', DbPassword = '', Expiration } = await askCredentials(world, alice);
    expect(DbUser).toBe('IAMA:alice');
    expect(DbPassword.length).toBeGreaterThanOrEqual(32);
    expect(await find(DbUser, DbPassword)).toMatchObject({
      dbUser: 'alice',
      autoCreate: true,
      dbGroups: ['redshift_dbgroup'],
      personUserId: `${journey.roleId}:alice`,
    });
    const seconds = ((Expiration?.getTime() ?? 0) - world.now().getTime()) / 1000;
    expect(Math.abs(seconds - 900)).toBeLessThan(10);
    expect(await find('IAM:alice', DbPassword)).toEqual({ refused: 'unknown' });
    expect(await find('alice', DbPassword)).toEqual({ refused: 'unknown' });
    expect(await find(DbUser, `${DbPassword}x`)).toEqual({ refused: 'unknown' });
  });

  it('says IAM: without AutoCreate, and mints a new password each time', async () => {
    const first = await askCredentials(world, alice, { AutoCreate: false, DbGroups: [] });
    const second = await askCredentials(world, alice, { AutoCreate: false, DbGroups: [] });
    expect(first.DbUser).toBe('IAM:alice');
    expect(first.DbPassword).not.toBe(second.DbPassword);
    expect(await find('IAM:alice', first.DbPassword ?? '')).toMatchObject({ autoCreate: false, dbGroups: [] });
  });

  it('keeps no password, only its hash', async () => {
    const { DbPassword = '' } = await askCredentials(world, alice);
    const rows = await world.database.query<{ text: string }>(
      'SELECT c::text AS text FROM rehearsal.database_credential c',
      [],
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ text }) => text.includes(DbPassword))).toBe(false);
  });

  it('lets a password expire', async () => {
    const { DbUser = '', DbPassword = '' } = await askCredentials(world, alice, { DurationSeconds: 900 });
    world.shiftClock(901);
    expect(await find(DbUser, DbPassword)).toEqual({ refused: 'expired' });
    world.shiftClock(0);
    expect(await find(DbUser, DbPassword)).toMatchObject({ dbUser: 'alice' });
  });

  it("refuses another person's DbUser, the master's too, as AWS words it", async () => {
    const refusal = await ask({ DbUser: 'bob' });
    expect(refusal).toMatchObject({ code: 'AccessDenied', status: 403 });
    expect(refusal.message).toBe(
      `User: arn:aws:sts::${ACCOUNT}:assumed-role/redshift-sso/alice is not authorized to perform: redshift:GetClusterCredentials on resource: ${arn(`dbuser:${CLUSTER}/bob`)} because no identity-based policy allows the redshift:GetClusterCredentials action`,
    );
    expect((await ask({ DbUser: 'some_admin' })).code).toBe('AccessDenied');
    const why = world.logged.findLast(({ event }) => event === 'rehearsal.refused')?.fields['why'];
    expect(why).toContain('StringLike on aws:userid is not met');
  });

  it('refuses a group, a database and a cluster that the policy does not name', async () => {
    expect((await ask({ DbGroups: ['redshift_dbgroup', 'hr_dbgroup'] })).message).toContain('redshift:JoinGroup');
    expect((await ask({ DbName: 'other' })).message).toContain(arn(`dbname:${CLUSTER}/other`));
    expect((await ask({ ClusterIdentifier: 'othercluster' })).code).toBe('AccessDenied');
  });

  it.each([
    '*',
    '?lice',
    'alic*',
    'a b',
    'a:b',
    'a/b',
    'Alice',
    '1abc',
    'public',
    'PUBLIC',
    'select',
    '',
    'a'.repeat(128),
  ])('refuses the DbUser %j before any policy is asked', async (DbUser) => {
    expect((await ask({ DbUser })).code).toBe('InvalidParameterValue');
  });

  it.each(['BAD GROUP', 'Group', 'a/b', 'public', ''])('refuses the group name %j', async (group) => {
    expect((await ask({ DbGroups: [group] })).code).toBe('InvalidParameterValue');
  });

  it('refuses durations outside 900 to 3600 seconds', async () => {
    expect((await ask({ DurationSeconds: 899 })).code).toBe('InvalidParameterValue');
    expect((await ask({ DurationSeconds: 3601 })).code).toBe('InvalidParameterValue');
  });

  it('refuses AutoCreate where CreateClusterUser is not allowed, and a Deny over everything', async () => {
    const publish = async (statements: object[]) => {
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: statements });
      await world.admin.iam.send(
        new CreatePolicyVersionCommand({ PolicyArn: journey.policyArn, PolicyDocument, SetAsDefault: true }),
      );
    };
    const [credentials, groups] = PINNED_POLICY.Statement;
    if (credentials === undefined || groups === undefined) throw new TypeError('the policy has two statements');
    await publish([{ ...credentials, Action: 'redshift:GetClusterCredentials' }, groups]);
    expect((await ask()).message).toContain('redshift:CreateClusterUser');
    expect((await ask({ AutoCreate: false })).code).toBe('accepted');
    await publish([
      credentials,
      groups,
      { Effect: 'Deny', Action: 'redshift:GetCluster*', Resource: arn('dbuser:*/alice') },
    ]);
    expect((await ask()).message).toContain('with an explicit deny in an identity-based policy');
    await publish([credentials, groups]);
    expect((await ask()).code).toBe('accepted');
  });

  describe('the ways of drivers (redshift-clients §2.4)', () => {
    it('get 404 for custom domains', async () => {
      const call = world
        .clients(alice)
        .redshift.send(new DescribeCustomDomainAssociationsCommand({ CustomDomainName: '127.0.0.1' }));
      expect(await refusalOf(call)).toMatchObject({ code: 'CustomDomainAssociationNotFoundFault', status: 404 });
    });

    it('may name the only cluster by the address of its endpoint, and nothing else', async () => {
      const byDomain = (CustomDomainName: string) => ask({ ClusterIdentifier: undefined, CustomDomainName });
      expect((await byDomain('127.0.0.1')).code).toBe('accepted');
      expect(await byDomain('db.example')).toMatchObject({ code: 'UnsupportedOperationFault', status: 400 });
      expect((await byDomain('')).code).toBe('UnsupportedOperationFault');
      await world.admin.redshift.send(
        new CreateClusterCommand({
          ClusterIdentifier: 'second',
          NodeType: 'ra3.large',
          NumberOfNodes: 2,
          MasterUsername: 'some_admin',
          MasterUserPassword: 'Passw0rd-1',
          Port: 5440,
        }),
      );
      await waitForCluster(world, 'available', 'second');
      expect((await byDomain('127.0.0.1')).code).toBe('UnsupportedOperationFault');
    });
  });

  it('refuses everything once the policy is detached', async () => {
    await world.admin.iam.send(new DetachRolePolicyCommand({ RoleName: 'redshift-sso', PolicyArn: journey.policyArn }));
    expect((await ask()).code).toBe('AccessDenied');
  });
});
