// Reads the audit log: newest first with filters, or oldest first as an export that can be verified elsewhere.
import type { Database } from '@keyshift/postgres';
import { findActions } from './action-words.ts';
import { newestOfAssertion } from './assertions.ts';
import { type AuditFilter, addBefore, type Conditions, entriesOf, filterConditions, newestOf } from './conditions.ts';
import { type AuditRecord, parseEntry } from './entry.ts';
import { findIds } from './names.ts';

export type AuditQuery = AuditFilter & {
  /** Only entries before this sequence. */
  readonly before?: number | undefined;
  readonly limit?: number | undefined;
};
export type EntryRow = { sequence: string; entry: string };

const ASSERTION_ID = /^_[\w.-]+$/;
const MOST = 1_000;
const EXPORT_PAGE = 1_000;

export function toRecords(rows: readonly EntryRow[]): AuditRecord[] {
  return rows.map((row) => parseEntry(row.entry, Number(row.sequence)));
}

/** Selects of the sequences that match; each of them walks one index. */
async function hitsOf(
  database: Database,
  o: AuditQuery,
  c: { conditions: Conditions; limit: string },
): Promise<string[]> {
  const search = o.search?.trim() ?? '';
  const { conditions } = c;
  if (search !== '') {
    const ids = conditions.value(await findIds(database, search));
    const actions = conditions.value(findActions(search.toLowerCase()));
    const hits = ASSERTION_ID.test(search)
      ? [newestOfAssertion({ id: conditions.value(search), conditions: String(conditions), limit: c.limit })]
      : [];
    return [
      ...hits,
      newestOf({ field: 'actor', values: ids, ...c }),
      newestOf({ field: 'target', values: ids, ...c }),
      newestOf({ field: 'action', values: actions, ...c }),
    ];
  }
  const field = (['target', 'actor', 'action'] as const).find((one) => o[one] !== undefined);
  if (field !== undefined) return [newestOf({ field, values: conditions.value([o[field]]), ...c })];
  return [`(SELECT u.sequence FROM directory.audit u WHERE ${conditions} ORDER BY u.sequence DESC LIMIT ${c.limit})`];
}

export async function listAudit(database: Database, o: AuditQuery): Promise<AuditRecord[]> {
  const conditions = addBefore(filterConditions(o), o.before);
  const limit = conditions.value(Math.min(o.limit ?? 100, MOST));
  const hits = await hitsOf(database, o, { conditions, limit });
  return toRecords(await database.query<EntryRow>(entriesOf(hits, limit), conditions.values));
}

/**
 * JSON Lines, oldest first: `{"sequence":…,"hash":"<hex>","entry":<the entry exactly as it was hashed>}`. Each hash is
 * SHA-256 over the hash before it and the entry's text.
 */
export async function* exportAudit(database: Database, filter: Omit<AuditFilter, 'search'>): AsyncGenerator<string> {
  for (let last = 0, more = true; more; ) {
    const conditions = filterConditions(filter).add('u.sequence > ?', last);
    const rows = await database.query<EntryRow & { hash: string }>(
      `SELECT u.sequence, u.entry, encode(u.hash, 'hex') AS hash FROM directory.audit u
       WHERE ${conditions} ORDER BY u.sequence LIMIT ${EXPORT_PAGE}`,
      conditions.values,
    );
    for (const { sequence, hash, entry } of rows) yield `{"sequence":${sequence},"hash":"${hash}","entry":${entry}}\n`;
    last = Number(rows.at(-1)?.sequence ?? last);
    more = rows.length === EXPORT_PAGE;
  }
}
