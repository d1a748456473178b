// What the directory has already of what a file names: people, their groups, all groups.
import type { Queryable } from '@keyshift/postgres';
import { STORED_COLUMNS } from '../person/columns.ts';
import type { StoredPerson } from '../person/person-rules.ts';

export type KnownPerson = StoredPerson & { readonly groupIds: readonly string[] };
export type Known = {
  readonly byUsername: ReadonlyMap<string, KnownPerson>;
  readonly byEmail: ReadonlyMap<string, KnownPerson>;
  /** Group ids by name. */
  readonly groups: ReadonlyMap<string, string>;
};

export async function findKnown(
  database: Queryable,
  o: { usernames: readonly string[]; emails: readonly string[]; lock: boolean },
): Promise<Known> {
  const people = await database.query<StoredPerson>(
    `SELECT ${STORED_COLUMNS} FROM directory.person p WHERE p.id IN (
       SELECT id FROM directory.person WHERE username = ANY ($1::text[])
       UNION SELECT id FROM directory.person WHERE email = ANY ($2::text[]))
     ORDER BY p.id ${o.lock ? 'FOR NO KEY UPDATE OF p' : ''}`,
    [o.usernames, o.emails],
  );
  const memberships = await database.query<{ personId: string; groupIds: string[] }>(
    `SELECT person_id AS "personId", array_agg(group_id) AS "groupIds" FROM directory.membership
     WHERE person_id = ANY ($1::text[]) GROUP BY person_id`,
    [people.map(({ id }) => id)],
  );
  const groups = await database.query<{ id: string; name: string }>('SELECT id, name FROM directory.user_group', []);
  const groupsOf = new Map(memberships.map(({ personId, groupIds }) => [personId, groupIds]));
  const known = people.map((person): KnownPerson => ({ ...person, groupIds: groupsOf.get(person.id) ?? [] }));
  return {
    byUsername: new Map(known.map((person) => [person.username, person])),
    byEmail: new Map(known.map((person) => [person.email, person])),
    groups: new Map(groups.map(({ id, name }) => [name, id])),
  };
}
