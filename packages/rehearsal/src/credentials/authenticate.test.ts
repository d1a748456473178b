import { createHash, createHmac } from 'node:crypto';
import { DescribeVpcsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateRoleCommand, DeleteRoleCommand, DetachRolePolicyCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { DescribeClustersCommand, RedshiftClient } from '@aws-sdk/client-redshift';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney, trustPolicy } from '../testing/journey.ts';
import { ACCOUNT, type Credentials, REGION, refusalOf, startWorld, type World } from '../testing/world.ts';

describe('a caller', () => {
  let world: World;
  let journey: Journey;
  let session: Credentials;
  beforeAll(async () => {
    world = await startWorld();
    journey = await startJourney(world);
    session = await journey.session();
  });
  afterAll(() => world.close());

  const whoAmI = (credentials: Credentials) =>
    refusalOf(world.clients(credentials).sts.send(new GetCallerIdentityCommand({})));
  const vpcs = (credentials: Credentials) =>
    refusalOf(world.clients(credentials).ec2.send(new DescribeVpcsCommand({})));
  const flip = (text: string) => `${text.slice(0, 40)}${text[40] === 'A' ? 'B' : 'A'}${text.slice(41)}`;

  it('is the root with the root key', async () => {
    const me = await world.admin.sts.send(new GetCallerIdentityCommand({}));
    expect(me).toMatchObject({ Account: ACCOUNT, Arn: `arn:aws:iam::${ACCOUNT}:root`, UserId: ACCOUNT });
  });

  it.each<[string, () => Credentials, string]>([
    ['a wrong secret', () => ({ ...world.root, secretAccessKey: 'wrong' }), 'SignatureDoesNotMatch'],
    ['an unknown key', () => ({ ...world.root, accessKeyId: 'AKIAUNKNOWNUNKNOWN00' }), 'InvalidClientTokenId'],
    ['a wrong secret of a session', () => ({ ...session, secretAccessKey: 'wrong' }), 'SignatureDoesNotMatch'],
    [
      'a tampered token',
      () => ({ ...session, sessionToken: flip(session.sessionToken ?? '') }),
      'InvalidClientTokenId',
    ],
    [
      'no token',
      () => ({ accessKeyId: session.accessKeyId, secretAccessKey: session.secretAccessKey }),
      'InvalidClientTokenId',
    ],
    ['a token of another session', () => ({ ...session, accessKeyId: 'ASIAAAAAAAAAAAAAAAAA' }), 'InvalidClientTokenId'],
    [
      'the root key with a token',
      () => ({ ...world.root, sessionToken: session.sessionToken ?? '' }),
      'InvalidClientTokenId',
    ],
  ])('is refused with %s: %s', async (_name, credentials, code) => {
    expect(await whoAmI(credentials())).toMatchObject({ code, status: 403 });
    expect(await vpcs(credentials())).toMatchObject({ code: 'AuthFailure', status: 401 });
  });

  it('may presign a GET, for the query that was signed and its time only', async () => {
    const query = (stamp: string) =>
      new URLSearchParams({
        Action: 'GetCallerIdentity',
        Version: '2011-06-15',
        'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
        'X-Amz-Credential': `${world.root.accessKeyId}/${stamp.slice(0, 8)}/${REGION}/sts/aws4_request`,
        'X-Amz-Date': stamp,
        'X-Amz-Expires': '60',
        'X-Amz-SignedHeaders': 'host',
      }).toString();
    const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const presign = (at: Date) => {
      const stamp = at.toISOString().replace(/[-:]|\.\d+/g, '');
      const text = query(stamp);
      const canonical = ['GET', '/', text, `host:127.0.0.1:${world.port}`, '', 'host', sha256('')].join('\n');
      const scope = `${stamp.slice(0, 8)}/${REGION}/sts/aws4_request`;
      const parts = [stamp.slice(0, 8), REGION, 'sts', 'aws4_request'];
      const key = parts.reduce<string | Buffer>(
        (before, part) => hmac(before, part),
        `AWS4${world.root.secretAccessKey}`,
      );
      const signature = hmac(key, ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')).toString('hex');
      return `${world.endpoint}/?${text}&X-Amz-Signature=${signature}`;
    };
    const get = async (url: string) => (await fetch(url)).text();
    const url = presign(world.now());
    expect(await get(url)).toContain(`<Arn>arn:aws:iam::${ACCOUNT}:root</Arn>`);
    expect(await get(url.replace('GetCallerIdentity', 'GetCallerIdentity&A=1'))).toContain('SignatureDoesNotMatch');
    expect(await get(presign(new Date(world.now().getTime() - 120_000)))).toContain('Signature expired');
    expect((await fetch(url, { method: 'POST' })).status).toBe(415);
  });

  it('is refused when the session is over, in every service', async () => {
    world.shiftClock(3601);
    try {
      expect(await whoAmI(session)).toMatchObject({ code: 'ExpiredToken', status: 403 });
      expect(await vpcs(session)).toMatchObject({ code: 'RequestExpired', status: 400 });
    } finally {
      world.shiftClock(0);
    }
  });

  it('gets its clock corrected by the Date header, as the SDK does', async () => {
    world.shiftClock(7200);
    try {
      expect((await whoAmI(world.root)).code).toBe('accepted');
    } finally {
      world.shiftClock(0);
    }
  });

  it('is refused for another region where resources have one', async () => {
    const config = { endpoint: world.endpoint, region: 'eu-west-1', credentials: world.root, maxAttempts: 1 };
    expect((await refusalOf(new RedshiftClient(config).send(new DescribeClustersCommand({})))).code).toBe(
      'SignatureDoesNotMatch',
    );
    expect((await refusalOf(new EC2Client(config).send(new DescribeVpcsCommand({})))).code).toBe('AuthFailure');
  });

  it('may do nothing that no policy allows', async () => {
    const refusal = await refusalOf(world.clients(session).iam.send(new ListRolesCommand({})));
    expect(refusal).toMatchObject({ code: 'AccessDenied', status: 403 });
    expect(await vpcs(session)).toMatchObject({ code: 'UnauthorizedOperation', status: 403 });
  });

  it('loses the session when the role is deleted, also when it is made again', async () => {
    const { iam } = world.admin;
    await iam.send(new DetachRolePolicyCommand({ RoleName: 'redshift-sso', PolicyArn: journey.policyArn }));
    await iam.send(new DeleteRoleCommand({ RoleName: 'redshift-sso' }));
    expect((await whoAmI(session)).code).toBe('InvalidClientTokenId');
    const document = trustPolicy(journey.providerArn);
    await iam.send(new CreateRoleCommand({ RoleName: 'redshift-sso', AssumeRolePolicyDocument: document }));
    expect((await whoAmI(session)).code).toBe('InvalidClientTokenId');
  });
});
