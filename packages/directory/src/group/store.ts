// Groups and their members in PostgreSQL.
import { newId } from '@keyshift/base';
import { appendAudit } from '../audit/store.ts';
import type { StoreDeps } from '../deps.ts';
import type { Person } from '../person/person-rules.ts';
import { storing } from '../store-error.ts';
import { checkGroup, type Group, type GroupInput } from './group-rules.ts';

export type Groups = {
  /** Throws `directory.invalid` (all fields at once), `directory.taken`. */
  create(input: GroupInput, actor: string): Promise<Group>;
  find(name: string): Promise<Group | undefined>;
  list(): Promise<Group[]>;
  /** Nothing happens if the person is a member already. Throws `directory.not_found`. */
  addMember(groupId: string, personId: string, actor: string): Promise<void>;
  removeMember(groupId: string, personId: string, actor: string): Promise<void>;
  membersOf(groupId: string): Promise<Person[]>;
  groupsOf(personId: string): Promise<Group[]>;
};
type MemberChange = { groupId: string; personId: string; actor: string };

async function create(deps: StoreDeps, input: GroupInput, actor: string): Promise<Group> {
  const group = { id: newId('grp', deps.random), ...checkGroup(input) };
  const { id, name, description } = group;
  const at = deps.now();
  await storing({ kind: 'group', id }, () =>
    deps.database.transaction(async (tx) => {
      await tx.query('INSERT INTO directory.user_group (id, name, description, created_at) VALUES ($1, $2, $3, $4)', [
        id,
        name,
        description,
        at,
      ]);
      await appendAudit(tx, { actor, action: 'group.created', target: id, details: { name } }, at);
    }),
  );
  return group;
}

async function changeMember(deps: StoreDeps, o: MemberChange & { action: string; sql: string }): Promise<void> {
  const { groupId, personId, actor, action } = o;
  await storing({ kind: 'group or person', id: `${groupId}, ${personId}` }, () =>
    deps.database.transaction(async (tx) => {
      const changed = await tx.query(o.sql, [groupId, personId]);
      if (changed.length === 0) return;
      await appendAudit(tx, { actor, action, target: groupId, details: { personId } }, deps.now());
    }),
  );
}

const ADD = `INSERT INTO directory.membership (group_id, person_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1`;
const REMOVE = 'DELETE FROM directory.membership WHERE group_id = $1 AND person_id = $2 RETURNING 1';

export function createGroups(deps: StoreDeps): Groups {
  const { database } = deps;
  return {
    create: (input, actor) => create(deps, input, actor),
    find: async (name) =>
      (
        await database.query<Group>('SELECT id, name, description FROM directory.user_group WHERE name = $1', [name])
      )[0],
    list: () => database.query<Group>('SELECT id, name, description FROM directory.user_group ORDER BY name', []),
    addMember: (groupId, personId, actor) =>
      changeMember(deps, { groupId, personId, actor, action: 'group.member_added', sql: ADD }),
    removeMember: (groupId, personId, actor) =>
      changeMember(deps, { groupId, personId, actor, action: 'group.member_removed', sql: REMOVE }),
    membersOf: (groupId) =>
      database.query<Person>(
        `SELECT p.id, p.username, p.display_name AS "displayName", p.email, p.state, p.admin
         FROM directory.membership m JOIN directory.person p ON p.id = m.person_id
         WHERE m.group_id = $1 ORDER BY p.username`,
        [groupId],
      ),
    groupsOf: (personId) =>
      database.query<Group>(
        `SELECT g.id, g.name, g.description FROM directory.membership m JOIN directory.user_group g ON g.id = m.group_id
         WHERE m.person_id = $1 ORDER BY g.name`,
        [personId],
      ),
  };
}
