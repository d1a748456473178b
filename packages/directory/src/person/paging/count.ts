// How many people fit, where they are many: exact where something has counted them already, else up to a limit.
import type { Queryable } from '@keyshift/postgres';
import { countAmong } from './broad.ts';
import { type Condition, isNamed, type Named, Values } from './conditions.ts';
import { known, MOST_COUNTED, type Total, totalOf } from './page.ts';
import { FEW_NAMES, isBeyondCounting, type Survey } from './survey.ts';

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

// A person may have several words that begin alike.
async function countSomeNames(database: Queryable, { names }: Named): Promise<Total> {
  const most = 4 * MOST_COUNTED;
  const values = new Values();
  const several = `SELECT ${names.column} AS username FROM ${names.from(values)} LIMIT ${most}`;
  const [row] = await database.query<{ names: number; people: number }>(
    `SELECT count(*)::integer AS names, count(DISTINCT username)::integer AS people FROM (${several}) several`,
    values.list,
  );
  const people = row?.people ?? 0;
  return (row?.names ?? 0) < most ? totalOf(people) : atLeast(people);
}

function atLeast(total: number): Total {
  return { total: Math.min(total, MOST_COUNTED), totalIsCapped: true };
}

/** Of one condition that fits many. */
export async function countAlone(database: Queryable, condition: Condition): Promise<Total> {
  if (condition.groupId !== undefined) return known(await countMembers(database, condition.groupId));
  if (!isNamed(condition)) return known((await countPeople(database)) - (await countNotActive(database)));
  if (condition.isOrdered === true) return known(await countAllNames(database, condition));
  return countSomeNames(database, condition);
}

/** Of several conditions that each fit many: how many at least, for telling it exactly would be work in their number. */
export async function countSeveral(
  database: Queryable,
  conditions: readonly Condition[],
  looked: Survey,
): Promise<Total> {
  if (isBeyondCounting(looked)) return atLeast(MOST_COUNTED);
  return atLeast(await countAmong(database, { conditions, looked, most: FEW_NAMES }));
}
