// Reads sign-ins out of the audit log: the list, newest first, and one in full.
import type { Database } from '@keyshift/postgres';
import { directoryErrors } from '../errors.ts';
import { Conditions, entriesOf, newestOf } from './conditions.ts';
import type { AuditRecord } from './entry.ts';
import { type EntryRow, toRecords } from './list.ts';
import { findIds } from './names.ts';
import type { TraceKind, TraceOutcome, TraceRecord } from './trace.ts';

export type TraceQuery = {
  /** Part of a name of a person or application, or a user name exactly as it was typed. */
  readonly search?: string | undefined;
  readonly personId?: string | undefined;
  readonly applicationId?: string | undefined;
  readonly outcome?: TraceOutcome | undefined;
  readonly kind?: TraceKind | undefined;
  /** Only those before this sequence. */
  readonly before?: number | undefined;
  readonly limit?: number | undefined;
};

const MOST = 200;
const KINDS: readonly TraceKind[] = ['login', 'sso', 'logout'];
const OUTCOMES: readonly TraceOutcome[] = ['succeeded', 'refused'];

function toTraces(records: readonly AuditRecord[]): TraceRecord[] {
  return records.flatMap(({ sequence, at, trace }) => (trace === undefined ? [] : [{ ...trace, sequence, at }]));
}

// A walk along the index for each kind and outcome that is wanted.
function newestOfKinds(o: TraceQuery, conditions: Conditions, limit: string): string[] {
  return KINDS.filter((kind) => o.kind === undefined || o.kind === kind).flatMap((kind) =>
    OUTCOMES.filter((outcome) => o.outcome === undefined || o.outcome === outcome).map(
      (outcome) => `(SELECT u.sequence FROM directory.audit u WHERE u.facts->>'kind' = '${kind}'
        AND u.facts->>'outcome' = '${outcome}' AND ${conditions} ORDER BY u.sequence DESC LIMIT ${limit})`,
    ),
  );
}

async function hitsOf(database: Database, o: TraceQuery, c: { conditions: Conditions; limit: string }) {
  const search = o.search?.trim() ?? '';
  const { conditions, limit } = c;
  if (search === '' && o.personId === undefined && o.applicationId === undefined) {
    return newestOfKinds(o, conditions, limit);
  }
  conditions.add(`u.facts->>'kind' = ?`, o.kind).add(`u.facts->>'outcome' = ?`, o.outcome);
  if (search === '') {
    conditions.add(`u.facts->>'person' = ?`, o.personId).add(`u.facts->>'application' = ?`, o.applicationId);
    return [`(SELECT u.sequence FROM directory.audit u WHERE ${conditions} ORDER BY u.sequence DESC LIMIT ${limit})`];
  }
  const ids = conditions.value(await findIds(database, search));
  const typed = conditions.value([search.toLowerCase()]);
  conditions.add(`u.facts->>'person' = ?`, o.personId).add(`u.facts->>'application' = ?`, o.applicationId);
  return [
    newestOf({ field: 'person', values: ids, conditions, limit }),
    newestOf({ field: 'application', values: ids, conditions, limit }),
    newestOf({ field: 'username', values: typed, conditions, limit }),
  ];
}

export async function listTraces(database: Database, o: TraceQuery): Promise<TraceRecord[]> {
  const conditions = new Conditions().addText(`u.facts->>'trace' IS NOT NULL`);
  conditions.add('u.sequence < ?', o.before ?? Number.MAX_SAFE_INTEGER);
  const limit = conditions.value(Math.min(o.limit ?? 50, MOST));
  const hits = await hitsOf(database, o, { conditions, limit });
  return toTraces(toRecords(await database.query<EntryRow>(entriesOf(hits, limit), conditions.values)));
}

/** Throws `directory.not_found`. */
export async function getTrace(database: Database, id: string): Promise<TraceRecord> {
  const rows = await database.query<EntryRow>(
    `SELECT u.sequence, u.entry FROM directory.audit u
     WHERE u.facts->>'trace' = $1 AND u.facts->>'trace' IS NOT NULL LIMIT 1`,
    [id],
  );
  const [trace] = toTraces(toRecords(rows));
  if (trace === undefined) throw directoryErrors.notFound({ kind: 'sign-in', id });
  return trace;
}

/** How many sign-ins of people succeeded and were refused since then. */
export async function countTraces(
  database: Database,
  o: { since: Date; kind: TraceKind },
): Promise<{ succeeded: number; refused: number }> {
  const [row] = await database.query<{ succeeded: number; refused: number }>(
    `SELECT count(*) FILTER (WHERE facts->>'outcome' = 'succeeded')::integer AS succeeded,
       count(*) FILTER (WHERE facts->>'outcome' = 'refused')::integer AS refused
     FROM directory.audit WHERE facts->>'at' >= $1 AND facts->>'kind' = $2`,
    [o.since.toISOString(), o.kind],
  );
  return row ?? { succeeded: 0, refused: 0 };
}
