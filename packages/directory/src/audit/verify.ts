// Recomputes the hash chain of the audit log and names the first entry that does not fit.
import type { Database } from '@keyshift/postgres';
import { chainHash, chainStart } from './entry.ts';

export type ChainVerdict = { ok: true; entries: number } | { ok: false; sequence: number; reason: string };
type Row = { sequence: string; entry: string; hash: Buffer };

const PAGE = 1_000;

export async function verifyChain(database: Database): Promise<ChainVerdict> {
  let previous = chainStart();
  let last = 0;
  for (let rows: Row[] = [], more = true; more; more = rows.length === PAGE) {
    rows = await database.query<Row>(
      'SELECT sequence, entry, hash FROM directory.audit WHERE sequence > $1 ORDER BY sequence LIMIT $2',
      [last, PAGE],
    );
    for (const row of rows) {
      const sequence = Number(row.sequence);
      if (sequence !== last + 1) return { ok: false, sequence: last + 1, reason: 'the entry is missing' };
      const expected = chainHash(previous, row.entry);
      if (!expected.equals(row.hash)) return { ok: false, sequence, reason: 'the entry was altered' };
      [previous, last] = [expected, sequence];
    }
  }
  return checkHead(database, { previous, last });
}

async function checkHead(database: Database, o: { previous: Buffer; last: number }): Promise<ChainVerdict> {
  const [head] = await database.query<{ sequence: string; hash: Buffer }>(
    'SELECT sequence, hash FROM directory.audit_head',
    [],
  );
  const isWhole = head !== undefined && Number(head.sequence) >= o.last;
  if (!isWhole) return { ok: false, sequence: o.last, reason: 'the head of the chain is older than its entries' };
  // A writer may have added entries since the last page was read; they are for the next verification.
  if (Number(head.sequence) > o.last) {
    const [next] = await database.query('SELECT 1 FROM directory.audit WHERE sequence = $1', [o.last + 1]);
    if (next === undefined) return { ok: false, sequence: o.last + 1, reason: 'the newest entries are missing' };
    return { ok: true, entries: o.last };
  }
  if (!o.previous.equals(head.hash)) return { ok: false, sequence: o.last, reason: 'the head does not fit the chain' };
  return { ok: true, entries: o.last };
}
