import { CreateRoleCommand, CreateSAMLProviderCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { Secret } from '@keyshift/base';
import { openSqlSession } from '@keyshift/client';
import { formatTrustPolicy } from '@keyshift/rollout';
import { SAML_ATTRIBUTE } from '@keyshift/saml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adminClients, assumeRole, mintPassword, roleOf } from './aws.ts';
import { masterLogin, query } from './database.ts';
import { createForeignProvider, type ForeignProvider } from './foreign-provider.ts';
import { type Keyshift, removeData, startKeyshift } from './keyshift.ts';
import { clientTarget, onlyApplication, onlyCluster, personNamed } from './people.ts';
import { hiddenFields, newVisitor, obtainAssertion, signInOn } from './saml-http.ts';

let keyshift: Keyshift;
beforeAll(async () => {
  keyshift = await startKeyshift();
});
afterAll(async () => {
  await keyshift?.stop();
  await removeData(keyshift.data);
});

const alice = () => personNamed(keyshift.info, 'alice');
const bob = () => personNamed(keyshift.info, 'bob');
const aliceAsserted = () => obtainAssertion(keyshift.info, alice());
const assumeAsAlice = (assertion: string) => assumeRole(keyshift.info, assertion, { roleArn: roleOf(alice()) });
const refusedWith = (name: string, message: RegExp | string = /./) =>
  expect.objectContaining({ name, message: expect.stringMatching(message) });

describe('at the identity provider', () => {
  const loginPage = async () => {
    const visitor = newVisitor(keyshift.info);
    return { visitor, page: await visitor.follow(await visitor.get(onlyApplication(keyshift.info).loginUrl)) };
  };

  it('a wrong password and an unknown name get the same answer, and no assertion', async () => {
    const answers = [];
    for (const login of [
      { ...alice(), password: 'wrong' },
      { username: 'nobody', password: 'wrong' },
    ]) {
      const { visitor, page } = await loginPage();
      const answer = await signInOn(visitor, page, login);
      expect(hiddenFields(answer)).not.toHaveProperty('SAMLResponse');
      answers.push({ status: answer.status, alert: /role="alert"[^>]*>([\s\S]*?)<\//.exec(answer.text)?.[1] });
    }
    expect(answers[0]?.status).toBe(401);
    expect(answers[0]).toEqual(answers[1]);
  });

  it('a person in no group of the application is told which link is missing', async () => {
    const { visitor, page } = await loginPage();
    const answer = await signInOn(visitor, page, personNamed(keyshift.info, 'carol'));
    expect(answer.status).toBe(403);
    expect(answer.text).toMatch(/group/i);
    expect(hiddenFields(answer)).not.toHaveProperty('SAMLResponse');
  });

  it('a deactivated application signs nobody in, and works again when activated', async () => {
    expect(await keyshift.command(['app', 'deactivate', 'redshift'])).toMatchObject({ status: 0 });
    const { visitor, page } = await loginPage();
    const refused = page.status === 200 ? await signInOn(visitor, page, alice()) : page;
    expect(refused.status).toBe(403);
    expect(hiddenFields(refused)).not.toHaveProperty('SAMLResponse');
    expect(await keyshift.command(['app', 'activate', 'redshift'])).toMatchObject({ status: 0 });
    expect(await aliceAsserted()).not.toBe('');
  });
});

describe('at STS', () => {
  it('a tampered assertion: InvalidIdentityToken', async () => {
    const xml = Buffer.from(await aliceAsserted(), 'base64').toString();
    const tampered = Buffer.from(xml.replaceAll('>alice<', '>admin<')).toString('base64');
    await expect(assumeAsAlice(tampered)).rejects.toEqual(
      refusedWith('InvalidIdentityTokenException', 'signature invalid'),
    );
  });

  it('an unsigned assertion: InvalidIdentityToken', async () => {
    const xml = Buffer.from(await aliceAsserted(), 'base64').toString();
    const unsigned = xml.replace(/<(\w+:)?Signature\b[\s\S]*?<\/\1?Signature>/, '');
    expect(unsigned).not.toContain('SignatureValue');
    const attempt = assumeAsAlice(Buffer.from(unsigned).toString('base64'));
    await expect(attempt).rejects.toEqual(refusedWith('InvalidIdentityTokenException'));
  });

  it('an assertion that was redeemed before for this role: InvalidIdentityToken, also when both come at once', async () => {
    const assertion = await aliceAsserted();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => assumeAsAlice(assertion)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(assumeAsAlice(assertion)).rejects.toEqual(refusedWith('InvalidIdentityTokenException'));
  });

  it('a role that the assertion does not offer: AccessDenied', async () => {
    const attempt = assumeRole(keyshift.info, await aliceAsserted(), { roleArn: roleOf(bob()) });
    await expect(attempt).rejects.toEqual(refusedWith('AccessDenied', 'sts:AssumeRoleWithSAML'));
  });

  it('a longer session than the role allows: ValidationError', async () => {
    const attempt = assumeRole(keyshift.info, await aliceAsserted(), {
      roleArn: roleOf(alice()),
      durationSeconds: 7200,
    });
    await expect(attempt).rejects.toEqual(refusedWith('ValidationError', 'MaxSessionDuration'));
  });

  it('an unknown access key and a wrong secret: InvalidClientTokenId, SignatureDoesNotMatch', async () => {
    const { endpoint, region, accessKeyId } = keyshift.info.aws;
    const identify = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
      new STSClient({ endpoint, region, credentials, maxAttempts: 1 }).send(new GetCallerIdentityCommand({}));
    const wrongSecret = identify({ accessKeyId, secretAccessKey: 'wrong' });
    await expect(wrongSecret).rejects.toEqual(refusedWith('SignatureDoesNotMatch'));
    const unknownKey = identify({ accessKeyId: 'AKIAAAAAAAAAAAAAAAAA', secretAccessKey: 'wrong' });
    await expect(unknownKey).rejects.toEqual(refusedWith('InvalidClientTokenId'));
  });
});

describe('at STS, another identity provider that is registered', () => {
  const role = { providerArn: '', roleArn: '', acsUrl: '' };
  let provider: ForeignProvider;

  beforeAll(async () => {
    const { iam } = adminClients(keyshift.info);
    provider = await createForeignProvider(() => new Date());
    const created = await iam.send(
      new CreateSAMLProviderCommand({ Name: 'other-idp', SAMLMetadataDocument: provider.metadata }),
    );
    role.providerArn = created.SAMLProviderArn ?? '';
    role.acsUrl = onlyApplication(keyshift.info).acsUrl;
    const { Role } = await iam.send(
      new CreateRoleCommand({ RoleName: 'other-role', AssumeRolePolicyDocument: formatTrustPolicy(role) }),
    );
    role.roleArn = Role?.Arn ?? '';
  });

  const redeem = (assertion: string) => assumeRole(keyshift.info, assertion, role);
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);

  it('its good assertion is accepted', async () => {
    expect(await redeem(provider.issue(role))).toMatchObject({ accessKeyId: expect.stringMatching(/^ASIA/) });
  });

  it.each([
    [
      'expired',
      { issueInstant: minutesAgo(20), notBefore: minutesAgo(20), notOnOrAfter: minutesAgo(15) },
      'ExpiredTokenException',
    ],
    ['older than five minutes', { issueInstant: minutesAgo(7), notBefore: minutesAgo(7) }, 'ExpiredTokenException'],
    ['not yet valid', { notBefore: minutesAgo(-10) }, /InvalidIdentityTokenException|ExpiredTokenException/],
    ['for another audience', { audience: 'https://elsewhere.example' }, 'InvalidIdentityTokenException'],
    ['of another issuer', { issuer: 'https://impostor.example' }, 'InvalidIdentityTokenException'],
    [
      'for another recipient than the trust policy’s',
      { destination: 'http://localhost:7891/redshift/' },
      'AccessDenied',
    ],
    ['without a session name', { attributes: [] }, /AccessDenied|InvalidIdentityTokenException/],
  ])('one %s is refused', async (_name, changes, code) => {
    const refusal = { name: expect.stringMatching(code) };
    await expect(redeem(provider.issue(role, changes))).rejects.toEqual(expect.objectContaining(refusal));
  });

  it('its assertion does not open a role that trusts Keyshift: the foreign provider', async () => {
    const keyshiftRole = roleOf(alice());
    const keyshiftProvider = onlyApplication(keyshift.info).providerArn ?? '';
    const claim = (providerArn: string) =>
      provider.issue(role, {
        attributes: [
          { name: SAML_ATTRIBUTE.role, values: [`${keyshiftRole},${providerArn}`] },
          { name: SAML_ATTRIBUTE.roleSessionName, values: ['alice'] },
        ],
      });
    const asKeyshift = assumeRole(keyshift.info, claim(keyshiftProvider), { roleArn: keyshiftRole });
    await expect(asKeyshift).rejects.toEqual(refusedWith('InvalidIdentityTokenException'));
    const asItself = assumeRole(keyshift.info, claim(role.providerArn), { ...role, roleArn: keyshiftRole });
    await expect(asItself).rejects.toEqual(refusedWith('AccessDenied'));
  });
});

describe('at Redshift', () => {
  const aliceCredentials = async () => assumeAsAlice(await aliceAsserted());

  it.each([['bob'], ['some_admin'], ['alic*'], ['keyshift']])('a credential as %s: AccessDenied', async (dbUser) => {
    const attempt = mintPassword(keyshift.info, await aliceCredentials(), { dbUser });
    await expect(attempt).rejects.toEqual(
      expect.objectContaining({ name: expect.stringMatching(/AccessDenied|InvalidParameterValue/) }),
    );
  });

  it('another group: AccessDenied that names JoinGroup', async () => {
    const attempt = mintPassword(keyshift.info, await aliceCredentials(), {
      dbUser: 'alice',
      dbGroups: ['hr_dbgroup'],
    });
    await expect(attempt).rejects.toEqual(refusedWith('AccessDenied', 'redshift:JoinGroup'));
  });
});

describe('at the database', () => {
  const aliceLogin = async () =>
    mintPassword(keyshift.info, await assumeAsAlice(await aliceAsserted()), {
      dbUser: 'alice',
      dbGroups: ['redshift_dbgroup'],
    });

  it('the minted password opens it as the person, for that user only', async () => {
    const login = await aliceLogin();
    expect(await query(keyshift.info, login, 'select current_user, session_user')).toEqual([['alice', 'alice']]);
    const asBob = query(keyshift.info, { ...login, user: 'IAMA:bob' }, 'select 1');
    await expect(asBob).rejects.toMatchObject({ code: '28000' });
  });

  it('a wrong password and an unknown user are refused alike: 28000', async () => {
    const wrong = query(keyshift.info, { ...masterLogin(keyshift.info), password: 'wrong' }, 'select 1');
    await expect(wrong).rejects.toMatchObject({ code: '28000' });
    await expect(query(keyshift.info, { user: 'nobody', password: 'x' }, 'select 1')).rejects.toMatchObject({
      code: '28000',
    });
  });

  it('our own client tells the refusal with its SQLSTATE', async () => {
    const target = clientTarget(keyshift.info);
    const login = { ...target, user: 'some_admin', password: new Secret('wrong'), applicationName: 'e2e' };
    await expect(openSqlSession(login)).rejects.toMatchObject({
      code: 'client.database_refused',
      details: { sqlState: '28000' },
    });
  });

  it('PASSWORD DISABLE leaves single sign-on as the only way in', async () => {
    const login = await aliceLogin();
    await query(keyshift.info, login, 'select 1');
    const master = masterLogin(keyshift.info);
    await query(keyshift.info, master, "ALTER USER alice PASSWORD 'Old1password'");
    const withPassword = { user: 'alice', password: 'Old1password' };
    expect(await query(keyshift.info, withPassword, 'select current_user')).toEqual([['alice']]);
    await query(keyshift.info, master, 'ALTER USER alice PASSWORD DISABLE');
    await expect(query(keyshift.info, withPassword, 'select 1')).rejects.toMatchObject({ code: '28000' });
    expect(await query(keyshift.info, await aliceLogin(), 'select current_user')).toEqual([['alice']]);
  });

  it('an address outside the security group: 08004, before any password', async () => {
    const outside = query(keyshift.info, { ...masterLogin(keyshift.info), from: '127.0.0.2' }, 'select 1');
    await expect(outside).rejects.toMatchObject({ code: '08004', message: expect.stringContaining('127.0.0.2') });
  });

  it('a connection without TLS: 28000', async () => {
    const { Client } = await import('pg');
    const { host, port, database } = onlyCluster(keyshift.info);
    const client = new Client({ host, port, database, ...masterLogin(keyshift.info), ssl: false });
    await expect(client.connect()).rejects.toMatchObject({ code: '28000' });
  });

  it('an unknown database: 3D000; another group’s table: 42501', async () => {
    const login = await aliceLogin();
    await expect(query(keyshift.info, { ...login, database: 'nothere' }, 'select 1')).rejects.toMatchObject({
      code: '3D000',
    });
    await expect(query(keyshift.info, login, 'select * from hr.salaries')).rejects.toMatchObject({ code: '42501' });
  });
});
