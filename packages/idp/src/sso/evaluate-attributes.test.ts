import { type AttributeMapping, findConnector } from '@keyshift/directory';
import { describe, expect, it } from 'vitest';
import { type AttributeFacts, evaluateAttributes, joinAttributes } from './evaluate-attributes.ts';

const PROVIDER = 'arn:aws:iam::123456789012:saml-provider/x';
const identity = {
  id: 'app_1',
  name: 'a',
  label: 'A',
  kind: 'saml',
  connector: 'saml',
  ssoPath: 'a',
  state: 'active',
} as const;
const defaults = findConnector('saml')?.defaults;
const facts: AttributeFacts = {
  person: {
    ...{ id: 'usr_1', username: 'alice', email: 'Alice@Example.com', displayName: 'Alice' },
    ...{ profile: { department: 'Sales' }, custom: { cost: '7' } },
  },
  roleArn: 'R1',
  groups: ['aws_admins', 'aws_users', 'db'],
};

function evaluate(
  attributes: readonly AttributeMapping[],
  change: Partial<AttributeFacts> = {},
  providerArn: string | null = PROVIDER,
) {
  if (defaults === undefined) throw new Error('the catalogue has no custom SAML');
  return evaluateAttributes({ ...identity, ...defaults, attributes, providerArn }, { ...facts, ...change });
}

describe('attributes', () => {
  it.each<[AttributeMapping['source'], string[], string | null]>([
    [{ kind: 'user', field: 'email' }, ['Alice@Example.com'], null],
    [{ kind: 'user', field: 'department' }, ['Sales'], null],
    [{ kind: 'user', field: 'custom.cost' }, ['7'], null],
    [{ kind: 'user', field: 'phone' }, [], 'the person has no phone'],
    [{ kind: 'constant', value: 'true' }, ['true'], null],
    [{ kind: 'groups' }, ['aws_admins', 'aws_users', 'db'], null],
    [
      { kind: 'groups', filter: { operator: 'starts_with', values: ['aws_'] } },
      ['aws_admins', 'aws_users'],
      '1 of 3 groups are filtered out',
    ],
    [{ kind: 'role' }, [`R1,${PROVIDER}`], null],
  ])('from %j are %j', (source, values, note) => {
    expect(evaluate([{ name: 'x', source }])).toMatchObject([{ input: values, values, note, isMissing: false }]);
  });

  it('take a filter letter by letter: what would be a slow expression is only a text (ReDoS)', () => {
    const groups = [`${'a'.repeat(50_000)}!`, 'x(a+)+$', 'db'];
    const filtered = (['starts_with', 'ends_with', 'contains', 'one_of'] as const).map((operator) =>
      evaluate([{ name: 'x', source: { kind: 'groups', filter: { operator, values: ['(a+)+$', '.*'] } } }], { groups }),
    );
    expect(filtered.map(([one]) => one?.values)).toEqual([[], ['x(a+)+$'], ['x(a+)+$'], []]);
  });

  it('say what is missing for a role', () => {
    const role = [{ name: 'Role', source: { kind: 'role' } }] as const;
    expect(evaluate(role, { roleArn: null })).toMatchObject([
      { values: [], note: 'your group has no IAM role', isMissing: true },
    ]);
    expect(evaluate(role, {}, null)).toMatchObject([{ values: [], isMissing: true }]);
  });

  it('go through their transforms left to right, each with what it made', () => {
    const [one] = evaluate([
      {
        name: 'x',
        source: { kind: 'user', field: 'email' },
        transforms: [{ kind: 'lowercase' }, { kind: 'strip_domain' }, { kind: 'add_prefix', prefix: 'db_' }],
      },
    ]);
    expect(one?.steps).toEqual([
      { transform: 'lowercase', output: ['alice@example.com'] },
      { transform: 'strip_domain', output: ['alice'] },
      { transform: 'add_prefix db_', output: ['db_alice'] },
    ]);
    const [gone] = evaluate([
      { name: 'x', source: { kind: 'constant', value: 'a' }, transforms: [{ kind: 'strip_prefix', prefix: 'a' }] },
    ]);
    expect(gone?.values).toEqual([]);
  });

  it('of one name are one attribute, without repetition, and without those that have no value', () => {
    const constant = (name: string, value: string) => ({ name, source: { kind: 'constant', value } }) as const;
    const evaluated = evaluate([
      { ...constant('a', '1'), friendlyName: 'A', nameFormat: 'basic' },
      { name: 'none', source: { kind: 'user', field: 'phone' } },
      constant('b', '2'),
      { ...constant('a', '3'), friendlyName: 'other' },
      constant('a', '1'),
    ]);
    expect(joinAttributes(evaluated)).toEqual([
      { name: 'a', friendlyName: 'A', nameFormat: 'basic', values: ['1', '3'] },
      { name: 'b', values: ['2'] },
    ]);
  });
});
