// The resources of the account as they are stored; times are ISO 8601 texts.

export type Tag = { readonly key: string; readonly value: string };

export type SamlProvider = {
  readonly arn: string;
  readonly name: string;
  readonly uuid: string;
  /** Byte for byte as it was uploaded. */
  readonly metadata: string;
  readonly createdAt: string;
  readonly validUntil: string;
  readonly tags: readonly Tag[];
};

export type PolicyVersion = { readonly id: string; readonly document: string; readonly createdAt: string };

export type ManagedPolicy = {
  readonly arn: string;
  /** `ANPA…`. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly description?: string;
  readonly defaultVersionId: string;
  /** Number of the next version: numbers are never used twice. */
  readonly nextVersion: number;
  readonly versions: readonly PolicyVersion[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly tags: readonly Tag[];
};

export type Role = {
  readonly arn: string;
  /** `AROA…`: a role that is made again under the same name has another. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly description?: string;
  readonly trustPolicy: string;
  readonly maxSessionDuration: number;
  readonly attached: readonly { readonly arn: string; readonly name: string }[];
  readonly createdAt: string;
  readonly tags: readonly Tag[];
};

export type Vpc = {
  readonly id: string;
  readonly cidr: string;
  readonly isDefault: boolean;
  readonly tags: readonly Tag[];
};

export type Subnet = {
  readonly id: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly zone: string;
  readonly tags: readonly Tag[];
};

export type SecurityGroupRule = {
  readonly id: string;
  readonly isEgress: boolean;
  /** `tcp`, `udp`, `icmp`, `-1` (all), or a number. */
  readonly protocol: string;
  /** -1 when the protocol has no ports, or for all. */
  readonly fromPort: number;
  readonly toPort: number;
  readonly source:
    | { readonly kind: 'ipv4' | 'ipv6'; readonly cidr: string }
    | { readonly kind: 'group'; readonly groupId: string };
  readonly description?: string;
  readonly tags: readonly Tag[];
};

export type SecurityGroup = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly rules: readonly SecurityGroupRule[];
  readonly tags: readonly Tag[];
};

export type SubnetGroup = {
  readonly name: string;
  readonly description: string;
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly tags: readonly Tag[];
};

export type Cluster = {
  readonly identifier: string;
  readonly status: 'creating' | 'available' | 'deleting' | 'failed';
  /** The master password, sealed, only until the server behind the cluster exists. */
  readonly sealedPassword?: string;
  readonly databaseName: string;
  readonly masterUsername: string;
  readonly port: number;
  readonly nodeType: string;
  readonly numberOfNodes: number;
  readonly subnetGroupName: string;
  readonly vpcId: string;
  readonly zone: string;
  readonly securityGroupIds: readonly string[];
  readonly publiclyAccessible: boolean;
  readonly enhancedVpcRouting: boolean;
  readonly allowVersionUpgrade: boolean;
  readonly maintenanceWindow: string;
  readonly automatedSnapshotDays: number;
  readonly manualSnapshotDays: number;
  readonly namespaceId: string;
  readonly createdAt: string;
  readonly tags: readonly Tag[];
};

export type Resources = {
  'saml-provider': SamlProvider;
  policy: ManagedPolicy;
  role: Role;
  vpc: Vpc;
  subnet: Subnet;
  'security-group': SecurityGroup;
  'subnet-group': SubnetGroup;
  cluster: Cluster;
};

export type Kind = keyof Resources;
