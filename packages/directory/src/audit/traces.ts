// Reads sign-ins out of the audit log: the list, newest first, and one in full.
import type { Database } from '@keyshift/postgres';
import { directoryErrors } from '../errors.ts';
import { addBefore, aside, Conditions, entriesOf, newestOf } from './conditions.ts';
import type { AuditRecord } from './entry.ts';
import { type EntryRow, toRecords } from './list.ts';
import { findIds } from './names.ts';
import type { TraceKind, TraceOutcome, TraceRecord } from './trace.ts';

export type TraceQuery = {
  /** Words of a person's name, part of an application's, or a user name exactly as it was typed. */
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

type Walk = { readonly conditions: Conditions; readonly limit: string };

// A walk along the index for each kind and outcome that is wanted.
function newestOfKinds(o: TraceQuery, { conditions, limit }: Walk): string[] {
  const pairs = KINDS.filter((kind) => o.kind === undefined || o.kind === kind).flatMap((kind) =>
    OUTCOMES.filter((outcome) => o.outcome === undefined || o.outcome === outcome).map((outcome) => [kind, outcome]),
  );
  const [kinds, outcomes] = [0, 1].map((place) => conditions.value(pairs.map((pair) => pair[place])));
  return [
    `SELECT hit.sequence FROM unnest(${kinds}::text[], ${outcomes}::text[]) AS wanted(kind, outcome)
     CROSS JOIN LATERAL (
       SELECT u.sequence FROM directory.audit u
       WHERE u.facts->>'trace' IS NOT NULL AND u.facts->>'kind' = wanted.kind AND u.facts->>'outcome' = wanted.outcome
         AND ${conditions}
       ORDER BY -u.sequence LIMIT ${limit}) hit`,
  ];
}

async function hitsOf(database: Database, o: TraceQuery, walk: Walk): Promise<string[]> {
  const search = o.search?.trim() ?? '';
  const { conditions } = walk;
  if (search === '' && o.personId === undefined && o.applicationId === undefined) return newestOfKinds(o, walk);
  conditions.add(aside('kind'), o.kind).add(aside('outcome'), o.outcome);
  conditions.add(aside('person'), o.personId).add(aside('application'), o.applicationId);
  if (search === '') {
    const [field, value] =
      o.personId === undefined ? (['application', o.applicationId] as const) : (['person', o.personId] as const);
    return [newestOf({ field, values: conditions.value([value]), ...walk })];
  }
  const ids = conditions.value(await findIds(database, search));
  return [
    newestOf({ field: 'person', values: ids, ...walk }),
    newestOf({ field: 'application', values: ids, ...walk }),
    newestOf({ field: 'username', values: conditions.value([search.toLowerCase()]), ...walk }),
  ];
}

export async function listTraces(database: Database, o: TraceQuery): Promise<TraceRecord[]> {
  const conditions = addBefore(new Conditions(), o.before);
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

// Minutes are counted where the entries are written; of the first one only a part may be meant. The planner would look
// for those entries by kind, and read all of it.
const COUNTS = `
  SELECT outcome, sum(entries)::float8 AS n FROM (
    SELECT c.outcome, c.entries FROM directory.sign_in_count c WHERE c.kind = $1 AND c.minute > left($2, 16)
    UNION ALL SELECT u.facts->>'outcome', 1 FROM (
        SELECT a.facts FROM directory.audit a WHERE a.facts->>'at' >= $2 AND a.facts->>'at' < $3 OFFSET 0) u
      WHERE u.facts->>'trace' IS NOT NULL AND u.facts->>'kind' = $1
  ) counted GROUP BY outcome`;
const MINUTE_MS = 60_000;

/** How many sign-ins of people succeeded and were refused since then. */
export async function countTraces(
  database: Database,
  { since, kind }: { since: Date; kind: TraceKind },
): Promise<{ succeeded: number; refused: number }> {
  const nextMinute = new Date(Math.floor(since.getTime() / MINUTE_MS + 1) * MINUTE_MS);
  const rows = await database.query<{ outcome: string; n: number }>(COUNTS, [
    ...[kind, since.toISOString(), nextMinute.toISOString()],
  ]);
  const countOf = (outcome: TraceOutcome) => rows.find((row) => row.outcome === outcome)?.n ?? 0;
  return { succeeded: countOf('succeeded'), refused: countOf('refused') };
}
