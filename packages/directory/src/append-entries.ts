// Several audit entries in one statement, always a transaction's last: their lock is one that every change waits for.
import type { Queryable } from '@keyshift/postgres';
import { type AuditEntry, formatEntry } from './audit/entry.ts';

/** Call it after everything else in the transaction, or two transactions may wait for each other. */
export async function appendEntries(tx: Queryable, entries: readonly AuditEntry[], at: Date): Promise<void> {
  if (entries.length === 0) return;
  await tx.query('SELECT directory.append_audit($1::text[])', [entries.map((entry) => formatEntry(entry, at))]);
}
