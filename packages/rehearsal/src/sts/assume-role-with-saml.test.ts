import { createHash } from 'node:crypto';
import { CreateRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { SAML_ATTRIBUTE } from '@keyshift/saml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACS_URL, createIdentityProvider, ISSUER } from '../testing/identity-provider.ts';
import { type Journey, type redeem, startJourney, trustPolicy } from '../testing/journey.ts';
import { ACCOUNT, refusalOf, startWorld, type World } from '../testing/world.ts';

const NOT_AUTHORIZED = {
  code: 'AccessDenied',
  status: 403,
  message: 'Not authorized to perform sts:AssumeRoleWithSAML',
};
const later = (date: Date, seconds: number) => new Date(date.getTime() + seconds * 1000);

describe('AssumeRoleWithSAML', () => {
  let world: World;
  let journey: Journey;
  beforeAll(async () => {
    world = await startWorld();
    journey = await startJourney(world);
  });
  afterAll(() => world.close());

  const lastRule = () => world.logged.findLast(({ event }) => event === 'rehearsal.refused')?.fields['rule'];

  it('gives credentials that are the role and the person, and says what it derived', async () => {
    const answer = await journey.assume();
    expect(answer.AssumedRoleUser).toEqual({
      AssumedRoleId: `${journey.roleId}:alice`,
      Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/redshift-sso/alice`,
    });
    expect(answer).toMatchObject({ Subject: 'alice', SubjectType: 'persistent', Issuer: ISSUER, Audience: ACS_URL });
    const qualifier = createHash('sha1').update(`${ISSUER}${ACCOUNT}/redshift-sso`).digest('base64');
    expect(answer.NameQualifier).toBe(qualifier);
    expect(answer.PackedPolicySize).toBeUndefined();
    expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    const seconds = ((answer.Credentials?.Expiration?.getTime() ?? 0) - world.now().getTime()) / 1000;
    expect(Math.round(seconds / 60)).toBe(60);
    const session = await journey.session();
    const me = await world.clients(session).sts.send(new GetCallerIdentityCommand({}));
    expect(me).toMatchObject({ Account: ACCOUNT, UserId: `${journey.roleId}:alice` });
  });

  it.each([
    ['provider first', (j: Journey) => `${j.providerArn},${j.roleArn}`],
    ['with spaces', (j: Journey) => ` ${j.roleArn} , ${j.providerArn} `],
  ])('takes the Role attribute %s', async (_name, value) => {
    const refusal = await refusalOf(journey.assume({ attributes: { [SAML_ATTRIBUTE.role]: [value(journey)] } }));
    expect(refusal.code).toBe('accepted');
  });

  it.each(['response', 'both'] as const)('takes a signature on the %s', async (sign) => {
    expect((await refusalOf(journey.assume({ response: { sign } }))).code).toBe('accepted');
  });

  describe('refuses, with the rule in the log,', () => {
    it('a tampered assertion', async () => {
      const xml = journey.idp.issueXml(journey.ask(), world.now());
      const tampered = Buffer.from(xml.replaceAll('>alice<', '>admin<')).toString('base64');
      expect(await refusalOf(journey.assume({}, { SAMLAssertion: tampered }))).toEqual({
        code: 'InvalidIdentityTokenException',
        status: 400,
        message: 'Response signature invalid',
      });
      expect(lastRule()).toBe('saml.digest_mismatch');
    });

    it('an unsigned assertion', async () => {
      const xml = journey.idp.issueXml(journey.ask(), world.now());
      const unsigned = xml.replace(/<ds:Signature.*?<\/ds:Signature>/s, '');
      expect(unsigned).not.toBe(xml);
      const assertion = Buffer.from(unsigned).toString('base64');
      expect(await refusalOf(journey.assume({}, { SAMLAssertion: assertion }))).toMatchObject({
        code: 'InvalidIdentityTokenException',
        message: 'Response signature invalid',
      });
      expect(lastRule()).toBe('saml.signature_missing');
    });

    it('an assertion of another key', async () => {
      const foreign = createIdentityProvider('rsa-2048-foreign');
      const assertion = foreign.issue(journey.ask(), world.now());
      expect(await refusalOf(journey.assume({}, { SAMLAssertion: assertion }))).toMatchObject({
        code: 'InvalidIdentityTokenException',
        message: 'Response signature invalid',
      });
      expect(lastRule()).toBe('saml.signature_invalid');
    });

    it('an issuer that is not the provider', async () => {
      const refusal = await refusalOf(journey.assume({ response: { issuer: 'https://elsewhere.example' } }));
      expect(refusal).toMatchObject({
        code: 'InvalidIdentityTokenException',
        message: 'Issuer not present in specified provider',
      });
    });

    it('what is not base64 or not SAML', async () => {
      const of = (SAMLAssertion: string) => refusalOf(journey.assume({}, { SAMLAssertion }));
      expect(await of('%%%%')).toMatchObject({ code: 'InvalidIdentityTokenException', status: 400 });
      expect(await of(Buffer.from('hello').toString('base64'))).toMatchObject({
        code: 'InvalidIdentityTokenException',
      });
      expect(await of(Buffer.from('<a/>').toString('base64'))).toMatchObject({ code: 'InvalidIdentityTokenException' });
      expect(await of('A'.repeat(100_001))).toMatchObject({ code: 'ValidationError' });
    });

    it('an assertion that is older than five minutes', async () => {
      const issueInstant = later(world.now(), -301);
      const response = { issueInstant, notBefore: issueInstant, notOnOrAfter: later(world.now(), 300) };
      expect(await refusalOf(journey.assume({ response }))).toEqual({
        code: 'ExpiredTokenException',
        status: 400,
        message: 'Token must be redeemed within 5 minutes of issuance',
      });
    });

    it('an assertion whose time is over, beyond a minute of clock difference', async () => {
      const response = (seconds: number) => ({
        issueInstant: later(world.now(), -200),
        notBefore: later(world.now(), -200),
        notOnOrAfter: later(world.now(), seconds),
      });
      expect((await refusalOf(journey.assume({ response: response(-30) }))).code).toBe('accepted');
      expect(await refusalOf(journey.assume({ response: response(-90) }))).toMatchObject({
        code: 'ExpiredTokenException',
        message: 'Response has expired',
      });
    });

    it('an assertion from the future', async () => {
      const at = later(world.now(), 120);
      const response = { issueInstant: at, notBefore: at, notOnOrAfter: later(at, 300) };
      expect((await refusalOf(journey.assume({ response }))).code).toBe('InvalidIdentityTokenException');
    });

    it('a replay for the same role, and one of many at once wins', async () => {
      const SAMLAssertion = journey.idp.issue(journey.ask(), world.now());
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => refusalOf(journey.assume({}, { SAMLAssertion }))),
      );
      expect(answers.filter(({ code }) => code === 'accepted')).toHaveLength(1);
      const replay = await refusalOf(journey.assume({}, { SAMLAssertion }));
      expect(replay).toMatchObject({ code: 'InvalidIdentityTokenException', status: 400 });
      expect(replay.message).toContain('already redeemed');
    });

    it('look-alikes without using up the genuine assertion', async () => {
      const xml = journey.idp.issueXml(journey.ask(), world.now());
      const lookAlike = Buffer.from(xml.replaceAll('>alice<', '>admin<')).toString('base64');
      for (let attempt = 0; attempt < 5; attempt += 1)
        await refusalOf(journey.assume({}, { SAMLAssertion: lookAlike }));
      const SAMLAssertion = Buffer.from(xml).toString('base64');
      expect((await refusalOf(journey.assume({}, { SAMLAssertion }))).code).toBe('accepted');
    });

    it('another audience', async () => {
      const refusal = await refusalOf(journey.assume({ response: { audience: 'urn:other' } }));
      expect(refusal).toMatchObject({
        code: 'InvalidIdentityTokenException',
        message: 'Response does not contain the required audience.',
      });
    });

    it('another recipient than the trust policy names, however small the difference', async () => {
      const response = { destination: ACS_URL.slice(0, -1) };
      expect(await refusalOf(journey.assume({ response }))).toEqual(NOT_AUTHORIZED);
      expect(lastRule()).toBe('sts.trust_policy');
    });

    it('a provider that does not exist, and one of another account', async () => {
      const PrincipalArn = `arn:aws:iam::${ACCOUNT}:saml-provider/other`;
      expect(await refusalOf(journey.assume({}, { PrincipalArn }))).toMatchObject({
        code: 'InvalidIdentityTokenException',
        message: "Specified provider doesn't exist",
      });
      const foreign = 'arn:aws:iam::210987654321:saml-provider/redshift-sso';
      expect(await refusalOf(journey.assume({}, { PrincipalArn: foreign }))).toMatchObject({
        code: 'ValidationError',
        message: 'Principal ARN is invalid',
      });
    });

    it.each([
      'arn:aws:iam::123456789012:user/redshift-sso',
      'arn:aws-cn:iam::123456789012:role/redshift-sso',
      'arn:aws:iam::210987654321:role/redshift-sso',
      'arn:aws:iam::123456789012:role/redshift sso',
    ])('the role ARN %s', async (RoleArn) => {
      expect(await refusalOf(journey.assume({}, { RoleArn }))).toMatchObject({
        code: 'ValidationError',
        message: 'Request ARN is invalid',
      });
    });

    it('a role that does not exist, or whose ARN differs in case or path', async () => {
      for (const name of ['nobody', 'Redshift-SSO', 'path/redshift-sso']) {
        const roleArn = `arn:aws:iam::${ACCOUNT}:role/${name}`;
        expect(await refusalOf(journey.assume({ roleArn }, { RoleArn: roleArn }))).toEqual(NOT_AUTHORIZED);
        expect(lastRule()).toBe('sts.role_unknown');
      }
    });

    it('a role that is not in the assertion', async () => {
      await world.admin.iam.send(
        new CreateRoleCommand({ RoleName: 'other', AssumeRolePolicyDocument: trustPolicy(journey.providerArn) }),
      );
      const RoleArn = `arn:aws:iam::${ACCOUNT}:role/other`;
      expect(await refusalOf(journey.assume({}, { RoleArn }))).toEqual(NOT_AUTHORIZED);
      expect(lastRule()).toBe('sts.role_not_in_assertion');
      expect(await refusalOf(journey.assume({ attributes: { [SAML_ATTRIBUTE.role]: undefined } }))).toEqual(
        NOT_AUTHORIZED,
      );
    });

    it('two roles at once in one value of the Role attribute', async () => {
      const value = `${journey.roleArn},${journey.providerArn},${journey.roleArn}`;
      expect(await refusalOf(journey.assume({ attributes: { [SAML_ATTRIBUTE.role]: [value] } }))).toEqual(
        NOT_AUTHORIZED,
      );
    });

    it.each<[string, readonly string[] | undefined, string]>([
      ['no session name', undefined, 'RoleSessionName is required in AuthnResponse'],
      [
        'a session name with spaces',
        ['John Doe (x)'],
        'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}',
      ],
      ['a short session name', ['a'], 'RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}'],
    ])('%s', async (_name, values, message) => {
      const attributes = { [SAML_ATTRIBUTE.roleSessionName]: values };
      expect(await refusalOf(journey.assume({ attributes }))).toMatchObject({
        code: 'InvalidIdentityTokenException',
        message,
      });
    });

    it('a source identity that is not allowed or not valid', async () => {
      const name = 'https://aws.amazon.com/SAML/Attributes/SourceIdentity';
      expect(await refusalOf(journey.assume({ attributes: { [name]: ['alice'] } }))).toEqual(NOT_AUTHORIZED);
      expect((await refusalOf(journey.assume({ attributes: { [name]: ['aws:x'] } }))).message).toMatch(
        /^Source Identity must match/,
      );
    });

    it('session tags without sts:TagSession', async () => {
      const name = 'https://aws.amazon.com/SAML/Attributes/PrincipalTag:team';
      expect(await refusalOf(journey.assume({ attributes: { [name]: ['data'] } }))).toEqual(NOT_AUTHORIZED);
    });

    it('a session longer than the role allows, by request or by attribute', async () => {
      const tooLong = {
        code: 'ValidationError',
        message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      };
      expect(await refusalOf(journey.assume({}, { DurationSeconds: 3601 }))).toMatchObject(tooLong);
      const attributes = { [SAML_ATTRIBUTE.sessionDuration]: ['43200'] };
      expect(await refusalOf(journey.assume({ attributes }))).toMatchObject(tooLong);
      for (const text of ['899', '43201', '1h']) {
        const bad = { [SAML_ATTRIBUTE.sessionDuration]: [text] };
        expect((await refusalOf(journey.assume({ attributes: bad }))).code).toBe('InvalidIdentityTokenException');
      }
    });

    it('everything once the trust policy no longer allows it', async () => {
      const change = (document: string) =>
        world.admin.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'redshift-sso', PolicyDocument: document }));
      await change(trustPolicy(journey.providerArn, 'https://elsewhere.example'));
      expect(await refusalOf(journey.assume())).toEqual(NOT_AUTHORIZED);
      await change(trustPolicy(journey.providerArn));
      expect((await refusalOf(journey.assume())).code).toBe('accepted');
    });
  });

  describe('limits the session', () => {
    const secondsOf = (answer: Awaited<ReturnType<typeof redeem>>) =>
      Math.round(((answer.Credentials?.Expiration?.getTime() ?? 0) - world.now().getTime()) / 10_000) * 10;

    it('by SessionDuration and DurationSeconds, whichever is shorter', async () => {
      const attributes = { [SAML_ATTRIBUTE.sessionDuration]: ['1800'] };
      expect(secondsOf(await journey.assume({ attributes }))).toBe(1800);
      expect(secondsOf(await journey.assume({ attributes }, { DurationSeconds: 900 }))).toBe(900);
    });

    it('by SessionNotOnOrAfter, even below 900 seconds', async () => {
      const response = { sessionNotOnOrAfter: later(world.now(), 600) };
      expect(secondsOf(await journey.assume({ response }))).toBe(600);
    });

    it('by session policies, of which it reports the size', async () => {
      const Policy = JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Deny', Action: '*', Resource: '*' },
      });
      expect((await journey.assume({}, { Policy })).PackedPolicySize).toBe(Math.ceil((Policy.length / 2048) * 100));
      expect((await refusalOf(journey.assume({}, { Policy: '{"Statement":1}' }))).code).toBe(
        'MalformedPolicyDocumentException',
      );
      const PolicyArns = [{ arn: `arn:aws:iam::${ACCOUNT}:policy/none-of-that-name` }];
      expect((await refusalOf(journey.assume({}, { PolicyArns }))).code).toBe('ValidationError');
    });
  });
});
