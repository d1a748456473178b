// A page in order of user name where every condition fits many: along their names, which an index gives, not the people.
import type { Queryable } from '@keyshift/postgres';
import { type Condition, fitsAll, isNamed, type Named, Values, wordRange } from './conditions.ts';
import { type EdgedRow, namesFrom, type Place, rowsOfNames, wayOf } from './rows.ts';
import type { Survey } from './survey.ts';

/** Along the names of one condition that has them in order. Looks at `window` of them at most. */
export function walkNames(
  database: Queryable,
  o: { along: Named; conditions: readonly Condition[]; place: Place; window: number },
): Promise<EdgedRow[]> {
  const { along, conditions, place, window } = o;
  const { column } = along.names;
  const names = (values: Values) => {
    const from = along.names.from(values);
    const begin = namesFrom(place, column, values);
    return `SELECT ${column} AS username FROM ${from} AND ${begin} ORDER BY ${column} ${wayOf(place)} LIMIT ${window}`;
  };
  return rowsOfNames(database, { names, conditions: conditions.filter((one) => one !== along), place });
}

/** `most` different words that begin with a text, each with the first of its people: tables `term` and `head`. */
function headsOf(word: string, o: { place: Place; most: number }, values: Values): string {
  const first = (more: string) => `SELECT w.word FROM directory.person_word w
    WHERE ${wordRange(values, word)} ${more} ORDER BY w.word LIMIT 1`;
  return `WITH RECURSIVE term (word, n) AS (
      (SELECT word, 1 FROM (${first('')}) begin)
      UNION ALL SELECT (${first('AND w.word > t.word')}), t.n + 1 FROM term t
        WHERE t.word IS NOT NULL AND t.n <= ${o.most}),
    head AS (SELECT t.word, (${peopleOf(o.place, values)} LIMIT 1) AS username FROM term t WHERE t.word IS NOT NULL)`;
}

function peopleOf(place: Place, values: Values): string {
  const begin = namesFrom(place, 'w.username', values);
  return `SELECT w.username FROM directory.person_word w
    WHERE w.word = t.word AND ${begin} ORDER BY w.username ${wayOf(place)}`;
}

/**
 * The people of all words that begin with `word`: each word's are in order, so the page is among those of the words
 * whose first person comes first. Gives nobody if there are more than `most` words, for each costs two look-ups.
 */
export function mergeWords(database: Queryable, o: { word: string; place: Place; most: number }): Promise<EdgedRow[]> {
  const { word, place, most } = o;
  const names = (values: Values) => {
    const rows = values.put(place.rows);
    const way = wayOf(place);
    return `${headsOf(word, { place, most }, values)},
      ranked AS (SELECT word, dense_rank() OVER (ORDER BY username ${way}) AS place FROM head
        WHERE username IS NOT NULL)
      SELECT DISTINCT hit.username FROM ranked t
      CROSS JOIN LATERAL (${peopleOf(place, values)} LIMIT ${rows}) hit
      WHERE t.place <= ${rows} AND (SELECT count(*) FROM head) <= ${most}
      ORDER BY hit.username ${way} LIMIT ${rows}`;
  };
  return rowsOfNames(database, { names, conditions: [], place });
}

/** The place where the last of the conditions has its first name: nobody before it fits them all. */
export async function leap(
  database: Queryable,
  o: { conditions: readonly Condition[]; place: Place; most: number },
): Promise<Place> {
  const { conditions, place, most } = o;
  const values = new Values();
  const way = wayOf(place);
  const heads = conditions.filter(isNamed).map(({ word, names }) => {
    if (word !== undefined) {
      return `(${headsOf(word, { place, most }, values)}
        SELECT ${way === 'ASC' ? 'min' : 'max'}(username) FROM head HAVING count(*) <= ${most})`;
    }
    const from = names.from(values);
    const begin = namesFrom(place, names.column, values);
    return `(SELECT ${names.column} FROM ${from} AND ${begin} ORDER BY ${names.column} ${way} LIMIT 1)`;
  });
  if (heads.length === 0) return place;
  const last = way === 'ASC' ? 'greatest' : 'least';
  const [row] = await database.query<{ name: string | null }>(
    `SELECT ${last}(${heads.join(', ')}) AS name`,
    values.list,
  );
  return { ...place, from: row?.name ?? undefined };
}

// What fits more of a sample than this is cheaper to look at in the people that the other conditions leave.
const DENSE = 0.25;

function sortBySample(
  conditions: readonly Condition[],
  { seen, each }: Pick<Survey, 'seen' | 'each'> = { seen: 0, each: [] },
): { narrow: Named[]; dense: Condition[] } {
  const sampled = conditions
    .map((one, index) => ({ one, share: (each[index] ?? 0) / Math.max(seen, 1) }))
    .sort((a, b) => a.share - b.share);
  const named = sampled.filter(({ one }) => isNamed(one));
  const [rarest] = named;
  const narrow = named.filter((entry) => entry === rarest || entry.share < DENSE).map(({ one }) => one);
  return { narrow: narrow.filter(isNamed), dense: conditions.filter((one) => !narrow.includes(one)) };
}

function intersect(narrow: readonly Named[], place: Place, values: Values): string {
  const [first, ...others] = narrow;
  if (first === undefined) throw new TypeError('no condition has names to intersect');
  const { column } = first.names;
  const from = first.names.from(values);
  const within = others.map(({ names }) => `AND ${column} IN (SELECT ${names.column} FROM ${names.from(values)})`);
  const begin = namesFrom(place, column, values);
  return `SELECT DISTINCT ${column} AS username FROM ${from} AND ${begin} ${within.join(' ')}
    ORDER BY username ${wayOf(place)}`;
}

const WINDOW = 500;

/** Through the names that fit every condition that leaves few of them; work in their number, but a small one. */
export async function intersectNames(
  database: Queryable,
  o: { conditions: readonly Condition[]; place: Place; looked?: Survey },
): Promise<EdgedRow[]> {
  const { conditions, place, looked } = o;
  const { narrow, dense } = sortBySample(conditions, looked);
  const names = (limit: number) => (values: Values) => `${intersect(narrow, place, values)} LIMIT ${limit}`;
  const window = dense.length === 0 ? place.rows : WINDOW;
  const rows = await rowsOfNames(database, { names: names(window), conditions: dense, place });
  if (dense.length === 0 || rows.length === place.rows) return rows;
  return rowsOfNames(database, { names: (values) => intersect(narrow, place, values), conditions: dense, place });
}

/** How many of the first `most` names of the rarest condition fit the others. */
export async function countAmong(
  database: Queryable,
  o: { conditions: readonly Condition[]; looked: Survey; most: number },
): Promise<number> {
  const { conditions, looked, most } = o;
  const [rarest] = sortBySample(conditions, looked).narrow;
  if (rarest === undefined) return 0;
  const others = conditions.filter((one) => one !== rarest);
  const values = new Values();
  const { column, from } = rarest.names;
  const [row] = await database.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM (SELECT DISTINCT username FROM (
       SELECT ${column} AS username FROM ${from(values)} LIMIT ${most}) several) c
     CROSS JOIN LATERAL (SELECT * FROM directory.person one WHERE one.username = c.username OFFSET 0) p
     WHERE ${fitsAll(others, values)}`,
    values.list,
  );
  return row?.n ?? 0;
}
