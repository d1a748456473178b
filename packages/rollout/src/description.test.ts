import { describe, expect, it } from 'vitest';
import { type Description, parseDescription } from './index.ts';

const GOOD = `
version: 1
name: demo
directory:
  groups: [redshift_dbgroup]
  people:
    - { username: alice, name: Alice Adams, email: alice@example.com, groups: [redshift_dbgroup] }
application: { name: redshift, label: Amazon Redshift, acsUrl: http://localhost:7890/redshift/ }
identityProvider: { name: redshift-sso }
network: { securityGroup: redshift-vpn, allow: [127.0.0.1/32, '::1/128'], subnetGroup: redshift-subnets }
cluster: { identifier: testcluster, database: testdb, masterUsername: some_admin }
access:
  - { group: redshift_dbgroup, role: redshift-sso, policy: redshift-sso-access, tables: [sales.orders] }
`;

function parse(text: string): Description {
  return parseDescription(text, 'keyshift.yaml');
}

function refusal(text: string): { code: string; message: string } {
  try {
    parse(text);
  } catch (error) {
    return error as { code: string; message: string };
  }
  throw new Error('it was accepted');
}

describe('parseDescription', () => {
  it('reads a description and fills in the defaults', () => {
    const description = parse(GOOD);
    expect(description.cluster).toMatchObject({ port: 5439, nodes: 1, nodeType: 'ra3.large' });
    expect(description.access[0]).toMatchObject({ maxSessionSeconds: 3600 });
    expect(description.scripts).toEqual([]);
  });

  it.each([
    ['an upper-case username', 'username: alice', 'username: Alice', 'lower case'],
    ['a hyphen in a DB group', /redshift_dbgroup/g, 'redshift-dbgroup', 'SQL syntax error'],
    ['a bad address range', '127.0.0.1/32', '127.0.0.1', 'address range'],
    ['a group nobody described', 'groups: [redshift_dbgroup] }', 'groups: [ops] }', 'ops is not described'],
    ['a session longer than AWS allows', 'tables: [', 'maxSessionSeconds: 43201, tables: [', '43200'],
    ['a cluster name with two hyphens', 'testcluster', 'test--cluster', 'single hyphens'],
    ['a table without schema', 'sales.orders', 'orders', 'schema.table'],
    ['no YAML at all', 'version: 1', 'version: [', 'YAML|flow|expected'],
  ])('refuses %s', (_name, from, to, reason) => {
    const { code, message } = refusal(GOOD.replace(from, to));
    expect(code).toBe('rollout.description_invalid');
    expect(message).toMatch(new RegExp(reason));
  });

  it('tells every mistake at once', () => {
    const { message } = refusal(GOOD.replace('username: alice', 'username: Alice').replace('sales.orders', 'orders'));
    expect(message).toMatch(/lower case[\s\S]*schema\.table/);
  });

  it('names the known key that a mistyped one was meant to be, at any depth', () => {
    expect(refusal(GOOD.replace('identityProvider:', 'identityProvder:')).message).toContain(
      'did you mean identityProvider',
    );
    expect(refusal(GOOD.replace('policy:', 'polcy:')).message).toContain('did you mean policy');
  });

  it('refuses one role for two groups', () => {
    const second = '  - { group: hr_dbgroup, role: redshift-sso, policy: other }\n';
    expect(refusal(GOOD + second).message).toContain('role redshift-sso occurs twice');
  });
});
