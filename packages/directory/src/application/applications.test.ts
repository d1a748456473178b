import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestDirectory, type TestDirectory } from '../testing/test-directory.ts';

let t: TestDirectory;
beforeAll(async () => {
  t = await startTestDirectory();
});
afterAll(() => t.stop());

const ROLE = 'arn:aws:iam::123456789012:role/redshift-sso';
const PROVIDER = 'arn:aws:iam::123456789012:saml-provider/redshift-sso';
const PNG = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('picture')]);
const entityIdOf = (ssoPath: string) => `https://idp.example/saml2/${ssoPath}/metadata`;
const create = (label: string, change: object = {}) =>
  t.directory.applications.create({ connector: 'redshift', label, entityIdOf, ...change }, 'system');
const newest = async () => (await t.directory.audit.list({ limit: 1 }))[0];
const fieldsOf = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error) => error.details.findings.map((one: { where: string }) => one.where),
  );
async function personInGroup(username: string) {
  const { people, groups } = t.directory;
  const person = await people.create({ username, displayName: username, email: `${username}@example.com` }, 'system');
  const group = await groups.create({ name: `${username}_group` }, 'system');
  await groups.addMember(group.id, person.id, 'system');
  return { person, group };
}

describe('an application', () => {
  it('takes name, path and entity id from its label', async () => {
    expect(await create('Amazon Redshift (Ü)')).toMatchObject({
      ...{ name: 'amazon-redshift-u', ssoPath: 'amazon-redshift-u', kind: 'saml', version: 1, logoId: null },
      entityId: 'https://idp.example/saml2/amazon-redshift-u/metadata',
      ...{ colour: '#006CAC', description: '', showInPortal: true, nameIdFormat: 'persistent', nameIdPairwise: false },
    });
    expect(await create('Custom', { connector: 'saml' })).toMatchObject({
      nameIdPairwise: true,
      acs: [],
      audience: '',
    });
  });

  it('tells whether an SSO IdP URL value is usable and free', async () => {
    await create('Taken path');
    const check = (value: string) => t.directory.applications.checkSsoPath(value);
    expect(await check('free-path')).toEqual({ usable: true, why: null });
    expect(await check('taken-path')).toEqual({ usable: false, why: 'Taken path has it already' });
    expect(await check('Not Usable')).toMatchObject({ usable: false, why: expect.stringContaining('web address') });
  });

  it('changes what is named, as the next version, with before and after in the audit log', async () => {
    const before = await create('Change me');
    t.clock.now = new Date(t.clock.now.getTime() + 1_000);
    const acs = [
      { index: 0, isDefault: true, url: 'http://localhost:7890/redshift/' },
      { index: 3, isDefault: false, url: 'https://sp.example/acs' },
    ];
    const change = { label: 'Changed', acs, providerArn: PROVIDER };
    const after = await t.directory.applications.update(before.id, change, { version: 1, actor: 'usr_admin' });
    expect(after).toEqual({ ...before, ...change, version: 2, updatedAt: t.clock.now });
    expect(await t.directory.applications.get(before.id)).toEqual(after);
    expect(await newest()).toMatchObject({
      ...{ action: 'application.updated', actor: 'usr_admin', target: before.id, targetName: 'Changed' },
      changes: [
        { field: 'label', from: 'Change me', to: 'Changed' },
        { field: 'acs', from: before.acs, to: acs },
        { field: 'providerArn', from: null, to: PROVIDER },
      ],
    });
    const same = await t.directory.applications.update(
      before.id,
      { label: 'Changed' },
      { version: 2, actor: 'system' },
    );
    expect(same.version).toBe(2);
  });

  it('is not changed over somebody else’s change: directory.changed_meanwhile', async () => {
    const { id } = await create('Two at once');
    const change = (label: string) => t.directory.applications.update(id, { label }, { version: 1, actor: 'system' });
    const results = await Promise.allSettled([change('one'), change('other')]);
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((one) => one.status === 'rejected')?.reason).toMatchObject({
      code: 'directory.changed_meanwhile',
    });
    await expect(t.directory.applications.update('app_x', {}, { version: 1, actor: 'system' })).rejects.toMatchObject({
      code: 'directory.not_found',
    });
  });

  it('tells every mistake at once, and what a change would do without doing it', async () => {
    const { id } = await create('Mistaken');
    const bad = { label: '', colour: '#000000', acs: [], encryption: 'aes256-gcm', loginUrl: 'ftp://x' } as const;
    expect(await fieldsOf(t.directory.applications.update(id, bad, { version: 1, actor: 'system' }))).toEqual([
      ...['label', 'colour', 'encryptionCertificate', 'loginUrl', 'acs', 'encryption'],
    ]);
    const tried = await t.directory.applications.tryChange(id, { description: 'tried', sign: 'response' });
    expect(tried.application).toMatchObject({ description: 'tried', sign: 'response', version: 1 });
    expect(tried.findings.map((one) => one.where)).toEqual(['sign']);
    expect((await t.directory.applications.get(id)).description).toBe('');
  });

  it('is deleted only by its number, all or none: directory.count_wrong', async () => {
    const [one, two] = [await create('Delete one'), await create('Delete two')];
    await t.directory.applications.setLogo(one.id, PNG, 'system');
    const remove = (ids: string[], count: number) =>
      t.directory.applications.removeMany(ids, { count, actor: 'system' });
    await expect(remove([one.id, two.id], 1)).rejects.toMatchObject({ code: 'directory.count_wrong' });
    await expect(remove([one.id, 'app_x'], 2)).rejects.toMatchObject({ code: 'directory.not_found' });
    expect(await remove([one.id, two.id, one.id], 2)).toBe(2);
    expect(await t.directory.applications.find({ name: 'delete-one' })).toBeUndefined();
    expect(await newest()).toMatchObject({
      action: 'application.deleted',
      summary: expect.stringMatching(/deleted the application Delete/),
    });
    const left = await t.database.query(
      'SELECT 1 FROM directory.application_key WHERE application_id = $1 UNION ALL SELECT 1 FROM directory.logo',
      [one.id],
    );
    expect(left).toEqual([]);
  });

  it('is copied with a key of its own and without groups', async () => {
    const source = await create('Source', { description: 'to copy', providerArn: PROVIDER });
    const copy = await t.directory.applications.clone(source.id, { label: 'Copy', entityIdOf }, 'system');
    expect(copy).toMatchObject({
      description: 'to copy',
      providerArn: PROVIDER,
      ssoPath: 'copy',
      entityId: entityIdOf('copy'),
    });
    const keys = await Promise.all([source, copy].map((one) => t.directory.applications.signingKey(one.id)));
    expect(keys[0]?.keyId).not.toBe(keys[1]?.keyId);
    expect((await newest())?.details).toMatchObject({ source: source.id });
  });
});

