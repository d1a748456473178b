// The JDBC URLs of a cluster, and the extended properties that go with signing in as oneself.
import { DEFAULT_RESPONSE_TIMEOUT_SECONDS } from '@keyshift/client';

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
