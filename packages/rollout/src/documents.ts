// The two policy documents of an entitlement set: who may assume the role, and what the role may do.

export type AccessPolicyInput = {
  readonly region: string;
  readonly accountId: string;
  readonly clusterIdentifier: string;
  readonly database: string;
  readonly group: string;
};

/** Trust policy: only people whom the provider signed in, for the client's own listener. */
export function formatTrustPolicy(p: { readonly providerArn: string; readonly acsUrl: string }): string {
  return format([
    {
      Effect: 'Allow',
      Principal: { Federated: p.providerArn },
      Action: 'sts:AssumeRoleWithSAML',
      // AWS compares SAML:aud with the Recipient, that is with the ACS address, not with the Audience.
      Condition: { StringEquals: { 'SAML:aud': p.acsUrl } },
    },
  ]);
}

/** Access policy: a credential for oneself only, in one database of one cluster, in one group. */
export function formatAccessPolicy(p: AccessPolicyInput): string {
  const arn = (kind: string, name: string) =>
    `arn:aws:redshift:${p.region}:${p.accountId}:${kind}:${p.clusterIdentifier}/${name}`;
  // Without it anybody in the role could ask for anybody's credential, the master's too:
  // ${redshift:DbUser} is what the caller asks for, aws:userid ends in what the provider signed.
  const asOneself = { StringLike: { 'aws:userid': '*:${redshift:DbUser}' } };
  const dbUser = arn('dbuser', '${redshift:DbUser}');
  return format([
    {
      Sid: 'GetCredentialsAsOneself',
      Effect: 'Allow',
      Action: 'redshift:GetClusterCredentials',
      Resource: [dbUser, arn('dbname', p.database)],
      Condition: asOneself,
    },
    {
      Sid: 'CreateOneself',
      Effect: 'Allow',
      Action: 'redshift:CreateClusterUser',
      Resource: dbUser,
      Condition: asOneself,
    },
    { Sid: 'JoinGroup', Effect: 'Allow', Action: 'redshift:JoinGroup', Resource: arn('dbgroup', p.group) },
    {
      Sid: 'FindCluster',
      Effect: 'Allow',
      Action: 'redshift:DescribeClusters',
      Resource: `arn:aws:redshift:${p.region}:${p.accountId}:cluster:${p.clusterIdentifier}`,
    },
  ]);
}

function format(statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, undefined, 2);
}
