import { Secret } from '@keyshift/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Access, accessSql, createDirectory, migrateDirectory, type Person, type StoredPerson } from './index.ts';
import { startTestDirectory, type TestDirectory } from './testing/test-directory.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
});
afterAll(() => t.stop());

const ROLE = 'arn:aws:iam::123456789012:role/redshift-sso';
const core = ({ id, username, displayName, email, state, role, profile, custom }: StoredPerson): Person => ({
  ...{ id, username, displayName, email, state, role, profile, custom },
});
const person = (username: string) => ({ username, displayName: username, email: `${username}@example.com` });

describe('people', () => {
  it('are created, found, listed and suspended', async () => {
    const alice = await t.directory.people.create({ ...person('alice'), email: ' Alice@Example.COM ' }, 'system');
    expect(alice).toMatchObject({
      username: 'alice',
      email: 'alice@example.com',
      state: 'active',
      role: null,
      version: 1,
    });
    expect(alice.id).toMatch(/^usr_/);
    await t.directory.people.setState(alice.id, 'suspended', 'system');
    expect(await t.directory.people.find('alice')).toEqual({ ...alice, state: 'suspended', version: 2 });
    expect((await t.directory.people.list({ after: 'alicd' })).map((p) => p.username)).toContain('alice');
    await t.directory.people.setState(alice.id, 'active', 'system');
  });

  it('have unique names and addresses: directory.taken', async () => {
    await t.directory.people.create(person('twin'), 'system');
    await expect(t.directory.people.create({ ...person('twin'), email: 'x@y.z' }, 'system')).rejects.toMatchObject({
      code: 'directory.taken',
      details: { field: 'user name' },
    });
    const sameMail = { ...person('twin2'), email: 'TWIN@example.com' };
    await expect(t.directory.people.create(sameMail, 'system')).rejects.toMatchObject({
      details: { field: 'e-mail address' },
    });
  });

  it('are not changed when unknown: directory.not_found', async () => {
    const missing = { code: 'directory.not_found' };
    await expect(t.directory.people.get('usr_x')).rejects.toMatchObject(missing);
    await expect(t.directory.people.setState('usr_x', 'active', 'system')).rejects.toMatchObject(missing);
    await expect(t.directory.people.setPassword('usr_x', new Secret('long enough'), 'system')).rejects.toMatchObject(
      missing,
    );
  });
});

describe('groups', () => {
  it('have members, added and removed once', async () => {
    const group = await t.directory.groups.create({ name: 'analysts' }, 'system');
    const dora = await t.directory.people.create(person('dora'), 'system');
    await t.directory.groups.addMember(group.id, dora.id, 'system');
    await t.directory.groups.addMember(group.id, dora.id, 'system');
    expect(await t.directory.groups.membersOf(group.id)).toEqual([core(dora)]);
    expect(await t.directory.groups.groupsOf(dora.id)).toEqual([group]);
    await t.directory.groups.removeMember(group.id, dora.id, 'system');
    expect(await t.directory.groups.membersOf(group.id)).toEqual([]);
    const added = (await t.directory.audit.list()).filter((e) => e.action === 'group.member_added');
    expect(added).toHaveLength(1);
  });

  it('have unique names and real members', async () => {
    const group = await t.directory.groups.create({ name: 'writers', description: 'They write' }, 'system');
    expect(await t.directory.groups.find('writers')).toEqual(group);
    expect((await t.directory.groups.list()).map((g) => g.name)).toContain('writers');
    await expect(t.directory.groups.create({ name: 'writers' }, 'system')).rejects.toMatchObject({
      code: 'directory.taken',
    });
    await expect(t.directory.groups.addMember(group.id, 'usr_x', 'system')).rejects.toMatchObject({
      code: 'directory.not_found',
    });
  });
});