describe('how responses are signed, what they state and where refusals go', () => {
  const RESPONSE = { signatureAlgorithm: 'sha384', authnContext: 'multiFactor', errorFlow: 'return' } as const;
  const USUAL = { signatureAlgorithm: 'sha256', authnContext: 'proved', errorFlow: 'page' };

  it('begins as usual with every connector, and is changed with before and after in the audit log', async () => {
    for (const connector of ['saml', 'redshift', 'aws-console']) {
      expect(await create(`Usual ${connector}`, { connector })).toMatchObject(USUAL);
    }
    const { id } = await create('Answers');
    const changed = await t.directory.applications.update(id, RESPONSE, { version: 1, actor: 'system' });
    expect(changed).toMatchObject(RESPONSE);
    expect(await t.directory.applications.get(id)).toEqual(changed);
    expect((await newest())?.changes).toEqual([
      { field: 'signatureAlgorithm', from: 'sha256', to: 'sha384' },
      { field: 'authnContext', from: 'proved', to: 'multiFactor' },
      { field: 'errorFlow', from: 'page', to: 'return' },
    ]);
  });

  it('goes with a copy and with a file; a file of before has what was usual then', async () => {
    const source = await create('Answering', RESPONSE);
    expect(await t.directory.applications.clone(source.id, { label: 'Answering too', entityIdOf }, 'system')).toEqual(
      expect.objectContaining(RESPONSE),
    );
    const file = JSON.parse(JSON.stringify(await t.directory.applications.exportFile(source.id)));
    const bring = async (label: string) =>
      (await t.directory.applications.importFile(file, { label, entityIdOf, dryRun: false, actor: 'system' }))
        .application;
    expect(await bring('Answering again')).toMatchObject(RESPONSE);
    for (const field of Object.keys(RESPONSE)) delete file.application[field];
    expect(await bring('Answering as before')).toMatchObject(USUAL);
  });

  it('is refused at its field in a file, SHA-1 with the reason', async () => {
    const { application } = await t.directory.applications.exportFile((await create('Weak')).id);
    const bad = {
      ...application,
      label: 'Weak again',
      signatureAlgorithm: 'sha1',
      authnContext: 'x509',
      errorFlow: 'x',
    };
    const { findings } = await t.directory.applications.importFile(
      { application: bad },
      { dryRun: true, actor: 'system' },
    );
    expect(findings.map((one) => one.where)).toEqual(['signatureAlgorithm', 'authnContext', 'errorFlow']);
    expect(findings[0]).toMatchObject({
      why: expect.stringContaining('SHA-1'),
      fix: 'choose one of sha256, sha384, sha512',
    });
  });
});

