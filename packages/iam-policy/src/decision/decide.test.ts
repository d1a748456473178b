import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccessInput, createContext, decide, decideTrust, type NamedPolicy, parsePolicy } from '../index.ts';

const A = 'arn:aws:redshift:us-east-1:123456789012:';
const named = (...statements: object[]): NamedPolicy => ({
  name: 'p',
  policy: parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'identity'),
});
const allow = (Action: string, Resource = '*', more: object = {}) => ({ Effect: 'Allow', Action, Resource, ...more });
const deny = (Action: string, Resource = '*', more: object = {}) => ({ Effect: 'Deny', Action, Resource, ...more });
const request = {
  action: 'redshift:GetClusterCredentials',
  resource: `${A}dbuser:c/alice`,
  context: createContext({ 'redshift:DbUser': 'alice', 'aws:userid': 'AROA:alice', 'a:n': 'many' }),
};
const ask = (input: Omit<AccessInput, 'request'>) => decide({ request, ...input });

describe('decide', () => {
  it.each<[string, object[], boolean]>([
    ['nothing by default', [], false],
    ['an action in any case', [allow('REDSHIFT:getcluster*')], true],
    ['another action not', [allow('redshift:JoinGroup')], false],
    ['another resource not', [allow('redshift:*', `${A}dbuser:c/bob`)], false],
    ['an explicit deny over every allow', [allow('*'), deny('redshift:Get*', `${A}dbuser:c/alice`)], false],
    ['a deny for somebody else', [allow('*'), deny('redshift:Get*', `${A}dbuser:c/bob`)], true],
    ['NotAction as the complement', [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], true],
    ['NotAction without the named one', [{ Effect: 'Allow', NotAction: 'redshift:*', Resource: '*' }], false],
    ['NotResource as the complement', [{ Effect: 'Allow', Action: '*', NotResource: `${A}dbuser:c/bob` }], true],
    ['NotResource without the named one', [{ Effect: 'Allow', Action: '*', NotResource: `${A}dbuser:c/al*` }], false],
    ['an allow whose value cannot be read', [allow('*', '*', { Condition: { NumericLessThan: { 'a:n': 5 } } })], false],
    [
      'a deny whose value cannot be read',
      [allow('*'), deny('*', '*', { Condition: { NumericLessThan: { 'a:n': 5 } } })],
      false,
    ],
  ])('allows %s: %j → %s', (_name, statements, allowed) => {
    expect(ask({ identityPolicies: statements.length === 0 ? [] : [named(...statements)] }).allowed).toBe(allowed);
  });

  it('intersects with the permissions boundary', () => {
    const identityPolicies = [named(allow('*'))];
    expect(ask({ identityPolicies, permissionsBoundary: named(allow('redshift:*')) }).allowed).toBe(true);
    expect(ask({ identityPolicies, permissionsBoundary: named(allow('iam:*')) })).toMatchObject({
      reason: 'no-allow',
      by: 'permissions boundary',
    });
    expect(ask({ identityPolicies: [], permissionsBoundary: named(allow('*')) }).allowed).toBe(false);
  });

  it('intersects with session policies, of which none allows nothing', () => {
    const identityPolicies = [named(allow('*'))];
    expect(
      ask({ identityPolicies, sessionPolicies: [named(allow('iam:*')), named(allow('redshift:*'))] }).allowed,
    ).toBe(true);
    expect(ask({ identityPolicies, sessionPolicies: [] })).toMatchObject({ by: 'session policy' });
    expect(ask({ identityPolicies, sessionPolicies: [named(allow('*'), deny('redshift:*'))] })).toMatchObject({
      reason: 'explicit-deny',
      by: 'session policy',
    });
  });

  it('explains which statement decided, or which came closest', () => {
    const identityPolicies = [named(allow('iam:*'), allow('redshift:*', `${A}dbuser:c/bob`, { Sid: 'Bob' }))];
    expect(ask({ identityPolicies }).explanation).toBe(
      `statement "Bob" of p comes closest, but it does not cover ${A}dbuser:c/alice`,
    );
    expect(ask({ identityPolicies: [named(allow('*'))] }).explanation).toBe('statement 1 of p allows it');
  });

  it('never grants more after adding a Deny or removing an Allow', () => {
    const actions = fc.constantFrom('*', 'redshift:*', 'redshift:GetClusterCredentials', 'redshift:Join*', 'iam:*');
    const resources = fc.constantFrom('*', `${A}dbuser:c/*`, `${A}dbuser:c/\${redshift:DbUser}`, `${A}dbuser:c/bob`);
    const values = fc.constantFrom('a', 'b', '5', 'true');
    const operators = fc.constantFrom(
      'StringEquals',
      'StringNotLike',
      'StringEqualsIfExists',
      'ForAllValues:StringEquals',
    );
    const condition = fc.option(fc.tuple(operators, values), { nil: undefined });
    const statement = fc
      .tuple(fc.constantFrom('Allow', 'Deny'), actions, resources, condition, fc.boolean())
      .map(([Effect, action, resource, test, not]) => ({
        Effect,
        [not ? 'NotAction' : 'Action']: action,
        [not ? 'NotResource' : 'Resource']: resource,
        ...(test === undefined ? {} : { Condition: { [test[0]]: { 'k:x': test[1] } } }),
      }));
    const granted = (statements: object[], value: string | undefined) =>
      statements.length > 0 &&
      decide({
        request: { ...request, context: createContext({ 'redshift:DbUser': 'alice', 'k:x': value }) },
        identityPolicies: [named(...statements)],
      }).allowed;
    fc.assert(
      fc.property(
        fc.array(statement, { maxLength: 5 }),
        statement,
        fc.option(values, { nil: undefined }),
        (list, extra, value) => {
          const before = granted(list, value);
          if (granted([...list, { ...extra, Effect: 'Deny' }], value)) expect(before).toBe(true);
          const firstAllow = list.findIndex((item) => item.Effect === 'Allow');
          if (firstAllow >= 0 && granted(list.toSpliced(firstAllow, 1), value)) expect(before).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('decideTrust', () => {
  const provider = 'arn:aws:iam::123456789012:saml-provider/redshift-sso';
  const aud = 'http://localhost:7890/redshift/';
  const policy = (statement: object) =>
    parsePolicy(
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRoleWithSAML', Principal: { Federated: provider }, ...statement },
        ],
      }),
      'trust',
    );
  const trust = (statement: object, o: { aud?: string; type?: 'Federated' | 'AWS'; value?: string } = {}) =>
    decideTrust({
      name: 'role',
      policy: policy(statement),
      principal: { type: o.type ?? 'Federated', value: o.value ?? provider },
      action: 'sts:AssumeRoleWithSAML',
      context: createContext({ 'saml:aud': o.aud ?? aud }),
    }).allowed;
  const pinned = { Condition: { StringEquals: { 'SAML:aud': aud } } };

  it('needs the principal, the action and the conditions', () => {
    expect(trust(pinned)).toBe(true);
    expect(trust(pinned, { aud: 'http://localhost:7890/redshift' })).toBe(false);
    expect(trust(pinned, { value: `${provider}-2` })).toBe(false);
    expect(trust({ Action: 'sts:AssumeRole' })).toBe(false);
    expect(trust({ Effect: 'Deny' })).toBe(false);
  });

  it('takes an account for every principal of it', () => {
    const role = { type: 'AWS', value: 'arn:aws:iam::123456789012:role/x' } as const;
    expect(trust({ Principal: { AWS: '123456789012' } }, role)).toBe(true);
    expect(trust({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } }, role)).toBe(true);
    expect(trust({ Principal: { AWS: '210987654321' } }, role)).toBe(false);
    expect(trust({ Principal: '*' }, role)).toBe(true);
    expect(trust({ Principal: { AWS: '123456789012' } })).toBe(false);
  });
});
