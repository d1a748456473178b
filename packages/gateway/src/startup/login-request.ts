// What a start-up packet asks for, reduced to what may reach the database.
import type { Startup } from '@keyshift/pgwire';
import { gatewayErrors } from '../errors.ts';

export type LoginRequest = {
  readonly user: string;
  readonly database: string;
  /** Settings for the upstream session, under PostgreSQL's spelling. */
  readonly settings: ReadonlyMap<string, string>;
  /** Names that were left out, for the debug log. */
  readonly dropped: readonly string[];
};

// Lower-case spelling → PostgreSQL's. Nothing else passes: `options` and `search_path` would let a client set anything
// (CVE-2025-12819 class), `replication` would open another protocol, `_pq_.*` negotiates extensions we do not speak.
const FORWARDED: ReadonlyMap<string, string> = new Map(
  [
    'application_name',
    'client_encoding',
    'client_min_messages',
    'DateStyle',
    'extra_float_digits',
    'IntervalStyle',
    'statement_timeout',
    'TimeZone',
  ].map((name) => [name.toLowerCase(), name]),
);

// What Redshift's drivers tell about themselves; PostgreSQL would refuse the session for them.
const CONSUMED: ReadonlySet<string> = new Set([
  'client_protocol_version',
  'driver_discovery_version',
  'driver_version',
  'idc_client_display_name',
  'identity_namespace',
  'idp_type',
  'os_version',
  'plugin_name',
  'provider_name',
  'token_type',
]);

/** Throws `gateway.user_missing`. The database defaults to the user's name, as in PostgreSQL. */
export function parseLoginRequest(startup: Startup): LoginRequest {
  const user = startup.parameters.get('user') ?? '';
  if (user === '') throw gatewayErrors.userMissing();
  const settings = new Map<string, string>();
  const dropped: string[] = [];
  for (const [name, value] of startup.parameters) {
    const forwarded = FORWARDED.get(name.toLowerCase());
    if (forwarded !== undefined) settings.set(forwarded, value);
    else if (name !== 'user' && name !== 'database' && !CONSUMED.has(name)) dropped.push(name);
  }
  const database = startup.parameters.get('database') ?? '';
  return { user, database: database === '' ? user : database, settings, dropped };
}