describe('a bookmark', () => {
  it('has an address, no key and no SAML', async () => {
    const wiki = await create('Wiki', { connector: 'bookmark', bookmarkUrl: 'https://wiki.example/#top' });
    expect(wiki).toMatchObject({ kind: 'bookmark', bookmarkUrl: 'https://wiki.example/#top', entityId: '' });
    await expect(t.directory.applications.signingKey(wiki.id)).rejects.toMatchObject({ code: 'directory.not_found' });
    await expect(
      t.directory.keys.generate(wiki.id, { algorithm: 'rsa-2048', years: 1 }, 'system'),
    ).rejects.toMatchObject({ code: 'directory.not_found' });
    const change = { audience: 'x', sign: 'both' } as const;
    expect(await fieldsOf(t.directory.applications.update(wiki.id, change, { version: 1, actor: 'system' }))).toEqual([
      ...['audience', 'sign'],
    ]);
  });

  it.each([undefined, null, 'http://wiki.example', 'javascript:alert(1)', 'https://a:b@wiki.example'])(
    'does not lead to %j',
    async (bookmarkUrl) => {
      expect(await fieldsOf(create('Bad', { connector: 'bookmark', bookmarkUrl }))).toEqual(['bookmarkUrl']);
    },
  );

  it('leads to this machine in plain http, and no SAML application has one', async () => {
    await create('Local', { connector: 'bookmark', bookmarkUrl: 'http://localhost:3000/' });
    expect(await fieldsOf(create('Both', { bookmarkUrl: 'https://x.example' }))).toEqual(['bookmarkUrl']);
  });
});

describe('an application file', () => {
  it('brings the settings back, without keys, under the same or another name', async () => {
    const source = await create('Exported', {
      attributes: [
        {
          name: 'x',
          source: { kind: 'groups', filter: { operator: 'starts_with', values: ['a'] } },
          transforms: [{ kind: 'add_prefix', prefix: 'b' }],
        },
      ],
    });
    const file = JSON.parse(JSON.stringify(await t.directory.applications.exportFile(source.id)));
    expect(file).toMatchObject({ format: 'keyshift-application', formatVersion: 1, application: { name: 'exported' } });
    expect(JSON.stringify(file)).not.toContain('KEY');
    const again = { label: 'Imported', entityIdOf, actor: 'system' };
    expect(await t.directory.applications.importFile(file, { ...again, dryRun: true })).toEqual({
      application: null,
      findings: [],
    });
    expect(await t.directory.applications.find({ name: 'imported' })).toBeUndefined();
    const { application } = await t.directory.applications.importFile(file, { ...again, dryRun: false });
    expect(application).toMatchObject({
      label: 'Imported',
      attributes: source.attributes,
      entityId: entityIdOf('imported'),
    });
    const same = t.directory.applications.importFile(file, { dryRun: false, actor: 'system' });
    await expect(same).rejects.toMatchObject({ code: 'directory.taken' });
  });

  it('tells unknown and malformed fields, with the name that was probably meant', async () => {
    const { application } = await t.directory.applications.exportFile((await create('Spoilt')).id);
    const { audience: _audience, ...rest } = application;
    const read = async (changed: object) => {
      const result = await t.directory.applications.importFile(
        { application: { ...changed } },
        { dryRun: false, actor: 'system' },
      );
      expect(result.application).toBeNull();
      return result.findings.map((one) => [one.where, one.fix]);
    };
    expect(await read({ ...rest, audiense: 'x' })).toEqual([['audiense', 'did you mean "audience"?']]);
    expect(await read({ ...application, zzz: 1 })).toEqual([['zzz', 'remove it']]);
    expect((await read({ ...application, acs: 'x', sign: 'maybe' })).map(([where]) => where)).toEqual(['acs', 'sign']);
    expect(
      (await read({ ...application, attributes: [{ name: 'x', source: { kind: 'script' } }] })).map(([w]) => w),
    ).toEqual(['attributes']);
    expect((await read({ ...application, colour: 'red' })).map(([where]) => where)).toEqual(['colour']);
  });
});

describe('a picture', () => {
  it('is stored once, shown by id, and goes with its last application', async () => {
    const [one, two] = [await create('Picture one'), await create('Picture two')];
    const set = (id: string, png: Buffer | null) => t.directory.applications.setLogo(id, png, 'system');
    const { logoId } = await set(one.id, PNG);
    expect((await set(two.id, PNG)).logoId).toBe(logoId);
    expect(await t.directory.applications.getLogo(logoId ?? '')).toEqual(PNG);
    expect((await set(one.id, null)).logoId).toBeNull();
    expect(await t.directory.applications.getLogo(logoId ?? '')).toEqual(PNG);
    await set(two.id, null);
    await expect(t.directory.applications.getLogo(logoId ?? '')).rejects.toMatchObject({ code: 'directory.not_found' });
  });

  it('is PNG and small: directory.logo_invalid', async () => {
    const { id } = await create('Picture refused');
    for (const bad of [Buffer.from('GIF89a and more'), Buffer.concat([PNG, Buffer.alloc(512 * 1_024)])]) {
      await expect(t.directory.applications.setLogo(id, bad, 'system')).rejects.toMatchObject({
        code: 'directory.logo_invalid',
      });
    }
  });
});

