import { type Assertion, SAML_ATTRIBUTE } from '@keyshift/saml';
import { describe, expect, it } from 'vitest';
import { decideLogin } from './index.ts';

const ROLE = 'arn:aws:iam::123456789012:role/redshift-sso';
const OTHER_ROLE = 'arn:aws:iam::123456789012:role/other';
const PROVIDER = 'arn:aws:iam::123456789012:saml-provider/redshift-sso';

function assertion(attributes: Partial<Record<keyof typeof SAML_ATTRIBUTE, readonly string[]>>): Assertion {
  const named = Object.entries({ role: [`${ROLE},${PROVIDER}`], roleSessionName: ['alice'], ...attributes });
  return {
    id: '_1',
    issuer: 'idp',
    issueInstant: new Date(0),
    confirmations: [],
    authnStatements: [],
    attributes: new Map(named.map(([key, values]) => [SAML_ATTRIBUTE[key as keyof typeof SAML_ATTRIBUTE], values])),
  };
}

describe('decideLogin: role', () => {
  it('takes the only role, whichever ARN comes first and with a space after the comma', () => {
    for (const value of [`${ROLE},${PROVIDER}`, `${PROVIDER}, ${ROLE}`]) {
      expect(decideLogin(assertion({ role: [value] }), {})).toMatchObject({ roleArn: ROLE, providerArn: PROVIDER });
    }
  });

  it('takes the preferred role of several and never one at random', () => {
    const two = assertion({ role: [`${ROLE},${PROVIDER}`, `${OTHER_ROLE},${PROVIDER}`] });
    expect(decideLogin(two, { preferredRole: OTHER_ROLE }).roleArn).toBe(OTHER_ROLE);
    expect(() => decideLogin(two, {})).toThrow(expect.objectContaining({ code: 'client.role_not_offered' }));
  });

  it('refuses a role that is not offered', () => {
    const wish = () => decideLogin(assertion({}), { preferredRole: OTHER_ROLE });
    expect(wish).toThrow(expect.objectContaining({ code: 'client.role_not_offered' }));
  });

  it.each([[[]], [[ROLE]], [['role,provider']]])('refuses an assertion without a usable pair: %j', (role) => {
    expect(() => decideLogin(assertion({ role }), {})).toThrow(expect.objectContaining({ code: 'client.no_role' }));
  });
});

describe('decideLogin: DB user and groups', () => {
  it('falls back from DbUser to RoleSessionName', () => {
    expect(decideLogin(assertion({}), {}).dbUser).toBe('alice');
    expect(decideLogin(assertion({ dbUser: ['alice_db'] }), {}).dbUser).toBe('alice_db');
  });

  it.each([
    ['true', 'alice'],
    ['1', 'mallory'],
    ['TRUE', 'mallory'],
  ])('AllowDbUserOverride=%s gives %s', (override, expected) => {
    const given = assertion({ dbUser: ['alice'], allowDbUserOverride: [override] });
    expect(decideLogin(given, { dbUser: 'mallory' }).dbUser).toBe(expected);
  });

  it('lets a list of groups given by the connection win as a whole', () => {
    const given = assertion({ dbGroups: ['Sales', 'hr'] });
    expect(decideLogin(given, {}).dbGroups).toEqual(['Sales', 'hr']);
    expect(decideLogin(given, { dbGroups: ['ops'] }).dbGroups).toEqual(['ops']);
    expect(decideLogin(given, { dbGroups: [] }).dbGroups).toEqual(['Sales', 'hr']);
  });

  it('lower-cases groups, never the user, when told to', () => {
    const given = assertion({ dbUser: ['Alice'], dbGroups: ['Sales'], forceLowercase: ['true'] });
    expect(decideLogin(given, {})).toMatchObject({ dbUser: 'Alice', dbGroups: ['sales'] });
  });

  it('creates the user when the assertion or the connection says so', () => {
    expect(decideLogin(assertion({}), {}).autoCreate).toBe(false);
    expect(decideLogin(assertion({ autoCreate: ['true'] }), {}).autoCreate).toBe(true);
    expect(decideLogin(assertion({ autoCreate: ['true'] }), { autoCreate: false }).autoCreate).toBe(false);
  });
});
