// The parameters of CreateCluster, with Redshift's rules for each.
import type { Input } from '../../action/input.ts';
import { readTags } from '../../action/tags.ts';
import type { Tag } from '../../store/resources.ts';
import { redshiftFaults } from '../faults.ts';
import { checkClusterIdentifier, checkDatabaseName, checkMasterPassword, checkMasterUsername } from '../names.ts';

export type CreateInput = {
  identifier: string;
  databaseName: string;
  masterUsername: string;
  masterPassword: string;
  nodeType: string;
  numberOfNodes: number;
  port: number;
  subnetGroupName: string | undefined;
  zone: string | undefined;
  securityGroupIds: readonly string[];
  publiclyAccessible: boolean;
  enhancedVpcRouting: boolean;
  allowVersionUpgrade: boolean;
  maintenanceWindow: string;
  automatedSnapshotDays: number;
  manualSnapshotDays: number;
  tags: readonly Tag[];
};

const NODE_TYPES = ['rg.xlarge', 'rg.4xlarge', 'ra3.large', 'ra3.xlplus', 'ra3.4xlarge', 'ra3.16xlarge'];
// Real RA3 and RG clusters take 5431-5455 and 8191-8215; tests run several clusters side by side on one address.
const PORT = { min: 1150, max: 65_535 };
const WINDOW =
  /^(mon|tue|wed|thu|fri|sat|sun):([01]\d|2[0-3]):[0-5]\d-(mon|tue|wed|thu|fri|sat|sun):([01]\d|2[0-3]):[0-5]\d$/;

export function readCreateInput(input: Input): CreateInput {
  checkFixedParts(input);
  return {
    identifier: checkClusterIdentifier(input.text('ClusterIdentifier')),
    databaseName: checkDatabaseName(input.findText('DBName') ?? 'dev'),
    masterUsername: checkMasterUsername(input.text('MasterUsername')),
    masterPassword: checkMasterPassword(input.text('MasterUserPassword')),
    nodeType: readNodeType(input),
    numberOfNodes: readNumberOfNodes(input),
    port: input.findInteger('Port', PORT) ?? 5439,
    subnetGroupName: input.findText('ClusterSubnetGroupName', { min: 1, max: 255 })?.toLowerCase(),
    zone: input.findText('AvailabilityZone'),
    securityGroupIds: input.list('VpcSecurityGroupIds', 'VpcSecurityGroupId'),
    publiclyAccessible: input.findBoolean('PubliclyAccessible') ?? false,
    enhancedVpcRouting: input.findBoolean('EnhancedVpcRouting') ?? false,
    allowVersionUpgrade: input.findBoolean('AllowVersionUpgrade') ?? true,
    maintenanceWindow: (input.findText('PreferredMaintenanceWindow') ?? 'sun:03:00-sun:03:30').toLowerCase(),
    // RA3 and RG clusters always take automated snapshots.
    automatedSnapshotDays: input.findInteger('AutomatedSnapshotRetentionPeriod', { min: 1, max: 35 }) ?? 1,
    manualSnapshotDays: input.findInteger('ManualSnapshotRetentionPeriod', { min: -1, max: 3653 }) ?? -1,
    tags: readTags(input, 'Tags', 'Tag'),
  };
}

// Parameters that have one acceptable value here.
function checkFixedParts(input: Input): void {
  const group = input.findText('ClusterParameterGroupName') ?? 'default.redshift-1.0';
  if (group !== 'default.redshift-1.0') throw redshiftFaults.parameterGroupNotFound(group);
  if (input.findBoolean('Encrypted') === false) {
    throw redshiftFaults.invalid('Encrypted must be true: clusters without encryption can no longer be created.');
  }
  input.findText('ClusterVersion', { pattern: /^1\.0$/ });
  input.findText('MaintenanceTrackName', { pattern: /^current$/ });
  const window = input.findText('PreferredMaintenanceWindow');
  if (window !== undefined && !WINDOW.test(window.toLowerCase())) {
    throw redshiftFaults.invalid('PreferredMaintenanceWindow must have the form ddd:hh24:mi-ddd:hh24:mi.');
  }
}

function readNodeType(input: Input): string {
  const nodeType = input.text('NodeType');
  if (!NODE_TYPES.includes(nodeType)) throw redshiftFaults.invalid(`Invalid node type: ${nodeType}`);
  return nodeType;
}

function readNumberOfNodes(input: Input): number {
  const type = input.findText('ClusterType', { pattern: /^(single|multi)-node$/ }) ?? 'multi-node';
  const number = input.findInteger('NumberOfNodes', { min: 1, max: 100 });
  if (type === 'single-node') {
    if (number !== undefined && number !== 1) {
      throw redshiftFaults.invalid('Number of nodes must be not be supplied for cluster type single-node.');
    }
    return 1;
  }
  if ((number ?? 1) < 2) {
    throw redshiftFaults.combination('Number of nodes for cluster type multi-node must be greater than or equal to 2');
  }
  return number ?? 2;
}