describe('applications', () => {
  const redshift = (name: string) => ({
    name,
    connector: 'redshift' as const,
    entityId: `https://idp.example/${name}`,
  });

  it('come with the connector defaults and a key of their own, sealed at rest', async () => {
    const application = await t.directory.applications.create(
      { ...redshift('redshift'), label: 'Amazon Redshift' },
      'system',
    );
    expect(application).toMatchObject({
      ssoPath: 'redshift',
      acs: [{ index: 0, isDefault: true, url: 'http://localhost:7890/redshift/' }],
      audience: 'urn:amazon:webservices',
      providerArn: null,
    });
    expect(await t.directory.applications.find({ ssoPath: 'redshift' })).toEqual(application);
    expect(await t.directory.applications.get(application.id)).toEqual(application);
    const key = await t.directory.applications.signingKey(application.id);
    expect(key.privateKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    const rows = await t.database.query<{ sealed: Buffer }>(
      'SELECT sealed_private_key AS sealed FROM directory.application_key',
      [],
    );
    expect(rows.every(({ sealed }) => !sealed.toString('latin1').includes('PRIVATE KEY'))).toBe(true);
  });

  it('have a path of their own, fixed and unique: directory.taken', async () => {
    await t.directory.applications.create(redshift('first'), 'system');
    await expect(
      t.directory.applications.create({ ...redshift('second'), ssoPath: 'first' }, 'system'),
    ).rejects.toMatchObject({ code: 'directory.taken', details: { field: 'SSO IdP URL' } });
  });

  it('keep their key from another sealing key and another record: directory.key_unreadable', async () => {
    const [one, two] = [
      await t.directory.applications.create(redshift('sealed-one'), 'system'),
      await t.directory.applications.create(redshift('sealed-two'), 'system'),
    ];
    const other = createDirectory({ ...t.deps, sealingKey: new Secret('cd'.repeat(32)) });
    await expect(other.applications.signingKey(one.id)).rejects.toMatchObject({ code: 'directory.key_unreadable' });
    await t.database.query(
      `UPDATE directory.application_key k SET sealed_private_key = o.sealed_private_key
       FROM directory.application_key o WHERE k.application_id = $1 AND o.application_id = $2`,
      [two.id, one.id],
    );
    await expect(t.directory.applications.signingKey(two.id)).rejects.toMatchObject({
      code: 'directory.key_unreadable',
    });
  });

  it('are opened to groups in order, and closed again', async () => {
    const application = await t.directory.applications.create(redshift('doors'), 'system');
    const [a, b] = [
      await t.directory.groups.create({ name: 'door_a' }, 'system'),
      await t.directory.groups.create({ name: 'door_b' }, 'system'),
    ];
    await t.directory.applications.entitle(application.id, { groupId: a.id, roleArn: ROLE }, 'system');
    await t.directory.applications.entitle(application.id, { groupId: b.id, roleArn: null }, 'system');
    expect(await t.directory.applications.entitlements(application.id)).toEqual([
      { groupId: a.id, groupName: 'door_a', roleArn: ROLE, position: 1 },
      { groupId: b.id, groupName: 'door_b', roleArn: null, position: 2 },
    ]);
    await t.directory.applications.entitle(application.id, { groupId: b.id, roleArn: ROLE, position: 0 }, 'system');
    expect((await t.directory.applications.entitlements(application.id)).map((e) => e.groupName)).toEqual([
      'door_b',
      'door_a',
    ]);
    await t.directory.applications.removeEntitlement(application.id, a.id, 'system');
    expect(await t.directory.applications.entitlements(application.id)).toHaveLength(1);
    await expect(
      t.directory.applications.entitle(application.id, { groupId: 'grp_x', roleArn: null }, 'system'),
    ).rejects.toMatchObject({ code: 'directory.not_found' });
  });

  it('are a tile only for who may use them, and only while active', async () => {
    const application = await t.directory.applications.create(redshift('tile'), 'system');
    const group = await t.directory.groups.create({ name: 'tile_users' }, 'system');
    const [eve, fay] = [
      await t.directory.people.create(person('eve'), 'system'),
      await t.directory.people.create(person('fay'), 'system'),
    ];
    await t.directory.groups.addMember(group.id, eve.id, 'system');
    await t.directory.applications.entitle(application.id, { groupId: group.id, roleArn: ROLE }, 'system');
    expect((await t.directory.applications.usableBy(eve.id)).map((x) => x.name)).toEqual(['tile']);
    expect(await t.directory.applications.usableBy(fay.id)).toEqual([]);
    await t.directory.applications.setState(application.id, 'inactive', 'system');
    expect(await t.directory.applications.usableBy(eve.id)).toEqual([]);
  });

  it('give everything a sign-in needs in one query', async () => {
    const application = await t.directory.applications.create(redshift('access'), 'system');
    const group = await t.directory.groups.create({ name: 'access_users' }, 'system');
    const gus = await t.directory.people.create(person('gus'), 'system');
    await t.directory.groups.addMember(group.id, gus.id, 'system');
    await t.directory.applications.entitle(application.id, { groupId: group.id, roleArn: ROLE }, 'system');
    const provider = 'arn:aws:iam::123456789012:saml-provider/redshift-sso';
    await t.directory.applications.setProviderArn(application.id, provider, 'system');
    const query = `SELECT ${accessSql({ person: '$1', ssoPath: '$2' })} AS access`;
    const [row] = await t.database.query<{ access: Access }>(query, [gus.id, 'access']);
    const key = await t.directory.applications.signingKey(application.id);
    const { username, displayName, email, state } = gus;
    expect(row?.access.person).toEqual({
      ...{ id: gus.id, username, displayName, email, state, role: null, profile: {}, custom: {} },
    });
    expect(application).toMatchObject({ ...row?.access.application, providerArn: null });
    expect(row?.access).toMatchObject({
      application: { id: application.id, providerArn: provider },
      keyId: key.keyId,
      pairwiseName: null,
      memberships: [{ groupId: group.id, groupName: 'access_users' }],
      entitlements: [{ groupId: group.id, groupName: 'access_users', roleArn: ROLE, position: 1 }],
    });
    const [nothing] = await t.database.query<{ access: unknown }>(query, ['usr_x', 'nowhere']);
    expect(nothing?.access).toEqual({
      person: null,
      application: null,
      keyId: null,
      pairwiseName: null,
      memberships: [],
      entitlements: [],
    });
  });

  it('refuse a role or provider that is not an ARN: directory.invalid', async () => {
    const application = await t.directory.applications.create(redshift('arn'), 'system');
    const invalid = { code: 'directory.invalid' };
    await expect(
      t.directory.applications.setProviderArn(application.id, 'redshift-sso', 'system'),
    ).rejects.toMatchObject(invalid);
    await expect(
      t.directory.applications.entitle(application.id, { groupId: 'grp_x', roleArn: 'admin' }, 'system'),
    ).rejects.toMatchObject(invalid);
  });
});

describe('the directory', () => {
  it('is not opened with a malformed sealing key: directory.sealing_key_invalid', () => {
    expect(() => createDirectory({ ...t.deps, sealingKey: new Secret('short') })).toThrow(
      expect.objectContaining({ code: 'directory.sealing_key_invalid' }),
    );
  });

  it('migrates twice without change', async () => {
    await expect(migrateDirectory(t.database)).resolves.toBeUndefined();
  });
});
