// The AWS half of the journey, made through the SDK: provider, pinned policy, role, cluster.
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
} from '@aws-sdk/client-iam';
import {
  CreateClusterCommand,
  DescribeClustersCommand,
  GetClusterCredentialsCommand,
  type GetClusterCredentialsCommandInput,
} from '@aws-sdk/client-redshift';
import { AssumeRoleWithSAMLCommand, type AssumeRoleWithSAMLCommandInput } from '@aws-sdk/client-sts';
import { ACS_URL, type Ask, createIdentityProvider, type IdentityProvider } from './identity-provider.ts';
import { ACCOUNT, type Credentials, REGION, type World } from './world.ts';

export const CLUSTER = 'testcluster';

export type Journey = {
  readonly idp: IdentityProvider;
  readonly providerArn: string;
  readonly roleArn: string;
  readonly roleId: string;
  readonly policyArn: string;
  ask(changes?: Partial<Ask>): Ask;
  /** Redeems a fresh assertion. */
  assume(changes?: Partial<Ask>, input?: Partial<AssumeRoleWithSAMLCommandInput>): ReturnType<typeof redeem>;
  /** A session of that person. */
  session(person?: string): Promise<Credentials>;
};

const dbArn = (resource: string) => `arn:aws:redshift:${REGION}:${ACCOUNT}:${resource}`;

/** The pinned policy: whoever signed in may only be the database user of the same name (T4). */
export const PINNED_POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Credentials',
      Effect: 'Allow',
      Action: ['redshift:GetClusterCredentials', 'redshift:CreateClusterUser'],
      Resource: [dbArn(`dbuser:${CLUSTER}/\${redshift:DbUser}`), dbArn(`dbname:${CLUSTER}/testdb`)],
      Condition: { StringLike: { 'aws:userid': '*:${redshift:DbUser}' } },
    },
    {
      Sid: 'Groups',
      Effect: 'Allow',
      Action: 'redshift:JoinGroup',
      Resource: dbArn(`dbgroup:${CLUSTER}/redshift_dbgroup`),
    },
  ],
};

export function trustPolicy(providerArn: string, audience: string = ACS_URL): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithSAML',
        Principal: { Federated: providerArn },
        Condition: { StringEquals: { 'SAML:aud': audience } },
      },
    ],
  });
}

export async function startJourney(world: World): Promise<Journey> {
  const { iam, redshift } = world.admin;
  const idp = createIdentityProvider('rsa-2048');
  const provider = await iam.send(
    new CreateSAMLProviderCommand({ Name: 'redshift-sso', SAMLMetadataDocument: idp.metadata }),
  );
  const providerArn = provider.SAMLProviderArn ?? '';
  const policy = await iam.send(
    new CreatePolicyCommand({ PolicyName: 'redshift-sso-access', PolicyDocument: JSON.stringify(PINNED_POLICY) }),
  );
  const policyArn = policy.Policy?.Arn ?? '';
  const role = await iam.send(
    new CreateRoleCommand({ RoleName: 'redshift-sso', AssumeRolePolicyDocument: trustPolicy(providerArn) }),
  );
  await iam.send(new AttachRolePolicyCommand({ RoleName: 'redshift-sso', PolicyArn: policyArn }));
  await redshift.send(
    new CreateClusterCommand({
      ClusterIdentifier: CLUSTER,
      NodeType: 'ra3.large',
      ClusterType: 'single-node',
      DBName: 'testdb',
      MasterUsername: 'some_admin',
      MasterUserPassword: 'Passw0rd-1',
    }),
  );
  await waitForCluster(world, 'available');
  const roleArn = role.Role?.Arn ?? '';
  const ask = (changes: Partial<Ask> = {}): Ask => ({ roleArn, providerArn, ...changes });
  const assume: Journey['assume'] = (changes, input) =>
    redeem(world, {
      RoleArn: roleArn,
      PrincipalArn: providerArn,
      SAMLAssertion: idp.issue(ask(changes), world.now()),
      ...input,
    });
  return {
    idp,
    providerArn,
    roleArn,
    roleId: role.Role?.RoleId ?? '',
    policyArn,
    ask,
    assume,
    async session(person = 'alice') {
      const { Credentials: given } = await assume({ person });
      return {
        accessKeyId: given?.AccessKeyId ?? '',
        secretAccessKey: given?.SecretAccessKey ?? '',
        sessionToken: given?.SessionToken ?? '',
      };
    },
  };
}

export function redeem(world: World, input: AssumeRoleWithSAMLCommandInput) {
  return world.clients().sts.send(new AssumeRoleWithSAMLCommand(input));
}

export async function waitForCluster(world: World, status: string, identifier: string = CLUSTER): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { Clusters } = await world.admin.redshift.send(
      new DescribeClustersCommand({ ClusterIdentifier: identifier }),
    );
    if (Clusters?.[0]?.ClusterStatus === status) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new TypeError(`the cluster did not become ${status}`);
}

export function askCredentials(
  world: World,
  session: Credentials,
  input: Partial<GetClusterCredentialsCommandInput> = {},
) {
  const command = new GetClusterCredentialsCommand({
    ClusterIdentifier: CLUSTER,
    DbUser: 'alice',
    DbName: 'testdb',
    AutoCreate: true,
    DbGroups: ['redshift_dbgroup'],
    ...input,
  });
  return world.clients(session).redshift.send(command);
}
