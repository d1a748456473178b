// Groups in PostgreSQL, their members, and what they open.
import type { StoreDeps } from '../deps.ts';
import { PERSON_COLUMNS } from '../person/columns.ts';
import { findGroupsOf } from '../person/memberships.ts';
import { findPeoplePage } from '../person/page.ts';
import type { PersonRow } from '../person/paging/conditions.ts';
import type { Page } from '../person/paging/page.ts';
import type { Person } from '../person/person-rules.ts';
import { changeMembers, createGroup, removeGroups, updateGroup } from './change.ts';
import type { Group, GroupChange, GroupInput, StoredGroup } from './group-rules.ts';
import { findGroup, findGroupsPage, type GroupPageInput } from './page.ts';

/** An application from the group's side. */
export type GroupApplication = {
  applicationId: string;
  name: string;
  label: string;
  isEntitled: boolean;
  roleArn: string | null;
};
export type Groups = {
  /** Throws `directory.invalid` (all fields at once), `directory.taken`, `directory.not_found` (a person). */
  create(input: GroupInput & { personIds?: readonly string[] | undefined }, actor: string): Promise<Group>;
  find(name: string): Promise<Group | undefined>;
  /** Throws `directory.not_found`. */
  get(id: string): Promise<StoredGroup>;
  list(): Promise<Group[]>;
  /** Throws `directory.cursor_invalid`. */
  page(o: GroupPageInput): Promise<Page<StoredGroup>>;
  /** Throws `directory.changed_meanwhile`, `directory.invalid`, `directory.taken`, `directory.not_found`. */
  update(id: string, change: GroupChange, o: { version: number; actor: string }): Promise<StoredGroup>;
  /** Gives how many there were. */
  removeMany(ids: readonly string[], actor: string): Promise<number>;
  /** Nothing happens if the person is a member already. Throws `directory.not_found`. */
  addMember(groupId: string, personId: string, actor: string): Promise<void>;
  removeMember(groupId: string, personId: string, actor: string): Promise<void>;
  /** In one step; who is in both lists is added. Throws `directory.not_found`. */
  changeMembers(
    groupId: string,
    change: { add: readonly string[]; remove: readonly string[] },
    actor: string,
  ): Promise<{ added: number; removed: number }>;
  membersOf(groupId: string): Promise<Person[]>;
  /** In order of user name. Throws `directory.cursor_invalid`, `directory.not_found`. */
  members(
    groupId: string,
    o: { search?: string | undefined; cursor?: string | undefined; limit?: number | undefined },
  ): Promise<Page<PersonRow>>;
  groupsOf(personId: string): Promise<Group[]>;
  /** All applications, and which of them the group may use. Throws `directory.not_found`. */
  applications(groupId: string): Promise<GroupApplication[]>;
};

async function findApplications(deps: StoreDeps, groupId: string): Promise<GroupApplication[]> {
  await findGroup(deps.database, groupId);
  return deps.database.query<GroupApplication>(
    `SELECT a.id AS "applicationId", a.name, a.label, e.group_id IS NOT NULL AS "isEntitled", e.role_arn AS "roleArn"
     FROM directory.application a
     LEFT JOIN directory.entitlement e ON e.application_id = a.id AND e.group_id = $1
     ORDER BY a.label, a.name`,
    [groupId],
  );
}

function reading(
  deps: StoreDeps,
): Pick<Groups, 'find' | 'get' | 'list' | 'page' | 'membersOf' | 'members' | 'groupsOf'> {
  const { database } = deps;
  return {
    async find(name) {
      const sql = 'SELECT id, name, description FROM directory.user_group WHERE name = $1';
      return (await database.query<Group>(sql, [name]))[0];
    },
    get: (id) => findGroup(database, id),
    list: () => database.query<Group>('SELECT id, name, description FROM directory.user_group ORDER BY name', []),
    page: (o) => findGroupsPage(database, o),
    membersOf: (groupId) =>
      database.query<Person>(
        `SELECT ${PERSON_COLUMNS} FROM directory.membership m JOIN directory.person p ON p.id = m.person_id
         WHERE m.group_id = $1 ORDER BY p.username`,
        [groupId],
      ),
    async members(groupId, o) {
      await findGroup(database, groupId);
      return findPeoplePage(deps, { ...o, groupId });
    },
    groupsOf: (personId) => findGroupsOf(database, personId),
  };
}

export function createGroups(deps: StoreDeps): Groups {
  return {
    ...reading(deps),
    create: (input, actor) => createGroup(deps, input, actor),
    async update(id, change, o) {
      await updateGroup(deps, { id, change, ...o });
      return findGroup(deps.database, id);
    },
    removeMany: (ids, actor) => removeGroups(deps, ids, actor),
    async addMember(groupId, personId, actor) {
      await changeMembers(deps, { groupId, add: [personId], remove: [], actor });
    },
    async removeMember(groupId, personId, actor) {
      await changeMembers(deps, { groupId, add: [], remove: [personId], actor });
    },
    changeMembers: (groupId, change, actor) => changeMembers(deps, { groupId, ...change, actor }),
    applications: (groupId) => findApplications(deps, groupId),
  };
}
