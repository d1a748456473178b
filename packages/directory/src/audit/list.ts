// Reads the audit log: newest first with filters, or oldest first as an export that can be verified elsewhere.
import type { Database } from '@keyshift/postgres';
import { findActions } from './action-words.ts';
import { type AuditFilter, entriesOf, filterConditions, newestOf } from './conditions.ts';
import { type AuditRecord, parseEntry } from './entry.ts';
import { findIds } from './names.ts';

export type AuditQuery = AuditFilter & {
  /** Only entries before this sequence. */
  readonly before?: number | undefined;
  readonly limit?: number | undefined;
};
export type EntryRow = { sequence: string; entry: string };

const MOST = 1_000;
const EXPORT_PAGE = 1_000;

export function toRecords(rows: readonly EntryRow[]): AuditRecord[] {
  return rows.map((row) => parseEntry(row.entry, Number(row.sequence)));
}

async function searchSql(database: Database, o: AuditQuery & { search: string; limit: number }) {
  const conditions = filterConditions(o).add('u.sequence < ?', o.before ?? Number.MAX_SAFE_INTEGER);
  const limit = conditions.value(o.limit);
  const ids = conditions.value(await findIds(database, o.search));
  const actions = conditions.value(findActions(o.search.toLowerCase()));
  const hits = [
    newestOf({ field: 'actor', values: ids, conditions, limit }),
    newestOf({ field: 'target', values: ids, conditions, limit }),
    newestOf({ field: 'action', values: actions, conditions, limit }),
  ];
  return { text: entriesOf(hits, limit), values: conditions.values };
}

export async function listAudit(database: Database, o: AuditQuery): Promise<AuditRecord[]> {
  const limit = Math.min(o.limit ?? 100, MOST);
  const search = o.search?.trim() ?? '';
  if (search !== '') {
    const { text, values } = await searchSql(database, { ...o, search, limit });
    return toRecords(await database.query<EntryRow>(text, values));
  }
  const conditions = filterConditions(o).add('u.sequence < ?', o.before ?? Number.MAX_SAFE_INTEGER);
  const most = conditions.value(limit);
  return toRecords(
    await database.query<EntryRow>(
      `SELECT u.sequence, u.entry FROM directory.audit u WHERE ${conditions} ORDER BY u.sequence DESC LIMIT ${most}`,
      conditions.values,
    ),
  );
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
