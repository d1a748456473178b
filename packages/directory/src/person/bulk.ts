// One thing done to many people, one transaction each: where one is refused the others go on.
import { isAppError } from '@keyshift/base';
import { appendEntries } from '../append-entries.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { createReport, type Outcome, type Report, type ReportRow } from '../report.ts';
import { storing } from '../store-error.ts';
import { removePerson, setPersonState } from './change.ts';
import { lockPerson } from './columns.ts';
import { addToGroups, removeFromGroup } from './memberships.ts';
import type { AdminRole, PersonState } from './person-rules.ts';
import { checkRank } from './rank.ts';

export const BULK_ACTIONS = ['activate', 'suspend', 'delete', 'add_to_group', 'remove_from_group'] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];
export type BulkInput = {
  ids: readonly string[];
  action: BulkAction;
  /** For the two actions about a group. */
  groupId?: string | undefined;
  actor: string;
  /** Told, people with a higher role are refused, one by one. */
  actorRole?: AdminRole | null | undefined;
};
type Step = (id: string) => Promise<Outcome>;

/** Throws `directory.group_missing`; everything about one person is in the report. */
export async function runBulk(deps: StoreDeps, o: BulkInput): Promise<Report> {
  const step = stepOf(deps, o);
  const ids = [...new Set(o.ids)];
  const names = await namesOf(deps, ids);
  const rows: ReportRow[] = [];
  for (const id of ids) rows.push(await tell(id, names.get(id), o.actorRole, step));
  return createReport(false, rows);
}

type Known = { id: string; username: string; role: AdminRole | null };

async function namesOf(deps: StoreDeps, ids: readonly string[]): Promise<Map<string, Known>> {
  const rows = await deps.database.query<Known>(
    'SELECT id, username, role FROM directory.person WHERE id = ANY ($1::text[])',
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function tell(
  id: string,
  known: Known | undefined,
  actorRole: AdminRole | null | undefined,
  step: Step,
): Promise<ReportRow> {
  const name = known?.username ?? id;
  try {
    if (actorRole !== undefined && known !== undefined) checkRank(actorRole, known.role);
    return { subject: id, name, outcome: await step(id), findings: [] };
  } catch (error) {
    if (!isAppError(error)) throw error;
    const { code, what, why, fix } = error;
    return { subject: id, name, outcome: 'refused', findings: [{ level: 'error', code, where: name, what, why, fix }] };
  }
}

function stepOf(deps: StoreDeps, o: BulkInput): Step {
  const { action, actor, groupId } = o;
  switch (action) {
    case 'activate':
      return setState(deps, actor, 'active');
    case 'suspend':
      return setState(deps, actor, 'suspended');
    case 'delete':
      return async (id) => {
        await removePerson(deps, { id, actor });
        return 'deleted';
      };
    case 'add_to_group':
    case 'remove_from_group':
      if (groupId === undefined) throw directoryErrors.groupMissing({ action });
      return changeGroup(deps, { groupId, actor, isAddition: action === 'add_to_group' });
  }
}

function setState(deps: StoreDeps, actor: string, state: PersonState): Step {
  return async (id) => ((await setPersonState(deps, { id, state, actor })) ? 'updated' : 'unchanged');
}

function changeGroup(deps: StoreDeps, o: { groupId: string; actor: string; isAddition: boolean }): Step {
  return (personId) =>
    storing({ kind: 'group', id: o.groupId }, () =>
      deps.database.transaction(async (tx) => {
        await lockPerson(tx, personId);
        const entries = o.isAddition
          ? await addToGroups(tx, { personId, groupIds: [o.groupId], actor: o.actor })
          : await removeFromGroup(tx, { ...o, personId });
        await appendEntries(tx, entries, deps.now());
        return entries.length === 0 ? 'unchanged' : 'updated';
      }),
    );
}
