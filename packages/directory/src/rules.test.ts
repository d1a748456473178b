import { randomBytes } from 'node:crypto';
import { Secret } from '@keyshift/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acsOf, isAcsUrl } from './application/acs.ts';
import { checkApplication } from './application/application-rules.ts';
import type { Transform } from './application/attribute-source.ts';
import { checkGroup } from './group/group-rules.ts';
import { decideEntitlement, type Entitlement } from './index.ts';
import { parseSealingKey, seal, unseal } from './key/seal.ts';
import { checkPerson } from './person/person-rules.ts';

function fieldsOf(check: () => unknown): unknown {
  try {
    check();
    return [];
  } catch (error) {
    const { code, details } = error as { code: string; details: { findings: { where: string }[] } };
    expect(code).toBe('directory.invalid');
    return details.findings.map((one) => one.where);
  }
}

describe('a person', () => {
  const good = { username: 'alice', displayName: 'Alice', email: 'alice@example.com' };
  it.each(['alice', 'a', 'a.b_c+d@example-1.com', 'x'.repeat(64)])('may be called %s', (username) => {
    expect(checkPerson({ ...good, username })).toMatchObject({ username, state: 'active', role: null });
  });

  it.each([
    'Alice',
    'ALICE',
    '',
    '1a',
    '_a',
    'a b',
    'a:b',
    'a/b',
    'ä',
    'x'.repeat(65),
    'public',
    'user',
    'pg_x',
    'a\n',
  ])('may not be called %j', (username) => {
    expect(fieldsOf(() => checkPerson({ ...good, username }))).toEqual(['username']);
  });

  it('hears of every mistake at once', () => {
    const bad = { username: 'Bad', displayName: ' ', email: 'nowhere' };
    expect(fieldsOf(() => checkPerson(bad))).toEqual(['username', 'displayName', 'email']);
  });

  it.each(['a\0b', 'a\u0007b', '\u{ffff}', 'a\nb', '\ud800', 'x'.repeat(121)])(
    'has no display name %j',
    (displayName) => {
      expect(fieldsOf(() => checkPerson({ ...good, displayName }))).toEqual(['displayName']);
    },
  );
});

describe('a group', () => {
  it.each(['redshift_dbgroup', 'a', 'x'.repeat(63)])('may be called %s', (name) => {
    expect(checkGroup({ name })).toEqual({ name, description: '' });
  });

  it.each(['redshift-dbgroup', 'Group', '', '1a', 'a b', 'a,b', 'x'.repeat(64), 'public', 'group'])(
    'may not be called %j',
    (name) => {
      expect(fieldsOf(() => checkGroup({ name }))).toEqual(['name']);
    },
  );
});

describe('an application', () => {
  const good = { name: 'redshift', connector: 'redshift', entityId: 'https://idp.example/redshift' } as const;
  const duration = (value: string) => ({
    attributes: [
      { name: 'https://aws.amazon.com/SAML/Attributes/SessionDuration', source: { kind: 'constant', value } as const },
    ],
  });

  const transformed = (...transforms: Transform[]) => ({ name: 'x', source: { kind: 'groups' } as const, transforms });
  const filtered = (values: string[]) => ({
    name: 'x',
    source: { kind: 'groups', filter: { operator: 'one_of', values } } as const,
  });

  it.each([
    ['ssoPath', { ssoPath: 'Red Shift' }],
    ['ssoPath', { ssoPath: '../admin' }],
    ['ssoPath', { ssoPath: '-x' }],
    ['name', { name: 'Rot', ssoPath: 'rot', label: 'x' }],
    ['label', { label: '' }],
    ['acs', { acs: [] }],
    ['acs.0.url', { acs: acsOf(['http://example.com/acs']) }],
    ['acs.1.url', { acs: acsOf(['https://a.example/acs', 'https://a.example/acs']) }],
    [
      'acs.1.index',
      { acs: acsOf(['https://a.example/1', 'https://a.example/2']).map((one) => ({ ...one, index: 0 })) },
    ],
    ['acs.0.index', { acs: acsOf(['https://a.example/1']).map((one) => ({ ...one, index: 1.5 })) }],
    ['acs', { acs: acsOf(['https://a.example/1', 'https://a.example/2']).map((one) => ({ ...one, isDefault: true })) }],
    ['acs', { acs: acsOf(Array.from({ length: 21 }, (_, at) => `https://a.example/${at}`)) }],
    ['slo.url', { slo: { url: 'http://a.example/slo', responseUrl: null, binding: 'post' as const } }],
    ['slo.responseUrl', { slo: { url: 'https://a.example/slo', responseUrl: 'x', binding: 'post' as const } }],
    ['requestCertificates.0', { requestCertificates: ['-----BEGIN CERTIFICATE-----'] }],
    ['requireSignedRequests', { requireSignedRequests: true }],
    ['signatureAlgorithm', { signatureAlgorithm: 'sha1' as 'sha256' }],
    ['authnContext', { authnContext: 'x509' as 'proved' }],
    ['errorFlow', { errorFlow: '' as 'page' }],
    ['audience', { audience: '' }],
    ['entityId', { entityId: '' }],
    ['providerArn', { providerArn: 'arn:aws:iam::1:role/x' }],
    [
      'attributes.0.source.value',
      { attributes: [{ name: 'x', source: { kind: 'constant', value: ' padded ' } as const }] },
    ],
    [
      'attributes.0.source.field',
      { attributes: [{ name: 'x', source: { kind: 'user', field: 'shoeSize' } as const }] },
    ],
    ['attributes.0.name', { attributes: [{ name: '', source: { kind: 'role' } as const }] }],
    [
      'attributes.0.friendlyName',
      { attributes: [{ name: 'x', friendlyName: 'a\nb', source: { kind: 'role' } as const }] },
    ],
    ['attributes.0.source.filter', { attributes: [filtered([''])] }],
    [
      'attributes.0.transforms.1.prefix',
      { attributes: [transformed({ kind: 'lowercase' }, { kind: 'add_prefix', prefix: '' })] },
    ],
    [
      'attributes.0.transforms',
      { attributes: [transformed(...Array.from({ length: 11 }, () => ({ kind: 'lowercase' as const })))] },
    ],
    ['attributes', { attributes: Array.from({ length: 101 }, () => transformed()) }],
    ['attributes.0.source.value', duration('899')],
    ['attributes.0.source.value', duration('43201')],
    ['attributes.0.source.value', duration('1e4')],
  ])('is refused for a bad %s %j', (field, change) => {
    expect(fieldsOf(() => checkApplication({ ...good, ...change }))).toEqual([field]);
  });

  it('hears of every mistake at its place, under a code without the place', () => {
    const attributes = [
      { name: 'ok', source: { kind: 'role' } as const },
      { name: '', source: { kind: 'constant', value: ' ' } as const },
    ];
    const bad = { ...good, label: '', acs: acsOf(['https://a.example/', 'ftp://a.example/']), attributes };
    expect(fieldsOf(() => checkApplication(bad))).toEqual([
      ...['label', 'acs.1.url', 'attributes.1.name', 'attributes.1.source.value'],
    ]);
    expect(() => checkApplication(bad)).toThrow(
      expect.objectContaining({
        details: { findings: expect.arrayContaining([expect.objectContaining({ code: 'directory.acs.url' })]) },
      }),
    );
  });

  it.each(['900', '3600', '43200'])('may last %s seconds', (value) => {
    expect(fieldsOf(() => checkApplication({ ...good, ...duration(value) }))).toEqual([]);
  });

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user:pw@example.com/',
    'https://example.com/#x',
    '//example.com/acs',
    'http://localhost.evil.example/',
    'http://169.254.169.254/',
    '',
  ])('posts nothing to %j', (url) => {
    expect(isAcsUrl(url)).toBe(false);
  });

  it('can be stored before its values are known, when no connector knows them', () => {
    const plain = { name: 'app', connector: 'saml', entityId: 'https://idp.example/app' } as const;
    expect(checkApplication(plain)).toMatchObject({ acs: [], audience: '', label: 'app' });
  });
});

