// Creating, changing and deleting groups: each change and its audit entries are one transaction.
import { newId } from '@keyshift/base';
import type { Queryable } from '@keyshift/postgres';
import { appendEntries } from '../append-entries.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { changesBetween } from '../changes.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { storing } from '../store-error.ts';
import { checkGroup, type Group, type GroupChange, type GroupInput } from './group-rules.ts';

export async function createGroup(
  deps: StoreDeps,
  input: GroupInput & { personIds?: readonly string[] | undefined },
  actor: string,
): Promise<Group> {
  const group = { id: newId('grp', deps.random), ...checkGroup(input) };
  const { id, name, description } = group;
  const personIds = input.personIds ?? [];
  const at = deps.now();
  await storing({ kind: 'person', id: personIds.join(', ') }, () =>
    deps.database.transaction(async (tx) => {
      await tx.query('INSERT INTO directory.user_group (id, name, description, created_at) VALUES ($1, $2, $3, $4)', [
        ...[id, name, description, at],
      ]);
      const joined = await addMembers(tx, { groupId: id, personIds, actor });
      await appendEntries(tx, [{ actor, action: 'group.created', target: id, details: { name } }, ...joined], at);
    }),
  );
  return group;
}

/** Throws `directory.changed_meanwhile`, `directory.invalid`, `directory.taken`, `directory.not_found`. */
export async function updateGroup(
  deps: StoreDeps,
  o: { id: string; change: GroupChange; version: number; actor: string },
): Promise<void> {
  const { id, change, version, actor } = o;
  await storing({ kind: 'group', id }, () =>
    deps.database.transaction(async (tx) => {
      const [before] = await tx.query<Group & { version: number }>(
        'SELECT id, name, description, version FROM directory.user_group WHERE id = $1 FOR UPDATE',
        [id],
      );
      if (before === undefined) throw directoryErrors.notFound({ kind: 'group', id });
      if (before.version !== version) throw directoryErrors.changedMeanwhile({ kind: 'group' });
      const after = checkGroup({
        name: change.name ?? before.name,
        description: change.description ?? before.description,
      });
      const changes = changesBetween(before, after);
      if (changes.length === 0) return;
      await tx.query(
        'UPDATE directory.user_group SET name = $2, description = $3, version = version + 1 WHERE id = $1',
        [id, after.name, after.description],
      );
      await appendEntries(tx, [{ actor, action: 'group.updated', target: id, changes }], deps.now());
    }),
  );
}

/** Gives how many there were; those that are gone already are not counted. */
export async function removeGroups(deps: StoreDeps, ids: readonly string[], actor: string): Promise<number> {
  return deps.database.transaction(async (tx) => {
    // In order of id, as the counting trigger locks them.
    await tx.query('SELECT 1 FROM directory.user_group WHERE id = ANY ($1::text[]) ORDER BY id FOR UPDATE', [ids]);
    const removed = await tx.query<{ id: string; name: string }>(
      'DELETE FROM directory.user_group WHERE id = ANY ($1::text[]) RETURNING id, name',
      [ids],
    );
    const entries = removed.map(({ id, name }) => ({ actor, action: 'group.deleted', target: id, details: { name } }));
    await appendEntries(tx, entries, deps.now());
    return removed.length;
  });
}

/** Who is in both lists is added. Throws `directory.not_found` (the group or a person). */
export async function changeMembers(
  deps: StoreDeps,
  o: { groupId: string; add: readonly string[]; remove: readonly string[]; actor: string },
): Promise<{ added: number; removed: number }> {
  const { groupId, actor } = o;
  return storing({ kind: 'person', id: o.add.join(', ') }, () =>
    deps.database.transaction(async (tx) => {
      const [group] = await tx.query('SELECT 1 FROM directory.user_group WHERE id = $1 FOR NO KEY UPDATE', [groupId]);
      if (group === undefined) throw directoryErrors.notFound({ kind: 'group', id: groupId });
      const leaving = o.remove.filter((id) => !o.add.includes(id));
      const removed = await tx.query<{ personId: string }>(
        `DELETE FROM directory.membership WHERE group_id = $1 AND person_id = ANY ($2::text[])
         RETURNING person_id AS "personId"`,
        [groupId, leaving],
      );
      const added = await addMembers(tx, { groupId, personIds: o.add, actor });
      const left = removed.map(({ personId }) => memberEntry('group.member_removed', { groupId, personId, actor }));
      await appendEntries(tx, [...left, ...added], deps.now());
      return { added: added.length, removed: removed.length };
    }),
  );
}

async function addMembers(
  tx: Queryable,
  o: { groupId: string; personIds: readonly string[]; actor: string },
): Promise<AuditEntry[]> {
  const added = await tx.query<{ personId: string }>(
    `INSERT INTO directory.membership (group_id, person_id)
     SELECT $1, id FROM unnest($2::text[]) AS id ORDER BY id ON CONFLICT DO NOTHING RETURNING person_id AS "personId"`,
    [o.groupId, o.personIds],
  );
  return added.map(({ personId }) => memberEntry('group.member_added', { ...o, personId }));
}

function memberEntry(action: string, o: { groupId: string; personId: string; actor: string }): AuditEntry {
  return { actor: o.actor, action, target: o.groupId, details: { personId: o.personId } };
}
