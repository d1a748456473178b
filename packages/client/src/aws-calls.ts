// The two AWS calls of a sign-in, through the official SDK: AssumeRoleWithSAML and GetClusterCredentials.

import { Secret } from '@keyshift/base';
import { clientErrors } from './errors.ts';
import type { LoginDecision } from './login-decision.ts';
import type { AwsEndpoints, ClusterTarget } from './target.ts';

export type RoleCredentials = {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  readonly sessionToken: Secret;
  readonly expiresAt: Date;
  /** `arn:aws:sts::…:assumed-role/ROLE/SESSION`. */
  readonly assumedRoleArn: string;
};

export type DatabaseCredentials = { readonly user: string; readonly password: Secret; readonly expiresAt: Date };

// One retry only: a person is waiting, and a refusal does not change by asking again.
const MAX_ATTEMPTS = 2;

/** Exchanges the assertion for credentials of the role. Throws `client.aws_refused`, `client.aws_unreachable`. */
export async function assumeRole(
  aws: AwsEndpoints,
  login: LoginDecision,
  samlResponse: string,
): Promise<RoleCredentials> {
  // The SDK loads slowly, and the commands that call nothing must not wait for it.
  const { AssumeRoleWithSAMLCommand, STSClient } = await import('@aws-sdk/client-sts');
  const client = new STSClient({
    region: aws.region,
    maxAttempts: MAX_ATTEMPTS,
    ...(aws.stsEndpoint === undefined ? {} : { endpoint: aws.stsEndpoint }),
  });
  const command = new AssumeRoleWithSAMLCommand({
    RoleArn: login.roleArn,
    PrincipalArn: login.providerArn,
    SAMLAssertion: samlResponse,
  });
  const { Credentials, AssumedRoleUser } = await call('AssumeRoleWithSAML', aws.stsEndpoint, () =>
    client.send(command),
  );
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: new Secret(Credentials?.SecretAccessKey ?? ''),
    sessionToken: new Secret(Credentials?.SessionToken ?? ''),
    expiresAt: Credentials?.Expiration ?? new Date(0),
    assumedRoleArn: AssumedRoleUser?.Arn ?? '',
  };
}

export type CredentialRequest = {
  readonly aws: AwsEndpoints;
  readonly cluster: ClusterTarget;
  readonly login: LoginDecision;
  readonly role: RoleCredentials;
};

/** Asks for a temporary database password as the decided DB user. Throws `client.aws_refused`, `client.aws_unreachable`. */
export async function getDatabaseCredentials({
  aws,
  cluster,
  login,
  role,
}: CredentialRequest): Promise<DatabaseCredentials> {
  const { GetClusterCredentialsCommand, RedshiftClient } = await import('@aws-sdk/client-redshift');
  const client = new RedshiftClient({
    region: aws.region,
    maxAttempts: MAX_ATTEMPTS,
    credentials: {
      accessKeyId: role.accessKeyId,
      secretAccessKey: role.secretAccessKey.reveal(),
      sessionToken: role.sessionToken.reveal(),
    },
    ...(aws.redshiftEndpoint === undefined ? {} : { endpoint: aws.redshiftEndpoint }),
  });
  const command = new GetClusterCredentialsCommand({
    ClusterIdentifier: cluster.identifier,
    DbUser: login.dbUser,
    DbName: cluster.database,
    DbGroups: [...login.dbGroups],
    AutoCreate: login.autoCreate,
  });
  const answer = await call('GetClusterCredentials', aws.redshiftEndpoint, () => client.send(command));
  return {
    user: answer.DbUser ?? '',
    password: new Secret(answer.DbPassword ?? ''),
    expiresAt: answer.Expiration ?? new Date(0),
  };
}

async function call<Answer>(
  action: string,
  endpoint: string | undefined,
  send: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    throw translate(action, endpoint ?? 'AWS', error);
  }
}

function translate(action: string, endpoint: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  if (status === undefined)
    return clientErrors.awsUnreachable({ action, endpoint, reason: error.message || error.name });
  const awsCode = (error as { Code?: string }).Code ?? error.name;
  return clientErrors.awsRefused({ action, awsCode, awsMessage: error.message });
}
