// Pages of people as SQL: the order, where a page begins, and two ways to the rows. Values travel as parameters only.
import type { Queryable } from '@keyshift/postgres';
import { type Condition, fitsAll, type Named, type PersonRow, Values } from './conditions.ts';
import type { Cursor, Edge } from './cursor.ts';

const SORTS = {
  username: { column: 'username', type: 'text' },
  displayName: { column: 'sort_name', type: 'text' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
} as const;
export type PersonSort = keyof typeof SORTS;
export type EdgedRow = PersonRow & { edge: Edge };
export type Order = { readonly sort: PersonSort; readonly direction: 'asc' | 'desc' };
export type Place = {
  readonly order: Order;
  readonly cursor: Cursor | undefined;
  readonly rows: number;
  /** In order of user name: nobody before this one fits. */
  readonly from?: string | undefined;
};

const columns = (column: string) => `p.id, p.username, p.display_name AS "displayName", p.email, p.state, p.role,
  p.profile->>'department' AS department, p.last_sign_in_at AS "lastSignInAt",
  (SELECT count(*) FROM directory.membership m WHERE m.person_id = p.id)::integer AS "groupCount",
  jsonb_build_object('value', p.${column}::text, 'id', p.id) AS edge`;

function isUp({ order, cursor }: Place): boolean {
  return (order.direction === 'asc') === (cursor?.way !== 'previous');
}

export function wayOf(place: Place): 'ASC' | 'DESC' {
  return isUp(place) ? 'ASC' : 'DESC';
}

function orderSql(place: Place): string {
  const { column } = SORTS[place.order.sort];
  const way = wayOf(place);
  return `ORDER BY p.${column} ${way}, p.id ${way}`;
}

function beginning(place: Place, values: Values): string {
  const { order, cursor, from } = place;
  if (from !== undefined) return namesFrom(place, 'p.username', values);
  if (cursor === undefined) return 'true';
  const { column, type } = SORTS[order.sort];
  const compare = isUp(place) ? '>' : '<';
  return `(p.${column}, p.id) ${compare} (${values.put(cursor.value)}::${type}, ${values.put(cursor.id)})`;
}

/** In order of user name, which is unique and so needs no second column. */
export function namesFrom(place: Place, column: string, values: Values): string {
  const { cursor, from } = place;
  const compare = isUp(place) ? '>' : '<';
  if (from !== undefined) return `${column} ${compare}= ${values.put(from)}`;
  return cursor === undefined ? 'true' : `${column} ${compare} ${values.put(cursor.value)}`;
}

/**
 * Walks the index of the order and keeps who fits; right where many do. Looks at `window` people at most, so that a
 * walk through the wrong part of the alphabet ends.
 */
export async function walkEverybody(
  database: Queryable,
  o: { conditions: readonly Condition[]; place: Place; window: number },
): Promise<EdgedRow[]> {
  const { conditions, place, window } = o;
  const values = new Values();
  return database.query<EdgedRow>(
    `SELECT ${columns(SORTS[place.order.sort].column)} FROM (
       SELECT * FROM directory.person p WHERE ${beginning(place, values)} ${orderSql(place)} LIMIT ${window}
     ) p WHERE ${fitsAll(conditions, values)} ${orderSql(place)} LIMIT ${values.put(place.rows)}`,
    values.list,
  );
}

// One at a time: the planner cannot know how few the names are, and would rather read the whole table once. What is
// wanted of them must not be looked at sooner than they are found either.
const EACH = `CROSS JOIN LATERAL (SELECT * FROM directory.person one WHERE one.username = c.username OFFSET 0) p`;

/** The people of names that come in order of user name; no more of them are looked at than fill the page. */
export async function rowsOfNames(
  database: Queryable,
  o: { names: (values: Values) => string; conditions: readonly Condition[]; place: Place },
): Promise<EdgedRow[]> {
  const { names, conditions, place } = o;
  const values = new Values();
  return database.query<EdgedRow>(
    `SELECT ${columns('username')} FROM (${names(values)}) c ${EACH}
     WHERE ${fitsAll(conditions, values)} ORDER BY c.username ${wayOf(place)} LIMIT ${values.put(place.rows)}`,
    values.list,
  );
}

/** Collects all who fit among the names of `narrow`, and sorts them; right where few do, and in any order. */
export async function collect(
  database: Queryable,
  o: { narrow: Named | undefined; conditions: readonly Condition[]; place: Place; most?: number },
): Promise<{ count: number; rows: EdgedRow[] }> {
  const { narrow, conditions, place, most } = o;
  const { column } = SORTS[place.order.sort];
  const values = new Values();
  const limit = most === undefined ? '' : `LIMIT ${most}`;
  const names = narrow && `SELECT DISTINCT ${narrow.names.column} FROM ${narrow.names.from(values)} ${limit}`;
  const from = names === undefined ? 'directory.person p' : `(${names}) c ${EACH}`;
  const [answer] = await database.query<{ count: string; rows: (EdgedRow & { lastSignInAt: string | null })[] }>(
    `WITH fitting AS MATERIALIZED (SELECT p.id, p.${column} FROM ${from} WHERE ${fitsAll(conditions, values)}),
     page AS (SELECT * FROM fitting p WHERE ${beginning(place, values)} ${orderSql(place)}
       LIMIT ${values.put(place.rows)})
     SELECT (SELECT count(*) FROM fitting) AS count, (
       SELECT coalesce(jsonb_agg(r), '[]') FROM (
         SELECT ${columns(column)} FROM page JOIN directory.person p ON p.id = page.id ${orderSql(place)}
       ) r) AS rows`,
    values.list,
  );
  const rows = (answer?.rows ?? []).map((row) => ({ ...row, lastSignInAt: dateOf(row.lastSignInAt) }));
  return { count: Number(answer?.count ?? 0), rows };
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
