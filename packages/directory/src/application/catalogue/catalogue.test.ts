import { describe, expect, it } from 'vitest';
import { acsOf } from '../acs.ts';
import { COLOURS, type SsoSettings } from '../application.ts';
import { checkApplication } from '../application-rules.ts';
import { applyTransform, passesFilter, type Transform } from '../attribute-source.ts';
import { findUserField, isUserField } from '../user-field.ts';
import { CATALOGUE, findConnector, searchCatalogue } from './catalogue.ts';

const ids = (search: string) => searchCatalogue(search).map((one) => one.id);

describe('the catalogue', () => {
  it.each(CATALOGUE.map((one) => [one.id, one] as const))('has an entry %s that can be added as it is', (id, entry) => {
    expect(COLOURS).toContain(entry.colour);
    const bookmarkUrl = entry.kind === 'bookmark' ? 'https://x.example' : null;
    const entityIdOf = () => 'https://idp.example';
    expect(checkApplication({ connector: id, label: 'Some', bookmarkUrl, entityIdOf })).toMatchObject({
      ...{ ...entry.defaults, entityId: entry.kind === 'bookmark' ? '' : 'https://idp.example', kind: entry.kind },
    });
  });

  it.each([
    ['', ['redshift', 'aws-console', 'saml', 'bookmark']],
    ['amazon', ['redshift', 'aws-console']],
    ['aws', ['aws-console', 'redshift']],
    ['red', ['redshift']],
    ['JDBC', ['redshift']],
    ['link', ['bookmark']],
    ['saml', ['saml']],
    ['single sign-on', ['redshift', 'bookmark']],
    ['zzz', []],
  ])('finds for %j %j', (search, found) => {
    expect(ids(search)).toEqual(found);
  });
});

describe('the Redshift connector', () => {
  const redshift = findConnector('redshift');
  const DB = 'https://redshift.amazon.com/SAML/Attributes';
  const AWS = 'https://aws.amazon.com/SAML/Attributes';
  const settings = (change: Partial<SsoSettings>): SsoSettings => ({
    ...(redshift?.defaults as SsoSettings),
    ...change,
  });
  const broken = (change: Partial<SsoSettings>) =>
    (redshift?.rules(settings(change)) ?? []).filter((rule) => !rule.holds).map((rule) => rule.field);
  const constant = (name: string, value: string, transforms: Transform[] = []) => ({
    attributes: [{ name, source: { kind: 'constant', value } as const, transforms }],
  });

  it.each<[Partial<SsoSettings>, string[]]>([
    [{}, []],
    [{ sign: 'both' }, []],
    [{ sign: 'response' }, ['sign']],
    [{ encryption: 'aes256-gcm' }, ['encryption']],
    [{ audience: 'https://signin.aws.amazon.com/saml' }, ['audience']],
    [constant(`${AWS}/SessionDuration`, '899'), ['attributes.0.source.value']],
    [constant(`${AWS}/SessionDuration`, '43201'), ['attributes.0.source.value']],
    [constant(`${DB}/DbUser`, 'Alice'), ['attributes.0.source.value']],
    [constant(`${DB}/DbUser`, 'Alice', [{ kind: 'lowercase' }]), []],
    [constant(`${DB}/DbGroups`, 'a,b'), ['attributes.0.source.value']],
    [constant(`${DB}/DbGroups`, 'public'), ['attributes.0.source.value']],
    [constant(`${DB}/DbGroups`, 'x'.repeat(65)), ['attributes.0.source.value']],
    [constant(`${DB}/AutoCreate`, 'yes'), ['attributes.0.source.value']],
  ])('holds %j to its rules: %j', (change, fields) => {
    expect(broken(change)).toEqual(fields);
  });

  it('explains why it does not encrypt', () => {
    const rule = redshift?.rules(settings({ encryption: 'aes256-gcm' })).find((one) => one.field === 'encryption');
    expect(rule?.why).toContain('in clear');
  });

  it.each<[Partial<SsoSettings>, string[]]>([
    [{ providerArn: 'arn:aws:iam::123456789012:saml-provider/x' }, []],
    [{}, ['application.provider_missing']],
    [
      { acs: acsOf(['https://signin.aws.amazon.com/saml']), ...constant(`${AWS}/SessionDuration`, '7200') },
      ['application.session_longer_than_role', 'application.acs_not_loopback'],
    ],
  ])('remarks on %j: %j', (change, codes) => {
    expect(redshift?.findings(settings(change)).map((one) => one.code)).toEqual(codes);
  });
});

describe('transforms and filters', () => {
  it.each<[Transform, string, string]>([
    [{ kind: 'lowercase' }, 'AbC', 'abc'],
    [{ kind: 'uppercase' }, 'AbC', 'ABC'],
    [{ kind: 'strip_prefix', prefix: 'aws-' }, 'aws-admins', 'admins'],
    [{ kind: 'strip_prefix', prefix: 'aws-' }, 'admins', 'admins'],
    [{ kind: 'add_prefix', prefix: 'db_' }, 'admins', 'db_admins'],
    [{ kind: 'strip_domain' }, 'a@b@c', 'a'],
    [{ kind: 'strip_domain' }, 'a', 'a'],
  ])('%j makes of %s %s', (transform, from, to) => {
    expect(applyTransform(from, transform)).toBe(to);
  });

  it.each([
    ['starts_with', true, false],
    ['ends_with', false, true],
    ['contains', true, true],
    ['one_of', false, false],
  ] as const)('%s compares literally', (operator, first, second) => {
    const filter = { operator, values: ['.*', 'db_'] };
    expect([passesFilter('db_users', filter), passesFilter('old_db_', filter)]).toEqual([first, second]);
    expect(passesFilter('db_', { operator, values: ['db_'] })).toBe(true);
    expect(passesFilter('anything', undefined)).toBe(true);
  });

  it('reads only a person’s own fields', () => {
    const person = {
      id: 'usr_1',
      username: 'a',
      email: 'e',
      displayName: 'A',
      profile: { company: 'C', phone: '' },
      custom: { 'x.y': 'Z' },
    };
    const read = ['username', 'company', 'phone', 'custom.x.y', 'custom.toString', 'constructor'];
    expect(read.map((field) => findUserField(person, field))).toEqual(['a', 'C', undefined, 'Z', undefined, undefined]);
    expect(['id', 'custom.a', 'custom.', 'nonsense'].map(isUserField)).toEqual([true, true, false, false]);
  });
});
