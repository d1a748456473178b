import { createContext, decide, decideTrust, parsePolicy } from '@keyshift/iam-policy';
import { describe, expect, it } from 'vitest';
import { formatAccessPolicy, formatTrustPolicy } from './index.ts';

const accessPolicy = parsePolicy(
  formatAccessPolicy({
    region: 'us-east-1',
    accountId: '123456789012',
    clusterIdentifier: 'testcluster',
    database: 'testdb',
    group: 'redshift_dbgroup',
  }),
  'identity',
);

/** Whether alice, in the role, may do it as the DB user she asks for. */
function mayAlice(action: string, resource: string, dbUser: string): boolean {
  const request = {
    action: `redshift:${action}`,
    resource: `arn:aws:redshift:us-east-1:123456789012:${resource}`,
    context: createContext({ 'aws:userid': 'AROAEXAMPLEEXAMPLE123:alice', 'redshift:DbUser': dbUser }),
  };
  return decide({ request, identityPolicies: [{ name: 'access', policy: accessPolicy }] }).allowed;
}

describe('the access policy', () => {
  it.each([
    ['GetClusterCredentials', 'dbuser:testcluster/alice', 'alice', true],
    ['GetClusterCredentials', 'dbname:testcluster/testdb', 'alice', true],
    ['CreateClusterUser', 'dbuser:testcluster/alice', 'alice', true],
    ['JoinGroup', 'dbgroup:testcluster/redshift_dbgroup', 'alice', true],
    ['DescribeClusters', 'cluster:testcluster', 'alice', true],
    ['GetClusterCredentials', 'dbuser:testcluster/bob', 'bob', false],
    ['GetClusterCredentials', 'dbuser:testcluster/some_admin', 'some_admin', false],
    ['GetClusterCredentials', 'dbuser:testcluster/*', '*', false],
    ['GetClusterCredentials', 'dbuser:testcluster/lice', 'lice', false],
    ['CreateClusterUser', 'dbuser:testcluster/bob', 'bob', false],
    ['GetClusterCredentials', 'dbname:testcluster/other', 'alice', false],
    ['GetClusterCredentials', 'dbuser:othercluster/alice', 'alice', false],
    ['JoinGroup', 'dbgroup:testcluster/hr_dbgroup', 'alice', false],
    ['DeleteCluster', 'cluster:testcluster', 'alice', false],
  ])('%s on %s as %s: %s', (action, resource, dbUser, allowed) => {
    expect(mayAlice(action, resource, dbUser)).toBe(allowed);
  });
});

describe('the trust policy', () => {
  const providerArn = 'arn:aws:iam::123456789012:saml-provider/redshift-sso';
  const acsUrl = 'http://localhost:7890/redshift/';
  const policy = parsePolicy(formatTrustPolicy({ providerArn, acsUrl }), 'trust');
  const trusts = (value: string, recipient: string) =>
    decideTrust({
      name: 'trust',
      policy,
      principal: { type: 'Federated', value },
      action: 'sts:AssumeRoleWithSAML',
      context: createContext({ 'saml:aud': recipient }),
    }).allowed;

  it('lets in whom its provider signed in for the client’s listener, and nobody else', () => {
    expect(trusts(providerArn, acsUrl)).toBe(true);
    expect(trusts(`${providerArn}-2`, acsUrl)).toBe(false);
    expect(trusts(providerArn, 'http://localhost:7890/redshift')).toBe(false);
    expect(trusts(providerArn, 'https://signin.aws.amazon.com/saml')).toBe(false);
  });
});
