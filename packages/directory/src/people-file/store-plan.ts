// Stores planned people by the thousand, inside the import's transaction.
import type { Queryable } from '@keyshift/postgres';
import { appendEntries } from '../append-entries.ts';
import type { AuditEntry } from '../audit/entry.ts';
import { changesBetween } from '../changes.ts';
import { insertPeople, overwritePeople } from '../person/columns.ts';
import { lockGroups } from '../person/memberships.ts';
import type { Person } from '../person/person-rules.ts';
import type { KnownPerson } from './known.ts';

export type PlannedPerson = {
  readonly person: Person;
  readonly existing: KnownPerson | undefined;
  readonly groupIds: readonly string[] | undefined;
};
type Pair = { readonly groupId: string; readonly personId: string };

const CHUNK = 1_000;

export async function storePlan(
  tx: Queryable,
  plan: readonly PlannedPerson[],
  o: { actor: string; at: Date },
): Promise<void> {
  const fresh = plan.filter(({ existing }) => existing === undefined);
  const changed = plan.filter(({ person, existing }) => existing && changesBetween(existing, person).length > 0);
  for (const some of chunks(fresh))
    await insertPeople(
      tx,
      some.map(({ person }) => person),
      o.at,
    );
  for (const some of chunks(changed))
    await overwritePeople(
      tx,
      some.map(({ person }) => person),
      o.at,
    );
  const joined = plan.flatMap((one) => pairs(one.person.id, one.groupIds, one.existing?.groupIds ?? []));
  const left = plan.flatMap((one) =>
    one.groupIds === undefined ? [] : pairs(one.person.id, one.existing?.groupIds ?? [], one.groupIds),
  );
  await storeMemberships(tx, joined, left);
  const entries = plan.flatMap((one) => entryOf(one, o.actor));
  const summary = { actor: o.actor, action: 'people.imported', target: 'people', details: { people: plan.length } };
  await appendEntries(tx, plan.length === 0 ? [] : [...entries, summary], o.at);
}

async function storeMemberships(tx: Queryable, joined: readonly Pair[], left: readonly Pair[]): Promise<void> {
  if (joined.length + left.length === 0) return;
  await lockGroups(tx, [...new Set([...joined, ...left].map(({ groupId }) => groupId))], []);
  const lists = (some: readonly Pair[]) => [some.map(({ groupId }) => groupId), some.map(({ personId }) => personId)];
  for (const some of chunks(joined)) {
    await tx.query(
      `INSERT INTO directory.membership (group_id, person_id) SELECT * FROM unnest($1::text[], $2::text[])
       ON CONFLICT DO NOTHING`,
      lists(some),
    );
  }
  for (const some of chunks(left)) {
    await tx.query(
      `DELETE FROM directory.membership m USING unnest($1::text[], $2::text[]) AS gone (group_id, person_id)
       WHERE m.group_id = gone.group_id AND m.person_id = gone.person_id`,
      lists(some),
    );
  }
}

function pairs(personId: string, ids: readonly string[] | undefined, but: readonly string[]): Pair[] {
  return (ids ?? []).filter((id) => !but.includes(id)).map((groupId) => ({ groupId, personId }));
}

// One entry a person, groups included: an entry for each membership would double the time of an import.
function entryOf({ person, existing, groupIds }: PlannedPerson, actor: string): AuditEntry[] {
  const { id: target, username, state, role } = person;
  const groups = groupIds === undefined ? {} : { groups: [...groupIds].sort() };
  if (existing === undefined) {
    const details = { username, state, role, by: 'import' };
    return [{ actor, action: 'person.created', target, details: { ...details, ...groups } }];
  }
  const before = { ...existing, groups: [...existing.groupIds].sort() };
  const changes = changesBetween(before, { ...person, ...groups });
  if (changes.length === 0) return [];
  return [{ actor, action: 'person.updated', target, details: { by: 'import' }, changes }];
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += CHUNK) yield items.slice(start, start + CHUNK);
}