describe('groups of an application', () => {
  it('are all groups, the entitled first, changed together or not at all', async () => {
    const { id } = await create('Groups');
    const [a, b] = [await personInGroup('gina'), await personInGroup('gord')];
    const grant = [
      { groupId: b.group.id, roleArn: ROLE },
      { groupId: a.group.id, roleArn: null, position: 1 },
    ];
    const all = await t.directory.applications.changeGroups(id, { grant }, 'system');
    expect(all.slice(0, 2)).toEqual([
      ...[a, b].map(({ group }, index) => ({
        ...{ groupId: group.id, groupName: group.name, description: '', isEntitled: true, memberCount: 1 },
        ...{ roleArn: index === 0 ? null : ROLE, position: 1 },
      })),
    ]);
    expect(await t.directory.applications.groupAccess(id, 'GORD')).toMatchObject([{ groupName: 'gord_group' }]);
    const half = { grant: [{ groupId: 'grp_x', roleArn: null }], revoke: [a.group.id] };
    await expect(t.directory.applications.changeGroups(id, half, 'system')).rejects.toMatchObject({
      code: 'directory.not_found',
    });
    const wrong = [ROLE, 'admin', null, 'arn:aws:iam::1:role/x'].map((roleArn) => ({ groupId: a.group.id, roleArn }));
    await expect(
      t.directory.applications.changeGroups(id, { grant: wrong, revoke: [b.group.id] }, 'system'),
    ).rejects.toMatchObject({
      code: 'directory.invalid',
      details: {
        findings: [{ where: 'grant.1.roleArn', code: 'directory.grant.roleArn' }, { where: 'grant.3.roleArn' }],
      },
    });
    expect(await t.directory.applications.entitlements(id)).toHaveLength(2);
    await t.directory.applications.changeGroups(id, { revoke: [a.group.id] }, 'system');
    expect(await newest()).toMatchObject({
      ...{ action: 'application.group_removed', changes: [{ field: 'entitled', from: true, to: false }] },
      summary: 'Keyshift took Groups from gina_group',
    });
  });
});

describe('tiles', () => {
  it('tell what is missing, show bookmarks, and hide what shall be hidden', async () => {
    const { person, group } = await personInGroup('tess');
    const made = [
      await create('Tile ready', { providerArn: PROVIDER }),
      await create('Tile unready'),
      await create('Tile bookmark', { connector: 'bookmark', bookmarkUrl: 'https://x.example' }),
      await create('Tile hidden', { showInPortal: false }),
      await create('Tile elsewhere', {
        connector: 'saml',
        audience: 'x',
        acs: [{ index: 0, isDefault: true, url: 'https://x.example' }],
      }),
    ];
    for (const { id } of made)
      await t.directory.applications.entitle(id, { groupId: group.id, roleArn: ROLE }, 'system');
    const tiles = await t.directory.applications.usableBy(person.id);
    expect(tiles.map(({ label, ready, missing }) => [label, ready, missing])).toEqual([
      ['Tile bookmark', true, null],
      ['Tile elsewhere', false, 'It can only be opened from its own site, whose address is not recorded.'],
      ['Tile ready', true, null],
      ['Tile unready', false, 'The SAML provider at AWS is not recorded.'],
    ]);
    expect(tiles[0]).toMatchObject({ kind: 'bookmark', viaGroups: ['tess_group'], lastUsedAt: null });
  });
});

describe('a persistent name', () => {
  it('is one for each person at each application, however many ask at once [saml-core §8.3.7]', async () => {
    const [one, two] = [await create('Pairwise one'), await create('Pairwise two')];
    const { person } = await personInGroup('pia');
    const ask = (applicationId: string) =>
      t.directory.applications.pairwiseName({ applicationId, personId: person.id });
    const names = await Promise.all(Array.from({ length: 20 }, () => ask(one.id)));
    expect(new Set(names).size).toBe(1);
    expect(names[0]).toMatch(/^_[0-9a-z]{32}$/);
    expect(await ask(two.id)).not.toBe(names[0]);
    const access = await t.directory.applications.access({ personId: person.id, ssoPath: one.ssoPath });
    expect(access.pairwiseName).toBe(names[0]);
    await expect(ask('app_x')).rejects.toMatchObject({ code: 'directory.not_found' });
  });
});
