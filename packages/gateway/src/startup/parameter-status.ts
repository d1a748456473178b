// Shows the client a Redshift server where a PostgreSQL one answers.
import { REDSHIFT_SERVER_VERSION, REDSHIFT_STATUS } from '../constants.ts';

type Status = readonly [name: string, value: string];

// To Redshift's drivers server_protocol_version ≥ 1 announces row descriptions with extra fields, and show_discovery
// announces SHOW statements; neither is served, and an upstream must not claim them.
const OMITTED: ReadonlySet<string> = new Set(['server_protocol_version', 'show_discovery']);

/** The upstream's start-up settings as the client shall see them. */
export function formatStatuses(upstream: readonly Status[], sessionProcessId: number): Status[] {
  const kept = upstream
    .filter(([name]) => !OMITTED.has(name))
    .map(([name, value]): Status => (name === 'server_version' ? [name, REDSHIFT_SERVER_VERSION] : [name, value]));
  return [...kept, ...REDSHIFT_STATUS, ['session_id', String(sessionProcessId)]];
}
