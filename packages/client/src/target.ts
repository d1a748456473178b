// Where a person signs in to and what they connect to: everything a client must be told.

export type AwsEndpoints = {
  readonly region: string;
  /** Absent for real AWS. */
  readonly stsEndpoint?: string;
  readonly redshiftEndpoint?: string;
};

export type ClusterTarget = {
  readonly identifier: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
};

/** What the person asked for on top of the assertion; the assertion wins where it says so (see `decideLogin`). */
export type LoginWishes = {
  readonly preferredRole?: string;
  readonly dbUser?: string;
  readonly dbGroups?: readonly string[];
  readonly autoCreate?: boolean;
};

export type ClientTarget = {
  /** The SSO address of the application, https. */
  readonly loginUrl: string;
  readonly listenPort: number;
  readonly responseTimeoutSeconds: number;
  readonly aws: AwsEndpoints;
  readonly cluster: ClusterTarget;
  /** PEM of the CA that signed the cluster's certificate; absent = the system's. */
  readonly caPem?: string;
  readonly wishes: LoginWishes;
};
