import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DeleteSAMLProviderCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetSAMLProviderCommand,
  ListAttachedRolePoliciesCommand,
  ListInstanceProfilesForRoleCommand,
  ListPoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListRoleTagsCommand,
  ListSAMLProvidersCommand,
  TagPolicyCommand,
  TagRoleCommand,
  TagSAMLProviderCommand,
  UntagRoleCommand,
  UpdateRoleCommand,
  UpdateSAMLProviderCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIdentityProvider } from '../testing/identity-provider.ts';
import { trustPolicy } from '../testing/journey.ts';
import { ACCOUNT, type Clients, refusalOf, startWorld, type World } from '../testing/world.ts';

const PROVIDER = `arn:aws:iam::${ACCOUNT}:saml-provider/sso`;
const POLICY = `arn:aws:iam::${ACCOUNT}:policy/access`;
const DOCUMENT = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'redshift:*', Resource: '*', Condition: { StringEquals: { 'a:b': "ü ~!*'()" } } },
  ],
});

describe('IAM', () => {
  let world: World;
  let iam: Clients['iam'];
  const { metadata } = createIdentityProvider('rsa-2048');
  beforeAll(async () => {
    world = await startWorld();
    iam = world.admin.iam;
  });
  afterAll(() => world.close());

  describe('SAML providers', () => {
    it('are made, read back byte for byte, listed, tagged, updated', async () => {
      const Tags = [{ Key: 'made-by', Value: 'keyshift' }];
      const made = await iam.send(new CreateSAMLProviderCommand({ Name: 'sso', SAMLMetadataDocument: metadata, Tags }));
      expect(made).toMatchObject({ SAMLProviderArn: PROVIDER, Tags });
      const read = await iam.send(new GetSAMLProviderCommand({ SAMLProviderArn: PROVIDER }));
      expect(read).toMatchObject({ SAMLMetadataDocument: metadata, Tags });
      expect(read.ValidUntil?.getUTCFullYear()).toBe(world.now().getUTCFullYear() + 100);
      const { SAMLProviderList } = await iam.send(new ListSAMLProvidersCommand({}));
      expect(SAMLProviderList?.map(({ Arn }) => Arn)).toEqual([PROVIDER]);
      await iam.send(new TagSAMLProviderCommand({ SAMLProviderArn: PROVIDER, Tags: [{ Key: 'a', Value: '1' }] }));
      const other = createIdentityProvider('rsa-2048-foreign').metadata;
      await iam.send(new UpdateSAMLProviderCommand({ SAMLProviderArn: PROVIDER, SAMLMetadataDocument: other }));
      const again = await iam.send(new GetSAMLProviderCommand({ SAMLProviderArn: PROVIDER }));
      expect(again).toMatchObject({ SAMLMetadataDocument: other, Tags: [{ Key: 'a', Value: '1' }, ...Tags] });
    });

    it('are refused twice, without metadata, and when unknown', async () => {
      const create = (Name: string, SAMLMetadataDocument: string) =>
        refusalOf(iam.send(new CreateSAMLProviderCommand({ Name, SAMLMetadataDocument })));
      expect(await create('SSO', metadata)).toMatchObject({ code: 'EntityAlreadyExistsException', status: 409 });
      expect(await create('x', 'x'.repeat(1000))).toMatchObject({ code: 'InvalidInputException', status: 400 });
      expect((await create('x', 'short')).code).toBe('ValidationError');
      expect((await create('a b', metadata)).code).toBe('ValidationError');
      const unknown = `${PROVIDER}-unknown`;
      expect(await refusalOf(iam.send(new GetSAMLProviderCommand({ SAMLProviderArn: unknown })))).toMatchObject({
        code: 'NoSuchEntityException',
        status: 404,
      });
      expect((await refusalOf(iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn: unknown })))).code).toBe(
        'NoSuchEntityException',
      );
    });
  });

  describe('policies', () => {
    it('are made, read, versioned', async () => {
      const { Policy } = await iam.send(
        new CreatePolicyCommand({ PolicyName: 'access', PolicyDocument: DOCUMENT, Description: 'd' }),
      );
      expect(Policy).toMatchObject({ Arn: POLICY, DefaultVersionId: 'v1', AttachmentCount: 0, Path: '/' });
      expect(Policy?.PolicyId).toMatch(/^ANPA[A-Z2-7]{17}$/);
      const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn: POLICY, VersionId: 'v1' }));
      expect(decodeURIComponent(version.PolicyVersion?.Document ?? '')).toBe(DOCUMENT);
      for (const n of [2, 3, 4, 5]) {
        await iam.send(
          new CreatePolicyVersionCommand({ PolicyArn: POLICY, PolicyDocument: DOCUMENT, SetAsDefault: n === 5 }),
        );
      }
      const sixth = iam.send(new CreatePolicyVersionCommand({ PolicyArn: POLICY, PolicyDocument: DOCUMENT }));
      expect((await refusalOf(sixth)).code).toBe('LimitExceededException');
      const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: POLICY }));
      expect(Versions?.map(({ VersionId }) => VersionId)).toEqual(['v5', 'v4', 'v3', 'v2', 'v1']);
      const removal = (VersionId: string) =>
        refusalOf(iam.send(new DeletePolicyVersionCommand({ PolicyArn: POLICY, VersionId })));
      expect((await removal('v5')).code).toBe('DeleteConflictException');
      expect((await removal('v1')).code).toBe('accepted');
      expect((await removal('v1')).code).toBe('NoSuchEntityException');
      await iam.send(new TagPolicyCommand({ PolicyArn: POLICY, Tags: [{ Key: 'a', Value: 'b' }] }));
      const read = await iam.send(new GetPolicyCommand({ PolicyArn: POLICY }));
      expect(read.Policy).toMatchObject({ DefaultVersionId: 'v5', Tags: [{ Key: 'a', Value: 'b' }] });
    });

    it.each([
      ['{', 'Syntax errors in policy.'],
      [
        '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*"}}',
        'Policy statement must contain resources.',
      ],
      [
        '{"Statement":{"Effect":"Allow","Action":"a","Resource":"*"}}',
        'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
      ],
    ])('are refused as %s', async (PolicyDocument, message) => {
      const refusal = await refusalOf(iam.send(new CreatePolicyCommand({ PolicyName: 'bad', PolicyDocument })));
      expect(refusal).toMatchObject({ code: 'MalformedPolicyDocumentException', status: 400, message });
    });

    it('are refused twice and beyond their quota', async () => {
      const create = (PolicyName: string, PolicyDocument: string) =>
        refusalOf(iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument })));
      expect((await create('Access', DOCUMENT)).code).toBe('EntityAlreadyExistsException');
      const big = DOCUMENT.replace('redshift:*', `redshift:${'x'.repeat(6144)}`);
      expect((await create('big', big)).code).toBe('LimitExceededException');
    });
  });

  describe('roles', () => {
    const RoleName = 'sso';

    it('are made, read, changed; what is not given stays', async () => {
      const AssumeRolePolicyDocument = trustPolicy(PROVIDER);
      const { Role } = await iam.send(
        new CreateRoleCommand({
          RoleName,
          AssumeRolePolicyDocument,
          Description: 'kept',
          Tags: [{ Key: 'k', Value: 'v' }],
        }),
      );
      expect(Role).toMatchObject({ Arn: `arn:aws:iam::${ACCOUNT}:role/sso`, MaxSessionDuration: 3600 });
      await iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 7200 }));
      const read = (await iam.send(new GetRoleCommand({ RoleName }))).Role;
      expect(read).toMatchObject({
        Description: 'kept',
        MaxSessionDuration: 7200,
        RoleId: Role?.RoleId,
        Tags: [{ Key: 'k', Value: 'v' }],
      });
      expect(decodeURIComponent(read?.AssumeRolePolicyDocument ?? '')).toBe(AssumeRolePolicyDocument);
      expect((await iam.send(new ListRolesCommand({}))).Roles?.map(({ RoleName: name }) => name)).toEqual([RoleName]);
      await iam.send(new TagRoleCommand({ RoleName, Tags: [{ Key: 'a', Value: '1' }] }));
      await iam.send(new UntagRoleCommand({ RoleName, TagKeys: ['k'] }));
      expect((await iam.send(new ListRoleTagsCommand({ RoleName }))).Tags).toEqual([{ Key: 'a', Value: '1' }]);
    });

    it('attach and detach policies, and hold on to what is in use', async () => {
      const input = { RoleName, PolicyArn: POLICY };
      await iam.send(new AttachRolePolicyCommand(input));
      await iam.send(new AttachRolePolicyCommand(input));
      const attached = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
      expect(attached.AttachedPolicies).toEqual([{ PolicyName: 'access', PolicyArn: POLICY }]);
      expect((await iam.send(new ListPoliciesCommand({ Scope: 'Local' }))).Policies?.[0]?.AttachmentCount).toBe(1);
      expect((await refusalOf(iam.send(new DeletePolicyCommand({ PolicyArn: POLICY })))).code).toBe(
        'DeleteConflictException',
      );
      expect((await refusalOf(iam.send(new DeleteRoleCommand({ RoleName })))).code).toBe('DeleteConflictException');
      expect((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual([]);
      expect((await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName }))).InstanceProfiles).toEqual([]);
      await iam.send(new DetachRolePolicyCommand(input));
      expect((await refusalOf(iam.send(new DetachRolePolicyCommand(input)))).code).toBe('NoSuchEntityException');
    });

    it('are refused twice, malformed, and when unknown', async () => {
      const create = (name: string, AssumeRolePolicyDocument: string) =>
        refusalOf(iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument })));
      expect((await create('SSO', trustPolicy(PROVIDER))).code).toBe('EntityAlreadyExistsException');
      const noProvider = trustPolicy(`arn:aws:iam::${ACCOUNT}:role/x`);
      expect(await create('x', noProvider)).toMatchObject({
        code: 'MalformedPolicyDocumentException',
        message: 'Federated principals must be valid domain names or SAML metadata ARNs',
      });
      expect((await create('x'.repeat(65), trustPolicy(PROVIDER))).code).toBe('ValidationError');
      expect((await refusalOf(iam.send(new GetRoleCommand({ RoleName: 'nobody' })))).code).toBe(
        'NoSuchEntityException',
      );
      expect((await refusalOf(iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 43_201 })))).code).toBe(
        'ValidationError',
      );
    });

    it('refuse too many and reserved tags', async () => {
      const tag = (Tags: { Key: string; Value: string }[]) =>
        refusalOf(iam.send(new TagRoleCommand({ RoleName, Tags })));
      expect((await tag(Array.from({ length: 51 }, (_, n) => ({ Key: `k${n}`, Value: '' })))).code).toBe(
        'LimitExceededException',
      );
      expect((await tag([{ Key: 'aws:x', Value: '' }])).code).toBe('ValidationError');
      expect(
        (
          await tag([
            { Key: 'a', Value: '' },
            { Key: 'A', Value: '' },
          ])
        ).code,
      ).toBe('ValidationError');
    });
  });

  it('forgets everything that is deleted', async () => {
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn: POLICY }));
    for (const { VersionId, IsDefaultVersion } of Versions ?? []) {
      if (IsDefaultVersion !== true) await iam.send(new DeletePolicyVersionCommand({ PolicyArn: POLICY, VersionId }));
    }
    await iam.send(new DeletePolicyCommand({ PolicyArn: POLICY }));
    await iam.send(new DeleteRoleCommand({ RoleName: 'sso' }));
    await iam.send(new DeleteSAMLProviderCommand({ SAMLProviderArn: PROVIDER }));
    expect((await iam.send(new ListPoliciesCommand({}))).Policies).toEqual([]);
    expect((await iam.send(new ListRolesCommand({}))).Roles).toEqual([]);
    expect((await iam.send(new ListSAMLProvidersCommand({}))).SAMLProviderList).toEqual([]);
  });
});
