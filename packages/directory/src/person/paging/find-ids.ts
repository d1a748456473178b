// The ids of people by words of their names, for lists of other things that are searched by people.
import type { Queryable } from '@keyshift/postgres';
import { conditionsOf, fitsAll, isNamed, Values } from './conditions.ts';
import { countNames, FEW_NAMES } from './survey.ts';

/** Of a word that fits many people only the first of them are looked at. */
export async function findPeopleIds(database: Queryable, o: { search: string; most: number }): Promise<string[]> {
  const conditions = conditionsOf({ search: o.search }).filter(isNamed);
  const counts = await countNames(database, conditions);
  const rarest = conditions[counts.indexOf(Math.min(...counts))];
  if (rarest === undefined) return [];
  const values = new Values();
  const { column, from } = rarest.names;
  const others = conditions.filter((one) => one !== rarest);
  const rows = await database.query<{ id: string }>(
    `SELECT p.id FROM (SELECT DISTINCT ${column} AS username FROM ${from(values)} LIMIT ${FEW_NAMES}) c
     CROSS JOIN LATERAL (SELECT * FROM directory.person one WHERE one.username = c.username OFFSET 0) p
     WHERE ${fitsAll(others, values)} LIMIT ${o.most}`,
    values.list,
  );
  return rows.map(({ id }) => id);
}
