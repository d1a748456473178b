// A cluster: how it is found, changed and shown.
import type { XmlContent } from '@keyshift/aws-protocol';
import type { ActionDeps } from '../../action/action.ts';
import { formatTags } from '../../action/tags.ts';
import type { Cluster } from '../../store/resources.ts';
import type { ResourceStore } from '../../store/store.ts';
import { redshiftArn } from '../arns.ts';
import { redshiftFaults } from '../faults.ts';

export async function getCluster(store: ResourceStore, identifier: string): Promise<Cluster> {
  const cluster = await store.find('cluster', identifier);
  if (cluster === undefined) throw redshiftFaults.clusterNotFound(identifier);
  return cluster;
}

export function clusterArn(identifier: string, deps: ActionDeps): string {
  return redshiftArn(`cluster:${identifier}`, deps);
}

// Terraform waits for Available; Unavailable during deletion would be taken for a failure.
const AVAILABILITY: Readonly<Record<Cluster['status'], string>> = {
  creating: 'Modifying',
  available: 'Available',
  deleting: 'Modifying',
  failed: 'Failed',
};

const STATUS: Readonly<Record<Cluster['status'], string>> = {
  creating: 'creating',
  available: 'available',
  deleting: 'deleting',
  failed: 'hardware-failure',
};

/** Every element that official clients read unguarded is there (aws-side reference, responses of real clusters). */
export function formatCluster(cluster: Cluster, deps: ActionDeps): XmlContent {
  const { status } = cluster;
  return {
    ClusterIdentifier: cluster.identifier,
    NodeType: cluster.nodeType,
    ClusterStatus: STATUS[status],
    ClusterAvailabilityStatus: AVAILABILITY[status],
    MasterUsername: cluster.masterUsername,
    DBName: cluster.databaseName,
    Endpoint: status === 'creating' ? undefined : { Address: deps.clusters.host, Port: cluster.port },
    ClusterCreateTime: new Date(cluster.createdAt),
    AutomatedSnapshotRetentionPeriod: cluster.automatedSnapshotDays,
    ManualSnapshotRetentionPeriod: cluster.manualSnapshotDays,
    ClusterSecurityGroups: {},
    VpcSecurityGroups: {
      VpcSecurityGroup: cluster.securityGroupIds.map((id) => ({ VpcSecurityGroupId: id, Status: 'active' })),
    },
    ClusterParameterGroups: {
      ClusterParameterGroup: { ParameterGroupName: 'default.redshift-1.0', ParameterApplyStatus: 'in-sync' },
    },
    ClusterSubnetGroupName: cluster.subnetGroupName,
    VpcId: cluster.vpcId,
    AvailabilityZone: cluster.zone,
    PreferredMaintenanceWindow: cluster.maintenanceWindow,
    PendingModifiedValues: status === 'creating' ? { MasterUserPassword: '****' } : {},
    ClusterVersion: '1.0',
    AllowVersionUpgrade: cluster.allowVersionUpgrade,
    NumberOfNodes: cluster.numberOfNodes,
    PubliclyAccessible: cluster.publiclyAccessible,
    Encrypted: true,
    ClusterPublicKey: 'ssh-rsa rehearsal Amazon-Redshift\n',
    ClusterNodes: { member: formatNodes(cluster) },
    ClusterRevisionNumber: '1',
    Tags: { Tag: formatTags(cluster.tags) },
    KmsKeyId: 'AWS_OWNED_KMS_KEY',
    EnhancedVpcRouting: cluster.enhancedVpcRouting,
    IamRoles: {},
    MaintenanceTrackName: 'current',
    DeferredMaintenanceWindows: {},
    ClusterNamespaceArn: redshiftArn(`namespace:${cluster.namespaceId}`, deps),
    AquaConfiguration: { AquaStatus: 'disabled', AquaConfigurationStatus: 'auto' },
    AvailabilityZoneRelocationStatus: 'disabled',
    MultiAZ: 'Disabled',
  };
}

function formatNodes({ numberOfNodes }: Cluster): XmlContent[] {
  const roles =
    numberOfNodes === 1 ? ['SHARED'] : ['LEADER', ...Array.from({ length: numberOfNodes }, (_, n) => `COMPUTE-${n}`)];
  return roles.map((role) => ({ NodeRole: role }));
}
