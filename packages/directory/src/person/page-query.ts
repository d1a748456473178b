// The list of people as SQL: conditions, order, and where a page begins. Values travel as parameters only.
import type { Queryable } from '@keyshift/postgres';
import type { Cursor, Edge } from '../paging/cursor.ts';
import { MOST_COUNTED } from '../paging/page.ts';
import type { AdminRole, PersonState } from './person-rules.ts';
import { searchQuery } from './search-words.ts';

export const SORTS = {
  username: { column: 'username', type: 'text' },
  displayName: { column: 'sort_name', type: 'text' },
  createdAt: { column: 'created_at', type: 'timestamptz' },
} as const;
export type PersonSort = keyof typeof SORTS;

export type PersonFilter = {
  /** Every word must begin a word of user name, e-mail or display name. */
  search?: string | undefined;
  state?: PersonState | undefined;
  groupId?: string | undefined;
  /** Only people with a role. */
  administrators?: boolean | undefined;
};
export type PersonRow = {
  id: string;
  username: string;
  displayName: string;
  email: string;
  state: PersonState;
  role: AdminRole | null;
  department: string | null;
  groupCount: number;
  lastSignInAt: Date | null;
};
export type EdgedRow = PersonRow & { edge: Edge };

/** `text` is empty when everybody is meant; `values` are its `$1 …`. */
export type Conditions = {
  readonly text: string;
  /** The same, looking at one person at a time; for walks, where the planner would rather collect a whole group first. */
  readonly eachText: string;
  readonly values: readonly unknown[];
  /** Set if nothing but this group is asked for: its members are counted already. */
  readonly onlyGroupId: string | undefined;
};

export function conditionsOf(filter: PersonFilter): Conditions {
  const { state, groupId } = filter;
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const query = filter.search === undefined ? undefined : searchQuery(filter.search);
  const parts = [
    ...(query === undefined ? [] : [`p.search @@ ${parameter(query)}::tsquery`]),
    // Written out, not a parameter, so that the partial index is seen to fit.
    ...(state === undefined ? [] : [state === 'active' ? "p.state = 'active'" : notActive(state)]),
    ...(filter.administrators === true ? ['p.role IS NOT NULL'] : []),
  ];
  const isOnlyGroup = groupId !== undefined && parts.length === 0;
  const group = groupId === undefined ? undefined : parameter(groupId);
  const member = `FROM directory.membership m WHERE m.group_id = ${group}`;
  return {
    text: [...parts, ...(group === undefined ? [] : [`p.id IN (SELECT person_id ${member})`])].join(' AND '),
    eachText: [...parts, ...(group === undefined ? [] : [`(SELECT true ${member} AND m.person_id = p.id)`])].join(
      ' AND ',
    ),
    values,
    onlyGroupId: isOnlyGroup ? groupId : undefined,
  };
}

function notActive(state: 'staged' | 'suspended'): string {
  return `p.state <> 'active' AND p.state = '${state}'`;
}

export type Order = { readonly sort: PersonSort; readonly direction: 'asc' | 'desc' };
export type Place = { readonly order: Order; readonly cursor: Cursor | undefined; readonly rows: number };

const ROW = (column: string) => `p.id, p.username, p.display_name AS "displayName", p.email, p.state, p.role,
  p.profile->>'department' AS department, p.last_sign_in_at AS "lastSignInAt",
  (SELECT count(*) FROM directory.membership m WHERE m.person_id = p.id)::integer AS "groupCount",
  jsonb_build_object('value', p.${column}::text, 'id', p.id) AS edge`;

function orderSql(o: Order, cursor: Cursor | undefined): { by: string; begins: (value: string, id: string) => string } {
  const { column, type } = SORTS[o.sort];
  const isUp = (o.direction === 'asc') === (cursor?.way !== 'previous');
  const way = isUp ? 'ASC' : 'DESC';
  const begins = (value: string, id: string) => `(p.${column}, p.id) ${isUp ? '>' : '<'} (${value}::${type}, ${id})`;
  return { by: `p.${column} ${way}, p.id ${way}`, begins };
}

/**
 * Walks the index of the order and keeps who fits; right where many do. Looks at `window` people at most, so that a
 * walk through the wrong part of the alphabet ends.
 */
export async function walk(
  database: Queryable,
  o: { conditions: Conditions; place: Place; window: number },
): Promise<EdgedRow[]> {
  const { conditions, place, window } = o;
  const { by, begins } = orderSql(place.order, place.cursor);
  const values: unknown[] = [...conditions.values];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const from =
    place.cursor === undefined ? '' : `WHERE ${begins(parameter(place.cursor.value), parameter(place.cursor.id))}`;
  const { column } = SORTS[place.order.sort];
  return database.query<EdgedRow>(
    `SELECT ${ROW(column)} FROM (
       SELECT * FROM directory.person p ${from} ORDER BY ${by} LIMIT ${window}
     ) p ${conditions.eachText === '' ? '' : `WHERE ${conditions.eachText}`} ORDER BY ${by} LIMIT ${parameter(place.rows)}`,
    values,
  );
}

/** How many fit; stops one beyond what is counted. */
export async function countFitting(database: Queryable, conditions: Conditions): Promise<number> {
  if (conditions.onlyGroupId !== undefined) {
    const [group] = await database.query<{ n: number }>(
      'SELECT member_count::float8 AS n FROM directory.user_group WHERE id = $1',
      [conditions.onlyGroupId],
    );
    return group?.n ?? 0;
  }
  const [row] = await database.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM (
       SELECT 1 FROM directory.person p WHERE ${conditions.text} LIMIT ${MOST_COUNTED + 1}) fitting`,
    conditions.values,
  );
  return row?.n ?? 0;
}

/** Collects all who fit (through the index of words, state or members) and sorts them; right where few do. */
export async function collect(
  database: Queryable,
  o: { conditions: Conditions; place: Place },
): Promise<{ count: number; rows: EdgedRow[] }> {
  const { conditions, place } = o;
  const { column } = SORTS[place.order.sort];
  const { by, begins } = orderSql(place.order, place.cursor);
  const values: unknown[] = [...conditions.values];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const from =
    place.cursor === undefined ? '' : `WHERE ${begins(parameter(place.cursor.value), parameter(place.cursor.id))}`;
  const [answer] = await database.query<{ count: string; rows: (EdgedRow & { lastSignInAt: string | null })[] }>(
    `WITH fitting AS MATERIALIZED (SELECT p.id, p.${column} FROM directory.person p WHERE ${conditions.text}),
     page AS (SELECT * FROM fitting p ${from} ORDER BY ${by} LIMIT ${parameter(place.rows)})
     SELECT (SELECT count(*) FROM fitting) AS count, (
       SELECT coalesce(jsonb_agg(r), '[]') FROM (
         SELECT ${ROW(column)} FROM page JOIN directory.person p ON p.id = page.id ORDER BY ${by}
       ) r) AS rows`,
    values,
  );
  const rows = (answer?.rows ?? []).map((row) => ({ ...row, lastSignInAt: dateOf(row.lastSignInAt) }));
  return { count: Number(answer?.count ?? 0), rows };
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
