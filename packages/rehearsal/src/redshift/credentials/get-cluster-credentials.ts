// Redshift GetClusterCredentials: a database password that opens one user, with its groups, for minutes.
import { type Action, type ActionDeps, defineAction, type Need } from '../../action/action.ts';
import type { Input } from '../../action/input.ts';
import type { Cluster } from '../../store/resources.ts';
import { redshiftArn } from '../arns.ts';
import { getCluster } from '../cluster/cluster.ts';
import { redshiftFaults } from '../faults.ts';
import { checkDatabaseName, checkDbGroup, checkDbUser } from '../names.ts';

type ClusterName = { kind: 'identifier' | 'domain'; text: string };

type CredentialRequest = {
  dbUser: string;
  dbName: string | undefined;
  cluster: ClusterName;
  autoCreate: boolean;
  dbGroups: readonly string[];
  durationSeconds: number;
};

const DURATION = { min: 900, max: 3600 };
const PASSWORD_BYTES = 24;

export const getClusterCredentials: Action = defineAction({
  name: 'GetClusterCredentials',
  decode: readRequest,
  needs: needsOf,
  async handle(deps, { caller }, request) {
    if (caller.kind === 'anonymous') throw new TypeError('GetClusterCredentials needs an authenticated caller');
    const cluster = await getAvailable(deps, await resolveCluster(deps, request.cluster));
    const { dbUser, autoCreate, dbGroups } = request;
    const user = `${autoCreate ? 'IAMA' : 'IAM'}:${dbUser}`;
    const password = Buffer.from(deps.random(PASSWORD_BYTES)).toString('base64url');
    const now = deps.now();
    const expiresAt = new Date(now.getTime() + request.durationSeconds * 1000);
    const grant = { dbUser, autoCreate, dbGroups, expiresAt, personUserId: caller.userId };
    await deps.databaseCredentials.insert({ clusterIdentifier: cluster.identifier, user, password }, grant, now);
    return { DbUser: user, DbPassword: password, Expiration: expiresAt };
  },
});

function readRequest(input: Input): CredentialRequest {
  const dbName = input.findText('DbName');
  return {
    dbUser: checkDbUser(input.text('DbUser')),
    dbName: dbName === undefined ? undefined : checkDatabaseName(dbName),
    cluster: readCluster(input),
    autoCreate: input.findBoolean('AutoCreate') ?? false,
    dbGroups: [...new Set(input.list('DbGroups', 'DbGroup').map(checkDbGroup))],
    durationSeconds: input.findInteger('DurationSeconds', DURATION) ?? DURATION.min,
  };
}

function readCluster(input: Input): ClusterName {
  const identifier = input.findText('ClusterIdentifier') ?? '';
  const domain = input.findText('CustomDomainName');
  if (identifier !== '') return { kind: 'identifier', text: identifier };
  if (domain === undefined) throw redshiftFaults.missing('ClusterIdentifier');
  return { kind: 'domain', text: domain };
}

// A driver that knows only an endpoint sends its address as the custom domain. All clusters of a rehearsal share one
// address: with several of them it names none, and drivers ask again with the identifier.
async function resolveCluster({ store, clusters }: ActionDeps, { kind, text }: ClusterName): Promise<string> {
  if (kind === 'identifier') return text;
  const [only, another] = text === clusters.host ? await store.list('cluster') : [];
  if (only !== undefined && another === undefined) return only.identifier;
  throw redshiftFaults.unsupported('To use get credentials, you must provide an active custom domain name.');
}

/** Four separate decisions; one that fails denies the call. */
async function needsOf(request: CredentialRequest, deps: ActionDeps): Promise<readonly Need[]> {
  const { dbUser, dbName, dbGroups } = request;
  const cluster = await resolveCluster(deps, request.cluster);
  const context = {
    'redshift:DbUser': dbUser,
    'redshift:DbName': dbName,
    'redshift:DurationSeconds': String(request.durationSeconds),
  };
  const at = (resource: string) => redshiftArn(resource, deps);
  const user = at(`dbuser:${cluster}/${dbUser}`);
  return [
    { resource: user, context },
    ...(dbName === undefined ? [] : [{ resource: at(`dbname:${cluster}/${dbName}`), context }]),
    ...(request.autoCreate ? [{ action: 'redshift:CreateClusterUser', resource: user, context }] : []),
    ...dbGroups.map((group) => ({
      action: 'redshift:JoinGroup',
      resource: at(`dbgroup:${cluster}/${group}`),
      context,
    })),
  ];
}

async function getAvailable({ store }: ActionDeps, identifier: string): Promise<Cluster> {
  const cluster = await getCluster(store, identifier);
  if (cluster.status !== 'available') throw redshiftFaults.clusterState(identifier, cluster.status);
  return cluster;
}
