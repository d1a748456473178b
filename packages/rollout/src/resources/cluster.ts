// The Redshift cluster, from creation until it is available.
import {
  type Cluster,
  CreateClusterCommand,
  DeleteClusterCommand,
  DescribeClustersCommand,
  ModifyClusterCommand,
} from '@aws-sdk/client-redshift';
import { findOrAbsent } from '../aws-call.ts';
import type { RolloutContext } from '../context.ts';
import type { Description } from '../description.ts';
import { rolloutErrors } from '../errors.ts';
import { ABSENT, type Resource } from '../resource.ts';
import { isOurs, ownerTags } from '../tags.ts';
import { findSecurityGroup } from './security-group.ts';

const POLL_MILLISECONDS = 50;
const SLOWEST_POLL_MILLISECONDS = 10_000;
// Real clusters take some minutes; the waits grow from 50 ms to 10 s and reach about 30 minutes.
const MOST_POLLS = 190;
// What AWS shows when a cluster will never become available by itself.
const HOPELESS = [
  'hardware-failure',
  'incompatible-hsm',
  'incompatible-network',
  'incompatible-parameters',
  'incompatible-restore',
  'storage-full',
];

export function cluster(context: RolloutContext, description: Description): Resource {
  const { redshift } = context;
  const wanted = description.cluster;
  const ClusterIdentifier = wanted.identifier;
  const securityGroupIds = async () => {
    const group = await findSecurityGroup(context, description.network.securityGroup);
    return group?.GroupId === undefined ? [] : [group.GroupId];
  };
  return {
    kind: 'cluster',
    name: ClusterIdentifier,
    removedByDestroy: true,
    async observe() {
      const found = await findCluster(context, ClusterIdentifier);
      if (found === undefined) return ABSENT;
      const attached = (found.VpcSecurityGroups ?? []).map(({ VpcSecurityGroupId }) => VpcSecurityGroupId);
      const missing = (await securityGroupIds()).filter((id) => !attached.includes(id));
      const differences = [
        ...(isHopeless(found) ? [`its status is ${found.ClusterStatus}`] : []),
        ...missing.map((id) => `security group ${id}`),
      ];
      return { state: 'present', ours: isOurs(found.Tags, description.name), differences };
    },
    async create() {
      await redshift.send(
        new CreateClusterCommand({
          ClusterIdentifier,
          NodeType: wanted.nodeType,
          ...(wanted.nodes === 1
            ? { ClusterType: 'single-node' }
            : { ClusterType: 'multi-node', NumberOfNodes: wanted.nodes }),
          DBName: wanted.database,
          Port: wanted.port,
          MasterUsername: wanted.masterUsername,
          MasterUserPassword: context.masterPassword.reveal(),
          VpcSecurityGroupIds: await securityGroupIds(),
          ClusterSubnetGroupName: description.network.subnetGroup,
          PubliclyAccessible: false,
          Encrypted: true,
          EnhancedVpcRouting: false,
          Tags: ownerTags(description.name),
        }),
      );
      await getAvailableCluster(context, ClusterIdentifier);
    },
    async update() {
      await getAvailableCluster(context, ClusterIdentifier);
      await redshift.send(
        new ModifyClusterCommand({ ClusterIdentifier, VpcSecurityGroupIds: await securityGroupIds() }),
      );
      await getAvailableCluster(context, ClusterIdentifier);
    },
    async remove() {
      await redshift.send(new DeleteClusterCommand({ ClusterIdentifier, SkipFinalClusterSnapshot: true }));
      await poll(context, async () => (await findCluster(context, ClusterIdentifier)) === undefined);
    },
  };
}

/** True for a cluster that will never become available by itself; whether to remove it is a person's decision. */
export function isHopeless({ ClusterStatus }: Cluster): boolean {
  return HOPELESS.includes(ClusterStatus ?? '');
}

/** The cluster once it is available. Throws `rollout.cluster_not_available`. */
export async function getAvailableCluster(context: RolloutContext, identifier: string): Promise<Cluster> {
  const settled = ['available', ...HOPELESS];
  await poll(context, async () =>
    settled.includes((await findCluster(context, identifier))?.ClusterStatus ?? 'absent'),
  );
  const found = await findCluster(context, identifier);
  if (found?.ClusterStatus !== 'available') {
    throw rolloutErrors.clusterNotAvailable({ identifier, status: found?.ClusterStatus ?? 'absent' });
  }
  return found;
}

export async function findCluster({ redshift }: RolloutContext, identifier: string): Promise<Cluster | undefined> {
  const describing = redshift.send(new DescribeClustersCommand({ ClusterIdentifier: identifier }));
  return (await findOrAbsent(describing, ['ClusterNotFound']))?.Clusters?.[0];
}

export type ClusterSummary = { identifier: string; port: number; databaseName: string; masterUsername: string };

/** Every cluster of the account, whoever made it. */
export async function listClusters({ redshift }: RolloutContext): Promise<ClusterSummary[]> {
  const { Clusters = [] } = await redshift.send(new DescribeClustersCommand({}));
  return Clusters.map((found) => ({
    identifier: found.ClusterIdentifier ?? '',
    port: found.Endpoint?.Port ?? 0,
    databaseName: found.DBName ?? '',
    masterUsername: found.MasterUsername ?? '',
  }));
}

async function poll({ wait }: RolloutContext, isDone: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < MOST_POLLS; turn += 1) {
    if (await isDone()) return;
    await wait(Math.min(POLL_MILLISECONDS * 1.2 ** turn, SLOWEST_POLL_MILLISECONDS));
  }
}
