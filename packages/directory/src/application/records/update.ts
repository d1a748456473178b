// Changes an application: only if nobody else did meanwhile, all mistakes at once, with before and after in the audit log.
import type { Finding } from '@keyshift/base';
import type { Queryable } from '@keyshift/postgres';
import type { AuditEntry, FieldChange } from '../../audit/entry.ts';
import { appendAudit } from '../../audit/store.ts';
import type { StoreDeps } from '../../deps.ts';
import { directoryErrors } from '../../errors.ts';
import { type Application, type ApplicationChange, GENERAL_FIELDS, SSO_FIELDS } from '../application.ts';
import { applyChange, checkDraft, findMistakes } from '../application-rules.ts';
import { lockApplication, updateApplication } from './row.ts';

const FIELDS: readonly (keyof Application)[] = [...GENERAL_FIELDS, ...SSO_FIELDS, 'state', 'logoId'];

/** Same text for the same value, whatever the order in which its fields were written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

function compareApplications(before: Application, after: Application): FieldChange[] {
  return FIELDS.filter((field) => canonical(before[field]) !== canonical(after[field])).map((field) => ({
    field,
    from: before[field],
    to: after[field],
  }));
}

/** Stores what `edit` makes of the application; nothing is written if that is the same. Throws `directory.not_found`. */
export async function editApplication(
  tx: Queryable,
  o: {
    id: string;
    actor: string;
    action: string;
    at: Date;
    details?: AuditEntry['details'];
    edit: (before: Application) => Application;
  },
): Promise<Application> {
  const { id, actor, action, at } = o;
  const before = await lockApplication(tx, id);
  const edited = o.edit(before);
  const changes = compareApplications(before, edited);
  if (changes.length === 0) return before;
  const after = { ...edited, version: before.version + 1, updatedAt: at };
  await updateApplication(tx, after);
  await appendAudit(tx, { actor, action, target: id, details: { label: after.label, ...o.details }, changes }, at);
  return after;
}

/** What the change would make of it, and what is wrong with that; nothing is stored. */
export function tryChange(
  application: Application,
  change: ApplicationChange,
): { application: Application; findings: Finding[] } {
  const changed = applyChange(application, change);
  return { application: changed, findings: findMistakes(changed) };
}

export function changeApplication(
  deps: StoreDeps,
  id: string,
  o: { change: ApplicationChange; version: number | undefined; actor: string; action?: string },
): Promise<Application> {
  const { actor, action = 'application.updated' } = o;
  return deps.database.transaction((tx) =>
    editApplication(tx, {
      ...{ id, actor, action, at: deps.now() },
      edit(before) {
        if (o.version !== undefined && o.version !== before.version) {
          throw directoryErrors.changedMeanwhile({ kind: 'application' });
        }
        const after = applyChange(before, o.change);
        checkDraft(after);
        return after;
      },
    }),
  );
}