describe('decideEntitlement', () => {
  const e = (groupName: string, roleArn: string | null, position: number): Entitlement => ({
    groupId: `grp_${groupName}`,
    groupName,
    roleArn,
    position,
  });
  const m = (...names: string[]) => names.map((groupName) => ({ groupId: `grp_${groupName}`, groupName }));
  const all = [e('b', 'R2', 2), e('a', 'R1', 1), e('c', 'R1', 3), e('d', null, 4)];

  it('denies unless a group is entitled', () => {
    expect(decideEntitlement(m('a'), [])).toEqual({ allowed: false, reason: 'no_group_entitled' });
    expect(decideEntitlement(m('x'), all)).toEqual({ allowed: false, reason: 'not_in_group' });
    expect(decideEntitlement([], all)).toEqual({ allowed: false, reason: 'not_in_group' });
  });

  it.each([
    [['c', 'b', 'a'], 'R1', ['a', 'c']],
    [['c', 'b'], 'R2', ['b']],
    [['b'], 'R2', ['b']],
    [['d', 'x'], null, ['d']],
  ])('gives members of %j the role %s and the groups %j', (mine, roleArn, dbGroups) => {
    expect(decideEntitlement(m(...mine), all)).toMatchObject({ allowed: true, roleArn, dbGroups });
  });

  it('never gives a group that the person is not in, or that belongs to another role', () => {
    const names = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const grants = fc.uniqueArray(fc.record({ name: names, role: fc.constantFrom('R1', 'R2', null), at: fc.nat(5) }), {
      selector: (one) => one.name,
    });
    fc.assert(
      fc.property(fc.uniqueArray(names), grants, (mine, list) => {
        const entitlements = list.map((one) => e(one.name, one.role, one.at));
        const decision = decideEntitlement(m(...mine), entitlements);
        const usable = entitlements.filter((one) => mine.some((name) => name === one.groupName));
        expect(decision.allowed).toBe(usable.length > 0);
        if (!decision.allowed) return;
        const sameRole = usable.filter((one) => one.roleArn === decision.roleArn).map((one) => one.groupName);
        expect([...decision.dbGroups].sort()).toEqual(sameRole.sort());
      }),
    );
  });
});

describe('sealing', () => {
  const key = parseSealingKey(new Secret('0f'.repeat(32)));
  const options = { key, belongsTo: 'app_1', random: randomBytes };

  it('gives the text back to its owner only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const sealed = seal(text, options);
        expect(unseal(sealed, options)).toBe(text);
        expect(unseal(sealed, { ...options, belongsTo: 'app_2' })).toBeUndefined();
      }),
    );
  });

  it('notices any changed byte, and any length', () => {
    const sealed = seal('a private key', options);
    for (let i = 0; i < sealed.length; i += 1) {
      const changed = Buffer.from(sealed);
      changed[i] = (changed[i] ?? 0) ^ 1;
      expect(unseal(changed, options)).toBeUndefined();
      expect(unseal(sealed.subarray(0, i), options)).toBeUndefined();
    }
  });
});
