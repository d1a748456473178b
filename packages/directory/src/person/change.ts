// Creating, changing and deleting people: each change and its audit entry are one transaction.
import { newId } from '@keyshift/base';
import { appendEntries } from '../audit/append-entries.ts';
import { changesBetween } from '../audit/changes.ts';
import { forgiveAttempts, liftPasswordLocks } from '../credential/attempts.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { storing } from '../store-error.ts';
import { insertPeople, lockPerson, overwritePeople } from './columns.ts';
import { addToGroups } from './memberships.ts';
import { guardOwners } from './owner-guard.ts';
import {
  type AdminRole,
  checkPerson,
  type Person,
  type PersonChange,
  type PersonInput,
  type PersonState,
  type StoredPerson,
} from './person-rules.ts';

export type Versioned = { version: number; actor: string };

export async function createPerson(
  deps: StoreDeps,
  input: PersonInput & { groupIds?: readonly string[] | undefined },
  actor: string,
): Promise<StoredPerson> {
  const person: Person = { id: newId('usr', deps.random), ...checkPerson(input) };
  const { id, username, state, role } = person;
  const at = deps.now();
  await storing({ kind: 'group', id: (input.groupIds ?? []).join(', ') }, () =>
    deps.database.transaction(async (tx) => {
      await insertPeople(tx, [person], at);
      const joined = await addToGroups(tx, { personId: id, groupIds: input.groupIds ?? [], actor });
      const made = { actor, action: 'person.created', target: id, details: { username, state, role } };
      await appendEntries(tx, [made, ...joined], at);
    }),
  );
  return { ...person, version: 1, createdAt: at, updatedAt: at, lastSignInAt: null };
}

export async function updatePerson(
  deps: StoreDeps,
  id: string,
  o: Versioned & { change: PersonChange },
): Promise<StoredPerson> {
  const { change, version, actor } = o;
  const changed = await changing(deps, { id, actor, action: 'person.updated' }, (before) => {
    if (before.version !== version) throw directoryErrors.changedMeanwhile({ kind: 'person' });
    return { ...before, ...checkPerson({ ...before, ...withoutAbsent(change) }) };
  });
  return changed.person;
}

/** True if it was another state. */
export async function setPersonState(
  deps: StoreDeps,
  o: { id: string; state: PersonState; actor: string },
): Promise<boolean> {
  const { state, ...rest } = o;
  const telling = { ...rest, action: 'person.state_changed', details: { state } };
  const { isChanged } = await changing(deps, telling, (before) => ({ ...before, state }));
  return isChanged;
}

export async function setPersonRole(
  deps: StoreDeps,
  o: { id: string; role: AdminRole | null; actor: string },
): Promise<StoredPerson> {
  const { role, ...rest } = o;
  const telling = { ...rest, action: 'person.role_changed', details: { role } };
  return (await changing(deps, telling, (before) => ({ ...before, role }))).person;
}

export async function removePerson(deps: StoreDeps, o: { id: string; actor: string }): Promise<void> {
  const { id, actor } = o;
  await deps.database.transaction(async (tx) => {
    const before = await lockPerson(tx, id);
    await guardOwners(tx, before, undefined);
    await liftPasswordLocks(tx, id);
    await forgiveAttempts(tx, `factor:${id}`);
    await tx.query('DELETE FROM directory.membership WHERE person_id = $1', [id]);
    await tx.query('DELETE FROM directory.person WHERE id = $1', [id]);
    const { username, email, state, role } = before;
    const details = { username, email, state, role };
    await appendEntries(tx, [{ actor, action: 'person.deleted', target: id, details }], deps.now());
  });
}

type Telling = { id: string; actor: string; action: string; details?: Record<string, string | null> };

/** Locks, changes, stores and audits one person; what changes nothing leaves version and log as they are. */
async function changing(
  deps: StoreDeps,
  o: Telling,
  decide: (before: StoredPerson) => StoredPerson,
): Promise<{ person: StoredPerson; isChanged: boolean }> {
  const { id, actor, action, details } = o;
  return storing({ kind: 'person', id }, () =>
    deps.database.transaction(async (tx) => {
      const before = await lockPerson(tx, id);
      const after = decide(before);
      const changes = changesBetween(before, after);
      if (changes.length === 0) return { person: before, isChanged: false };
      const at = deps.now();
      await guardOwners(tx, before, after);
      await overwritePeople(tx, [after], at);
      await appendEntries(tx, [{ actor, action, target: id, ...(details && { details }), changes }], at);
      return { person: { ...after, version: before.version + 1, updatedAt: at }, isChanged: true };
    }),
  );
}

function withoutAbsent(change: PersonChange): Partial<PersonInput> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
