// How many people fit, where they are many: exact where something has counted them already, else up to a limit.
import type { Queryable } from '@keyshift/postgres';
import { countIntersection } from './broad.ts';
import { type Condition, isNamed, type Named, Values } from './conditions.ts';
import { known, MOST_COUNTED, type Total, totalOf } from './page.ts';
import { isBeyondCounting, type Survey } from './survey.ts';

async function numberOf(database: Queryable, sql: string, values: readonly unknown[] = []): Promise<number> {
  const [row] = await database.query<{ n: number }>(sql, values);
  return row?.n ?? 0;
}

export function countPeople(database: Queryable): Promise<number> {
  return numberOf(database, 'SELECT people::float8 AS n FROM directory.person_count');
}

// Few are: an index has only them.
function countNotActive(database: Queryable): Promise<number> {
  return numberOf(database, "SELECT count(*)::float8 AS n FROM directory.person WHERE state <> 'active'");
}

function countMembers(database: Queryable, groupId: string): Promise<number> {
  return numberOf(database, 'SELECT member_count::float8 AS n FROM directory.user_group WHERE id = $1', [groupId]);
}

// Of a group or a state, every name is another person's.
function countAllNames(database: Queryable, { names }: Named): Promise<number> {
  const values = new Values();
  return numberOf(database, `SELECT count(*)::float8 AS n FROM ${names.from(values)}`, values.list);
}

export async function countMany(database: Queryable, conditions: readonly Condition[], looked: Survey): Promise<Total> {
  const alone = conditions.length === 1 ? conditions[0] : undefined;
  if (alone?.groupId !== undefined) return known(await countMembers(database, alone.groupId));
  if (alone !== undefined && isNamed(alone) && alone.isOrdered === true) {
    return known(await countAllNames(database, alone));
  }
  if (!conditions.some(isNamed)) return known((await countPeople(database)) - (await countNotActive(database)));
  if (isBeyondCounting(looked)) return totalOf(Number.POSITIVE_INFINITY);
  return totalOf(await countIntersection(database, { conditions, looked, most: MOST_COUNTED }));
}
