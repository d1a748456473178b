// Collects what a running Keyshift has into the info that `keyshift info` and every client read.
import type { Directory, Entitlement, Group } from '@keyshift/directory';
import { decideEntitlement, defaultAcsUrl } from '@keyshift/directory';
import type { ClusterSpec } from '@keyshift/rehearsal';
import type { Secrets } from '../data/secrets.ts';
import type { Info, InfoApplication, InfoCluster, InfoPerson } from '../info.ts';
import { browserPluginProperties, formatJdbcUrls } from '../jdbc.ts';
import { loginUrl, metadataUrl } from '../web-paths.ts';
import { ADMINISTRATOR } from './administrator.ts';

export type InfoInput = {
  readonly web: string;
  readonly caFile: string;
  readonly host: string;
  readonly aws: { readonly endpoint: string; readonly region: string; readonly accountId: string };
  readonly directory: Directory;
  readonly secrets: Secrets;
  readonly clusters: readonly ClusterSpec[];
};

export async function collectInfo(p: InfoInput): Promise<Info> {
  const applications = await p.directory.applications.list();
  const [first] = applications;
  const entitlements = first === undefined ? [] : await p.directory.applications.entitlements(first.id);
  const infoApplications = applications.map((application) => ({
    name: application.name,
    loginUrl: loginUrl(p.web, application.ssoPath),
    metadataUrl: metadataUrl(p.web, application.ssoPath),
    acsUrl: defaultAcsUrl(application.acs) ?? '',
    providerArn: application.providerArn,
  }));
  const { accessKeyId, secretAccessKey } = p.secrets.rootCredentials;
  return {
    web: p.web,
    caFile: p.caFile,
    aws: { ...p.aws, accessKeyId, secretAccessKey: secretAccessKey.reveal() },
    admin: { username: ADMINISTRATOR, password: (await p.secrets.passwordFor(ADMINISTRATOR)).reveal() },
    people: await collectPeople(p, entitlements),
    applications: infoApplications,
    clusters: p.clusters.map((spec) => describeCluster(p, spec, infoApplications[0])),
  };
}

/** People whose password was made here: nobody else's is known to anybody. */
async function collectPeople(
  { directory, secrets }: InfoInput,
  entitlements: readonly Entitlement[],
): Promise<InfoPerson[]> {
  const usernames = secrets.knownPeople().filter((username) => username !== ADMINISTRATOR);
  const people = await Promise.all(
    usernames.map(async (username) => {
      const person = await directory.people.find(username);
      if (person === undefined) return [];
      const groups = await directory.groups.groupsOf(person.id);
      const password = (await secrets.passwordFor(username)).reveal();
      return [{ username, password, groups: groups.map(({ name }) => name), roleArn: findRole(groups, entitlements) }];
    }),
  );
  return people.flat();
}

function findRole(groups: readonly Group[], entitlements: readonly Entitlement[]): string | null {
  const memberships = groups.map(({ id, name }) => ({ groupId: id, groupName: name }));
  const decision = decideEntitlement(memberships, entitlements);
  return decision.allowed ? decision.roleArn : null;
}

function describeCluster(p: InfoInput, spec: ClusterSpec, application: InfoApplication | undefined): InfoCluster {
  const { identifier, port, databaseName: database, masterUsername } = spec;
  const listenPort = application === undefined ? 0 : Number(new URL(application.acsUrl).port);
  return {
    identifier,
    host: p.host,
    port,
    database,
    masterUsername,
    masterPassword: p.secrets.masterPassword.reveal(),
    ...formatJdbcUrls({
      host: p.host,
      port,
      database,
      clusterIdentifier: identifier,
      region: p.aws.region,
      awsEndpoint: p.aws.endpoint,
      caFile: p.caFile,
    }),
    jdbcProperties: application === undefined ? {} : browserPluginProperties(application.loginUrl, listenPort),
  };
}
