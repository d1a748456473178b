// What a script needs to use a running Keyshift; the contract's `keyshift info --json`.
import { DEFAULT_RESPONSE_TIMEOUT_SECONDS } from '@keyshift/client';
import { dataFolder, findRunning } from './data-folder.ts';
import { cliErrors } from './errors.ts';
import { findJson } from './private-file.ts';

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

export type JdbcInput = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly clusterIdentifier: string;
  readonly region: string;
  /** Plain http address of the rehearsal; the same port answers https, which the driver demands for STS. */
  readonly awsEndpoint: string;
  readonly caFile: string;
};

/** The two URLs of the journey: a direct login, and one as oneself through AWS. */
export function formatJdbcUrls(p: JdbcInput): { jdbcUrl: string; jdbcIamUrl: string } {
  const address = `${p.host}:${p.port}/${p.database}`;
  const trust = { sslmode: 'verify-full', sslrootcert: p.caFile };
  // The driver takes any host that is not AWS-shaped for a custom domain, so cluster and region must be said.
  const iam = {
    ClusterID: p.clusterIdentifier,
    Region: p.region,
    EndpointUrl: p.awsEndpoint,
    StsEndpointUrl: p.awsEndpoint.replace('http:', 'https:'),
    ...trust,
  };
  return {
    jdbcUrl: `jdbc:redshift://${address}?${formatArguments(trust)}`,
    jdbcIamUrl: `jdbc:redshift:iam://${address}?${formatArguments(iam)}`,
  };
}

export function browserPluginProperties(loginUrl: string, listenPort: number): Readonly<Record<string, string>> {
  return {
    plugin_name: 'com.amazon.redshift.plugin.BrowserSamlCredentialsProvider',
    login_url: loginUrl,
    idp_response_timeout: String(DEFAULT_RESPONSE_TIMEOUT_SECONDS),
    listen_port: String(listenPort),
  };
}

function formatArguments(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}
