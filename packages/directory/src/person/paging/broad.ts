// A page in order of user name where every condition fits many: along their names, which an index gives, not the people.
import type { Queryable } from '@keyshift/postgres';
import { type Condition, fitsAll, isNamed, type Named, Values, wordRange } from './conditions.ts';
import { type EdgedRow, namesFrom, type Place, rowsOfNames } from './rows.ts';
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
    const { begin, way } = namesFrom(place, column, values);
    return `SELECT ${column} AS username FROM ${from} AND ${begin} ORDER BY ${column} ${way} LIMIT ${window}`;
  };
  return rowsOfNames(database, { names, conditions: conditions.filter((one) => one !== along), place });
}

// So many different words may begin with what was typed: each costs two look-ups.
const MOST_WORDS = 1_000;

/**
 * The people of all words that begin with `word`: each word's are in order, so the page is among those of the words
 * whose first person comes first. Gives nobody if the words are too many to look at each.
 */
export function mergeWords(database: Queryable, o: { word: string; place: Place }): Promise<EdgedRow[]> {
  const { word, place } = o;
  const names = (values: Values) => {
    const { begin, way } = namesFrom(place, 'w.username', values);
    const rows = values.put(place.rows);
    const first = (more: string) => `SELECT w.word FROM directory.person_word w
      WHERE ${wordRange(values, word)} ${more} ORDER BY w.word LIMIT 1`;
    const peopleOf = `SELECT w.username FROM directory.person_word w
      WHERE w.word = t.word AND ${begin} ORDER BY w.username ${way}`;
    return `WITH RECURSIVE term (word, n) AS (
        (SELECT word, 1 FROM (${first('')}) begin)
        UNION ALL SELECT (${first('AND w.word > t.word')}), t.n + 1 FROM term t
          WHERE t.word IS NOT NULL AND t.n <= ${MOST_WORDS}),
      head AS (SELECT t.word, (${peopleOf} LIMIT 1) AS username FROM term t WHERE t.word IS NOT NULL),
      ranked AS (SELECT word, dense_rank() OVER (ORDER BY username ${way}) AS place FROM head
        WHERE username IS NOT NULL)
      SELECT DISTINCT hit.username FROM ranked t CROSS JOIN LATERAL (${peopleOf} LIMIT ${rows}) hit
      WHERE t.place <= ${rows} AND (SELECT count(*) FROM head) <= ${MOST_WORDS}
      ORDER BY hit.username ${way} LIMIT ${rows}`;
  };
  return rowsOfNames(database, { names, conditions: [], place });
}

// What fits more of a sample than this is cheaper to look at in the people that the other conditions leave.
const DENSE = 0.25;

function sortBySample(
  conditions: readonly Condition[],
  { seen, each }: Survey,
): { narrow: Named[]; dense: Condition[] } {
  const sampled = conditions
    .map((one, index) => ({ one, share: (each[index] ?? 0) / Math.max(seen, 1) }))
    .sort((a, b) => a.share - b.share);
  const named = sampled.filter(({ one }) => isNamed(one));
  const [rarest] = named;
  const narrow = named.filter((entry) => entry === rarest || entry.share < DENSE).map(({ one }) => one);
  return { narrow: narrow.filter(isNamed), dense: conditions.filter((one) => !narrow.includes(one)) };
}

function intersect(narrow: readonly Named[], place: Place | undefined, values: Values): string {
  const [first, ...others] = narrow;
  if (first === undefined) throw new TypeError('no condition has names to intersect');
  const { column } = first.names;
  const from = first.names.from(values);
  const within = others.map(({ names }) => `AND ${column} IN (SELECT ${names.column} FROM ${names.from(values)})`);
  const { begin, way } = place === undefined ? { begin: 'true', way: '' } : namesFrom(place, column, values);
  const order = place === undefined ? '' : `ORDER BY username ${way}`;
  return `SELECT DISTINCT ${column} AS username FROM ${from} AND ${begin} ${within.join(' ')} ${order}`;
}

const WINDOW = 500;

/** Through the names that fit every condition that leaves few of them; work in their number, but a small one. */
export async function intersectNames(
  database: Queryable,
  o: { conditions: readonly Condition[]; place: Place; looked: Survey },
): Promise<EdgedRow[]> {
  const { conditions, place, looked } = o;
  const { narrow, dense } = sortBySample(conditions, looked);
  const names = (limit: number) => (values: Values) => `${intersect(narrow, place, values)} LIMIT ${limit}`;
  const window = dense.length === 0 ? place.rows : WINDOW;
  const rows = await rowsOfNames(database, { names: names(window), conditions: dense, place });
  if (dense.length === 0 || rows.length === place.rows) return rows;
  return rowsOfNames(database, { names: (values) => intersect(narrow, place, values), conditions: dense, place });
}

/** How many fit all conditions; stops one beyond `most`. */
export async function countIntersection(
  database: Queryable,
  o: { conditions: readonly Condition[]; looked: Survey; most: number },
): Promise<number> {
  const { conditions, looked, most } = o;
  const { narrow, dense } = sortBySample(conditions, looked);
  const values = new Values();
  const names = intersect(narrow, undefined, values);
  const people = `SELECT FROM (${names}) c CROSS JOIN LATERAL (
    SELECT * FROM directory.person one WHERE one.username = c.username OFFSET 0) p WHERE ${fitsAll(dense, values)}`;
  const [row] = await database.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM (${dense.length === 0 ? names : people} LIMIT ${most + 1}) fitting`,
    values.list,
  );
  return row?.n ?? 0;
}
