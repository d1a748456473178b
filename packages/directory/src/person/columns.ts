// How a person is read from and written to its table.
import type { Queryable } from '@keyshift/postgres';
import { directoryErrors } from '../errors.ts';
import type { Person, StoredPerson } from './person-rules.ts';
import { fold, wordsOf } from './search-words.ts';

export const PERSON_COLUMNS: string =
  'p.id, p.username, p.display_name AS "displayName", p.email, p.state, p.role, p.profile, p.custom';
export const STORED_COLUMNS: string = `${PERSON_COLUMNS}, p.version, p.created_at AS "createdAt", p.updated_at AS "updatedAt",
  p.last_sign_in_at AS "lastSignInAt"`;

/**
 * The row, locked until the transaction ends. Order of locks, so that nobody waits in a circle: person, groups in order
 * of id, audit log. Not FOR UPDATE, which would hold up who adds the person to a group meanwhile. Throws
 * `directory.not_found`.
 */
export async function lockPerson(tx: Queryable, id: string): Promise<StoredPerson> {
  const [person] = await tx.query<StoredPerson>(
    `SELECT ${STORED_COLUMNS} FROM directory.person p WHERE p.id = $1 FOR NO KEY UPDATE`,
    [id],
  );
  if (person === undefined) throw directoryErrors.notFound({ kind: 'person', id });
  return person;
}

/** Inserts all in one statement. Unique names and addresses are the caller's to have looked at. */
export async function insertPeople(tx: Queryable, people: readonly Person[], at: Date): Promise<void> {
  await tx.query(
    `INSERT INTO directory.person (id, username, display_name, email, state, role, profile, custom, search, sort_name,
       created_at, updated_at)
     SELECT r.id, r.username, r."displayName", r.email, r.state, r.role, r.profile, r.custom, array_to_tsvector(r.words),
       r."sortName", $2, $2
     FROM jsonb_to_recordset($1::jsonb) AS r(${RECORD})`,
    [JSON.stringify(people.map(withSearch)), at],
  );
}

/** Overwrites all in one statement, and makes each a version newer. */
export async function overwritePeople(tx: Queryable, people: readonly Person[], at: Date): Promise<void> {
  await tx.query(
    `UPDATE directory.person p SET username = r.username, display_name = r."displayName", email = r.email,
       state = r.state, role = r.role, profile = r.profile, custom = r.custom, search = array_to_tsvector(r.words),
       sort_name = r."sortName", version = p.version + 1, updated_at = $2
     FROM jsonb_to_recordset($1::jsonb) AS r(${RECORD}) WHERE p.id = r.id`,
    [JSON.stringify(people.map(withSearch)), at],
  );
}

const RECORD = `id text, username text, "displayName" text, email text, state text, role text, profile jsonb,
  custom jsonb, words text[], "sortName" text`;

function withSearch(person: Person): object {
  const { username, displayName, email } = person;
  return { ...person, words: wordsOf(username, displayName, email), sortName: fold(displayName) };
}
