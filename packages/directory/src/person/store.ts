// People in PostgreSQL: each change and its audit entry are one transaction.
import { newId, type Secret } from '@keyshift/base';
import { appendAudit } from '../audit/store.ts';
import { checkPassword } from '../credential/password-rules.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { storing } from '../store-error.ts';
import { checkPerson, type Person, type PersonInput, type PersonState } from './person-rules.ts';
import { type PasswordVerdict, verifyPassword } from './verify-password.ts';

export type People = {
  /** Throws `directory.invalid` (all fields at once), `directory.taken`. */
  create(input: PersonInput, actor: string): Promise<Person>;
  /** By user name. */
  find(username: string): Promise<Person | undefined>;
  /** By id. Throws `directory.not_found`. */
  get(id: string): Promise<Person>;
  /** In order of user name, after a given one. */
  list(o?: { after?: string; limit?: number }): Promise<Person[]>;
  setState(id: string, state: PersonState, actor: string): Promise<void>;
  /** Throws `directory.invalid`, `directory.not_found`, `directory.busy`. */
  setPassword(id: string, password: Secret, actor: string): Promise<void>;
  /** One answer time for known and unknown people. Throws `directory.busy`. */
  verifyPassword(o: { username: string; password: Secret }): Promise<PasswordVerdict>;
};

const COLUMNS = 'id, username, display_name AS "displayName", email, state, admin';

async function create(deps: StoreDeps, input: PersonInput, actor: string): Promise<Person> {
  const person = { id: newId('usr', deps.random), ...checkPerson(input) };
  const { id, username, displayName, email, state, admin } = person;
  const at = deps.now();
  await storing({ kind: 'person', id }, () =>
    deps.database.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO directory.person (id, username, display_name, email, state, admin, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, username, displayName, email, state, admin, at],
      );
      await appendAudit(tx, { actor, action: 'person.created', target: id, details: { username, state, admin } }, at);
    }),
  );
  return person;
}

async function setState(deps: StoreDeps, change: { id: string; state: PersonState; actor: string }): Promise<void> {
  const { id, state, actor } = change;
  await deps.database.transaction(async (tx) => {
    const rows = await tx.query('UPDATE directory.person SET state = $2 WHERE id = $1 RETURNING 1', [id, state]);
    if (rows.length === 0) throw directoryErrors.notFound({ kind: 'person', id });
    await appendAudit(tx, { actor, action: 'person.state_changed', target: id, details: { state } }, deps.now());
  });
}

async function setPassword(deps: StoreDeps, change: { id: string; password: Secret; actor: string }): Promise<void> {
  const { id, password, actor } = change;
  checkPassword(password);
  const hash = await deps.passwordHashing.hash(password);
  const at = deps.now();
  await storing({ kind: 'person', id }, () =>
    deps.database.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO directory.password (person_id, hash, changed_at) VALUES ($1, $2, $3)
         ON CONFLICT (person_id) DO UPDATE SET hash = $2, changed_at = $3`,
        [id, hash, at],
      );
      await tx.query('DELETE FROM directory.sign_in_attempt WHERE subject = $1', [id]);
      await appendAudit(tx, { actor, action: 'person.password_changed', target: id }, at);
    }),
  );
}

export function createPeople(deps: StoreDeps): People {
  const one = (condition: string, value: string) =>
    deps.database.query<Person>(`SELECT ${COLUMNS} FROM directory.person WHERE ${condition} = $1`, [value]);
  return {
    create: (input, actor) => create(deps, input, actor),
    find: async (username) => (await one('username', username))[0],
    async get(id) {
      const [person] = await one('id', id);
      if (person === undefined) throw directoryErrors.notFound({ kind: 'person', id });
      return person;
    },
    list: (o = {}) =>
      deps.database.query<Person>(
        `SELECT ${COLUMNS} FROM directory.person WHERE username > $1 ORDER BY username LIMIT $2`,
        [o.after ?? '', Math.min(o.limit ?? 100, 1_000)],
      ),
    setState: (id, state, actor) => setState(deps, { id, state, actor }),
    setPassword: (id, password, actor) => setPassword(deps, { id, password, actor }),
    verifyPassword: (o) => verifyPassword(deps, o),
  };
}
