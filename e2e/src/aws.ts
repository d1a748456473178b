// AWS clients of the running rehearsal: as its administrator, and as a person who assumed a role.
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { GetClusterCredentialsCommand, RedshiftClient } from '@aws-sdk/client-redshift';
import { AssumeRoleWithSAMLCommand, STSClient } from '@aws-sdk/client-sts';
import type { Info, InfoPerson } from '@keyshift/cli';
import { onlyApplication, onlyCluster } from './people.ts';

type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

function settings({ aws }: Info, credentials: Credentials) {
  return { endpoint: aws.endpoint, region: aws.region, credentials, maxAttempts: 1 };
}

export function adminClients(info: Info): { iam: IAMClient; ec2: EC2Client; redshift: RedshiftClient; sts: STSClient } {
  const shared = settings(info, info.aws);
  return {
    iam: new IAMClient(shared),
    ec2: new EC2Client(shared),
    redshift: new RedshiftClient(shared),
    sts: new STSClient(shared),
  };
}

export type RoleRequest = {
  readonly roleArn: string;
  readonly providerArn?: string;
  readonly durationSeconds?: number;
};

/** AssumeRoleWithSAML as a stock client sends it: unsigned. */
export async function assumeRole(info: Info, assertion: string, request: RoleRequest): Promise<Credentials> {
  const sts = new STSClient({ endpoint: info.aws.endpoint, region: info.aws.region, maxAttempts: 1 });
  const { Credentials: given } = await sts.send(
    new AssumeRoleWithSAMLCommand({
      RoleArn: request.roleArn,
      PrincipalArn: request.providerArn ?? onlyApplication(info).providerArn ?? '',
      SAMLAssertion: assertion,
      ...(request.durationSeconds === undefined ? {} : { DurationSeconds: request.durationSeconds }),
    }),
  );
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}

export type PasswordRequest = {
  readonly dbUser: string;
  readonly dbGroups?: readonly string[];
  readonly autoCreate?: boolean;
};

/** GetClusterCredentials with a role's credentials. */
export async function mintPassword(info: Info, credentials: Credentials, request: PasswordRequest) {
  const cluster = onlyCluster(info);
  const { DbUser, DbPassword, Expiration } = await new RedshiftClient(settings(info, credentials)).send(
    new GetClusterCredentialsCommand({
      ClusterIdentifier: cluster.identifier,
      DbName: cluster.database,
      DbUser: request.dbUser,
      DbGroups: [...(request.dbGroups ?? [])],
      AutoCreate: request.autoCreate ?? true,
    }),
  );
  return { user: DbUser ?? '', password: DbPassword ?? '', expiration: Expiration };
}

export function roleOf({ roleArn, username }: InfoPerson): string {
  if (roleArn === null) throw new Error(`${username} has no role`);
  return roleArn;
}
