// Gives a rollout its hands: the rehearsal's AWS, this Keyshift's directory, the cluster's master login.
import { setTimeout as wait } from 'node:timers/promises';
import type { Secret } from '@keyshift/base';
import { openSqlSession } from '@keyshift/client';
import type { Directory } from '@keyshift/directory';
import { type AwsTarget, type Description, openContext, type RolloutContext } from '@keyshift/rollout';
import type { Secrets } from '../data/secrets.ts';
import { scriptReader } from './description.ts';
import { directoryPort } from './directory-port.ts';

export type RolloutContextInput = {
  readonly aws: AwsTarget;
  readonly caPem: string;
  readonly baseUrl: string;
  readonly directory: Directory;
  readonly secrets: Secrets;
  readonly description: Description;
  /** Where the description was read; its scripts lie beside it. */
  readonly descriptionFile: string;
};

export async function openRolloutContext(p: RolloutContextInput): Promise<RolloutContext> {
  return openContext({
    aws: p.aws,
    directory: directoryPort({ ...p, passwordFor: p.secrets.passwordFor }),
    masterPassword: p.secrets.masterPassword,
    openMasterSession: ({ host, port }) => openMaster(p, { host, port, password: p.secrets.masterPassword }),
    readScript: scriptReader(p.descriptionFile),
    wait: (milliseconds) => wait(milliseconds),
  });
}

function openMaster(
  { description, caPem }: RolloutContextInput,
  { host, port, password }: { host: string; port: number; password: Secret },
): ReturnType<typeof openSqlSession> {
  const { identifier, database, masterUsername } = description.cluster;
  const cluster = { identifier, host, port, database };
  return openSqlSession({ cluster, user: masterUsername, password, caPem, applicationName: 'keyshift rollout' });
}
