// What a rollout works with: AWS through the official SDK, the directory, and the database's master login.

import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { RedshiftClient } from '@aws-sdk/client-redshift';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Secret } from '@keyshift/base';
import type { SqlSession } from '@keyshift/client';
import type { DirectoryPort } from './directory-port.ts';

export type AwsTarget = {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** Absent for real AWS. */
  readonly endpoint?: string;
};

export type RolloutPorts = {
  readonly aws: AwsTarget;
  readonly directory: DirectoryPort;
  readonly masterPassword: Secret;
  /** Opens a session as the master user of the cluster at this address. */
  openMasterSession(at: { host: string; port: number }): Promise<SqlSession>;
  /** The SQL text of a script that the description names. */
  readScript(file: string): Promise<string>;
  wait(milliseconds: number): Promise<void>;
};

export type RolloutContext = RolloutPorts & {
  readonly accountId: string;
  readonly iam: IAMClient;
  readonly ec2: EC2Client;
  readonly redshift: RedshiftClient;
};

/** Opens the clients and asks AWS whose account this is. */
export async function openContext(ports: RolloutPorts): Promise<RolloutContext> {
  const { region, accessKeyId, secretAccessKey, endpoint } = ports.aws;
  const settings = {
    region,
    credentials: { accessKeyId, secretAccessKey: secretAccessKey.reveal() },
    ...(endpoint === undefined ? {} : { endpoint }),
  };
  const identity = await new STSClient(settings).send(new GetCallerIdentityCommand({}));
  return {
    ...ports,
    accountId: identity.Account ?? '',
    iam: new IAMClient(settings),
    ec2: new EC2Client(settings),
    redshift: new RedshiftClient(settings),
  };
}

export function providerArn(accountId: string, name: string): string {
  return `arn:aws:iam::${accountId}:saml-provider/${name}`;
}

export function roleArn(accountId: string, name: string): string {
  return `arn:aws:iam::${accountId}:role/${name}`;
}

export function policyArn(accountId: string, name: string): string {
  return `arn:aws:iam::${accountId}:policy/${name}`;
}
