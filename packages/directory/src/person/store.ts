// People in PostgreSQL: each change and its audit entry are one transaction.
import type { Secret } from '@keyshift/base';
import { setPassword } from '../credential/set-password.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { type BulkInput, runBulk } from './bulk.ts';
import { createPerson, removePerson, setPersonRole, setPersonState, updatePerson, type Versioned } from './change.ts';
import { STORED_COLUMNS } from './columns.ts';
import { findDetails, type PersonDetails, recordSignIn, unlockPerson } from './details.ts';
import { exportPeople } from './file/export.ts';
import { type ImportInput, importPeople } from './file/import.ts';
import { type ApplicationRef, findApplicationsOf, findGroupsOf, type GroupRef, setGroupsOf } from './memberships.ts';
import { findPeoplePage, type PeoplePageInput } from './page.ts';
import type { PersonRow } from './paging/conditions.ts';
import type { Page } from './paging/page.ts';
import type { AdminRole, PersonChange, PersonInput, PersonState, StoredPerson } from './person-rules.ts';
import type { Report } from './report.ts';
import { type PasswordAttempt, type PasswordVerdict, verifyPassword } from './verify-password.ts';

export type People = {
  /** Throws `directory.invalid` (all fields at once), `directory.taken`, `directory.not_found` (a group). */
  create(input: PersonInput & { groupIds?: readonly string[] | undefined }, actor: string): Promise<StoredPerson>;
  /** By user name. */
  find(username: string): Promise<StoredPerson | undefined>;
  /** By id. Throws `directory.not_found`. */
  get(id: string): Promise<StoredPerson>;
  /** Throws `directory.not_found`. */
  details(id: string): Promise<PersonDetails>;
  /** In order of user name, after a given one. */
  list(o?: { after?: string; limit?: number }): Promise<StoredPerson[]>;
  /** Throws `directory.cursor_invalid`. */
  page(o: PeoplePageInput): Promise<Page<PersonRow>>;
  /** Who has a role, at most 1 000. */
  administrators(): Promise<(StoredPerson & { role: AdminRole; hasSecondFactor: boolean })[]>;
  /**
   * `version` is the one the change began with. Throws `directory.changed_meanwhile`, `directory.invalid`,
   * `directory.taken`, `directory.not_found`, `directory.last_owner`.
   */
  update(id: string, change: PersonChange, o: Versioned): Promise<StoredPerson>;
  /** Throws `directory.not_found`, `directory.last_owner`. */
  remove(id: string, actor: string): Promise<void>;
  /** Throws `directory.not_found`, `directory.last_owner`. */
  setState(id: string, state: PersonState, actor: string): Promise<void>;
  /** Throws `directory.not_found`, `directory.last_owner`. */
  setRole(id: string, role: AdminRole | null, actor: string): Promise<StoredPerson>;
  /** Throws `directory.group_missing`; what is refused about one person is in the report. */
  bulk(o: BulkInput): Promise<Report>;
  groupsOf(id: string): Promise<GroupRef[]>;
  /** Throws `directory.not_found`, of the person or a group. */
  setGroups(id: string, groupIds: readonly string[], actor: string): Promise<GroupRef[]>;
  /** Active applications, and through which groups. */
  applicationsOf(id: string): Promise<ApplicationRef[]>;
  /** Throws `directory.not_found`. */
  unlock(id: string, actor: string): Promise<void>;
  recordSignIn(id: string): Promise<void>;
  /** An administrator's; ends links to set a password. Throws `directory.invalid`, `directory.not_found`, `directory.busy`. */
  setPassword(id: string, password: Secret, actor: string): Promise<void>;
  /** One answer time for known and unknown people. Throws `directory.busy`. */
  verifyPassword(o: PasswordAttempt): Promise<PasswordVerdict>;
  /** Throws `directory.csv_too_large`, `directory.csv_unreadable`, `directory.csv_header`. */
  importCsv(o: ImportInput): Promise<Report>;
  /** Everybody, in order of user name, as pieces of CSV. */
  exportCsv(): AsyncGenerator<string>;
};

async function findAdministrators(
  deps: StoreDeps,
): Promise<(StoredPerson & { role: AdminRole; hasSecondFactor: boolean })[]> {
  return deps.database.query(
    `SELECT ${STORED_COLUMNS}, EXISTS (SELECT 1 FROM directory.factor f
       WHERE f.person_id = p.id AND f.kind <> 'recovery_codes') AS "hasSecondFactor"
     FROM directory.person p WHERE p.role IS NOT NULL ORDER BY p.username LIMIT 1000`,
    [],
  );
}

function reading(deps: StoreDeps): Pick<People, 'find' | 'get' | 'list'> {
  const one = (condition: string, value: string) =>
    deps.database.query<StoredPerson>(`SELECT ${STORED_COLUMNS} FROM directory.person p WHERE ${condition} = $1`, [
      value,
    ]);
  return {
    find: async (username) => (await one('p.username', username))[0],
    async get(id) {
      const [person] = await one('p.id', id);
      if (person === undefined) throw directoryErrors.notFound({ kind: 'person', id });
      return person;
    },
    list: (o = {}) =>
      deps.database.query<StoredPerson>(
        `SELECT ${STORED_COLUMNS} FROM directory.person p WHERE p.username > $1 ORDER BY p.username LIMIT $2`,
        [o.after ?? '', Math.min(o.limit ?? 100, 1_000)],
      ),
  };
}

export function createPeople(deps: StoreDeps): People {
  const { database } = deps;
  return {
    ...reading(deps),
    create: (input, actor) => createPerson(deps, input, actor),
    details: (id) => findDetails(database, id, deps.now()),
    page: (o) => findPeoplePage(deps, o),
    administrators: () => findAdministrators(deps),
    update: (id, change, o) => updatePerson(deps, id, { ...o, change }),
    remove: (id, actor) => removePerson(deps, { id, actor }),
    async setState(id, state, actor) {
      await setPersonState(deps, { id, state, actor });
    },
    setRole: (id, role, actor) => setPersonRole(deps, { id, role, actor }),
    bulk: (o) => runBulk(deps, o),
    groupsOf: (id) => findGroupsOf(database, id),
    setGroups: (personId, groupIds, actor) => setGroupsOf(deps, { personId, groupIds, actor }),
    applicationsOf: (id) => findApplicationsOf(database, id),
    unlock: (id, actor) => unlockPerson(deps, id, actor),
    recordSignIn: (id) => recordSignIn(database, id, deps.now()),
    setPassword: (personId, password, actor) => setPassword(deps, { personId, password, actor }),
    verifyPassword: (o) => verifyPassword(deps, o),
    importCsv: (o) => importPeople(deps, o),
    exportCsv: () => exportPeople(database),
  };
}
