// Deletes applications with their keys, groups and pairwise names; the typed count must be their number.
import { appendAudit } from '../../audit/store.ts';
import type { StoreDeps } from '../../deps.ts';
import { directoryErrors } from '../../errors.ts';
import { dropUnusedLogos } from './logo.ts';

export async function removeApplications(
  deps: StoreDeps,
  ids: readonly string[],
  o: { count: number; actor: string },
): Promise<number> {
  const wanted = [...new Set(ids)];
  if (o.count !== wanted.length) {
    throw directoryErrors.countWrong({ kind: 'applications', expected: wanted.length, given: o.count });
  }
  await deps.database.transaction(async (tx) => {
    const rows = await tx.query<{ id: string; label: string; name: string; connector: string }>(
      'DELETE FROM directory.application WHERE id = ANY ($1::text[]) RETURNING id, label, name, connector',
      [wanted],
    );
    const missing = wanted.find((id) => !rows.some((row) => row.id === id));
    if (missing !== undefined) throw directoryErrors.notFound({ kind: 'application', id: missing });
    for (const { id, ...details } of rows) {
      await appendAudit(tx, { actor: o.actor, action: 'application.deleted', target: id, details }, deps.now());
    }
    await dropUnusedLogos(tx);
  });
  return wanted.length;
}
