// What a script needs to use a running Keyshift; the contract's `keyshift info --json`.

import { findJson } from './data/find-json.ts';
import { dataFolder, findRunning } from './data/folder.ts';
import { cliErrors } from './errors.ts';

export type Info = {
  readonly web: string;
  readonly caFile: string;
  readonly aws: {
    readonly endpoint: string;
    readonly region: string;
    readonly accountId: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  readonly admin: { readonly username: string; readonly password: string };
  readonly people: readonly InfoPerson[];
  readonly applications: readonly InfoApplication[];
  readonly clusters: readonly InfoCluster[];
};

export type InfoPerson = {
  readonly username: string;
  readonly password: string;
  readonly groups: readonly string[];
  readonly roleArn: string | null;
};

export type InfoApplication = {
  readonly name: string;
  readonly loginUrl: string;
  readonly metadataUrl: string;
  readonly acsUrl: string;
  readonly providerArn: string | null;
};

export type InfoCluster = {
  readonly identifier: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly masterUsername: string;
  readonly masterPassword: string;
  readonly jdbcUrl: string;
  readonly jdbcIamUrl: string;
  /** The extended properties that go with `jdbcIamUrl`. */
  readonly jdbcProperties: Readonly<Record<string, string>>;
};

/** The info of the Keyshift that runs on this data directory. Throws `cli.not_running`. */
export async function getInfo(directory: string): Promise<Info> {
  const folder = dataFolder(directory);
  const info = (await findRunning(folder)) === undefined ? undefined : await findJson<Info>(folder.info);
  if (info === undefined) throw cliErrors.notRunning({ directory });
  return info;
}
