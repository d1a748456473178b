// A person's groups, and what they open.
import type { Queryable } from '@keyshift/postgres';
import { appendEntries } from '../append-entries.ts';
import type { AuditEntry } from '../audit/entry.ts';
import type { StoreDeps } from '../deps.ts';
import { storing } from '../store-error.ts';
import { lockPerson } from './columns.ts';

export type GroupRef = { id: string; name: string; description: string };
/** An application a person may use, and the names of the groups that open it. */
export type ApplicationRef = { id: string; name: string; label: string; viaGroups: string[] };

export function findGroupsOf(database: Queryable, personId: string): Promise<GroupRef[]> {
  return database.query<GroupRef>(
    `SELECT g.id, g.name, g.description FROM directory.membership m JOIN directory.user_group g ON g.id = m.group_id
     WHERE m.person_id = $1 ORDER BY g.name`,
    [personId],
  );
}

export function findApplicationsOf(database: Queryable, personId: string): Promise<ApplicationRef[]> {
  return database.query<ApplicationRef>(
    `SELECT a.id, a.name, a.label, array_agg(g.name ORDER BY e.position, g.name) AS "viaGroups"
     FROM directory.membership m
     JOIN directory.entitlement e ON e.group_id = m.group_id
     JOIN directory.user_group g ON g.id = m.group_id
     JOIN directory.application a ON a.id = e.application_id
     WHERE m.person_id = $1 AND a.state = 'active' GROUP BY a.id ORDER BY a.label, a.name`,
    [personId],
  );
}

/** Locks groups, and those that the people are in now, in order of id: two who change several wait for each other once. */
export async function lockGroups(
  tx: Queryable,
  groupIds: readonly string[],
  personIds: readonly string[],
): Promise<void> {
  await tx.query(
    `SELECT 1 FROM directory.user_group WHERE id = ANY ($1::text[])
       OR id IN (SELECT group_id FROM directory.membership WHERE person_id = ANY ($2::text[]))
     ORDER BY id FOR NO KEY UPDATE`,
    [groupIds, personIds],
  );
}

/** Gives the audit entries of it. An unknown group is the database's foreign key verdict. */
export async function addToGroups(
  tx: Queryable,
  o: { personId: string; groupIds: readonly string[]; actor: string },
): Promise<AuditEntry[]> {
  const added = await tx.query<{ id: string }>(
    `INSERT INTO directory.membership (group_id, person_id)
     SELECT id, $1 FROM unnest($2::text[]) AS id ON CONFLICT DO NOTHING RETURNING group_id AS id`,
    [o.personId, o.groupIds],
  );
  return added.map(memberEntry('group.member_added', o));
}

/** Gives the audit entries of it. */
export async function removeFromGroup(
  tx: Queryable,
  o: { personId: string; groupId: string; actor: string },
): Promise<AuditEntry[]> {
  const removed = await tx.query<{ id: string }>(
    'DELETE FROM directory.membership WHERE person_id = $1 AND group_id = $2 RETURNING group_id AS id',
    [o.personId, o.groupId],
  );
  return removed.map(memberEntry('group.member_removed', o));
}

function memberEntry(action: string, o: { personId: string; actor: string }): (group: { id: string }) => AuditEntry {
  return ({ id }) => ({ actor: o.actor, action, target: id, details: { personId: o.personId } });
}

/** Throws `directory.not_found` (person or group). */
export async function setGroupsOf(
  deps: StoreDeps,
  o: { personId: string; groupIds: readonly string[]; actor: string },
): Promise<GroupRef[]> {
  const { personId, groupIds } = o;
  await storing({ kind: 'group', id: groupIds.join(', ') }, () =>
    deps.database.transaction(async (tx) => {
      await lockPerson(tx, personId);
      await lockGroups(tx, groupIds, [personId]);
      const removed = await tx.query<{ id: string }>(
        `DELETE FROM directory.membership WHERE person_id = $1 AND group_id <> ALL ($2::text[]) RETURNING group_id AS id`,
        [personId, groupIds],
      );
      const added = await addToGroups(tx, o);
      await appendEntries(tx, [...removed.map(memberEntry('group.member_removed', o)), ...added], deps.now());
    }),
  );
  return findGroupsOf(deps.database, personId);
}
