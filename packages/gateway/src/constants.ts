// Limits of a connection, and the start-up values by which clients recognise Redshift.

/** Bounds of what a connection may ask of us; `startGateway` takes others, which tests make small. */
export type Limits = {
  readonly startupBytes: number;
  readonly loginFrameBytes: number;
  readonly sessionFrameBytes: number;
  readonly loginTimeoutMs: number;
  readonly unauthenticatedPerAddress: number;
  readonly unauthenticatedInAll: number;
  readonly keepAliveMs: number;
};

export const LIMITS: Limits = {
  /** PostgreSQL's own limit for a start-up packet. */
  startupBytes: 10_000,
  /** The largest message before the login is done: a password. */
  loginFrameBytes: 65_536,
  /** The largest message of a session. */
  sessionFrameBytes: 67_108_864,
  loginTimeoutMs: 10_000,
  unauthenticatedPerAddress: 20,
  unauthenticatedInAll: 200,
  keepAliveMs: 60_000,
};

/** Clients tell Redshift's dialect by this version; newer ones make drivers send PostgreSQL SQL. */
export const REDSHIFT_SERVER_VERSION = '8.0.2';

/** Sent by real clusters; some clients look for padb_revision. */
export const REDSHIFT_STATUS: readonly (readonly [string, string])[] = [
  ['padb_version', '1.0.0'],
  ['padb_revision', 'keyshift'],
  ['max_numeric_precision', '38'],
  ['max_varchar_size', '65535'],
  ['case_sensitive', 'off'],
  ['datashare_enabled', 'off'],
  ['external_database', 'off'],
];

/** Databases of the server that belong to the server, not to the cluster. */
export const HIDDEN_DATABASES: ReadonlySet<string> = new Set(['postgres', 'template0', 'template1']);
