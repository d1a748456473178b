// A page of groups, in order of name, with how many people and applications each has.
import type { Queryable } from '@keyshift/postgres';
import { directoryErrors } from '../errors.ts';
import { type Cursor, type Edge, parseCursor } from '../paging/cursor.ts';
import { cutPage, type Page, pageLimit, totalOf } from '../paging/page.ts';
import { wordsOf } from '../person/search-words.ts';
import type { StoredGroup } from './group-rules.ts';

export type GroupPageInput = {
  /** Every word must occur in the name or the description. */
  search?: string | undefined;
  direction?: 'asc' | 'desc' | undefined;
  cursor?: string | undefined;
  limit?: number | undefined;
};
type Row = StoredGroup & { edge: Edge };

// Counted as text by the database, but no group has more people than a number can tell.
export const GROUP_COLUMNS = `g.id, g.name, g.description, g.version, g.created_at AS "createdAt",
  g.member_count::float8 AS "memberCount",
  (SELECT count(*) FROM directory.entitlement e WHERE e.group_id = g.id)::integer AS "applicationCount"`;

export async function findGroup(database: Queryable, id: string): Promise<StoredGroup> {
  const [group] = await database.query<StoredGroup>(
    `SELECT ${GROUP_COLUMNS} FROM directory.user_group g WHERE g.id = $1`,
    [id],
  );
  if (group === undefined) throw directoryErrors.notFound({ kind: 'group', id });
  return group;
}

/** Throws `directory.cursor_invalid`. */
export async function findGroupsPage(database: Queryable, input: GroupPageInput): Promise<Page<StoredGroup>> {
  const direction = input.direction ?? 'asc';
  const order = `group ${direction}`;
  const cursor = input.cursor === undefined ? undefined : parseCursor(order, input.cursor);
  const limit = pageLimit(input.limit);
  const patterns = wordsOf(input.search ?? '').map((word) => `%${word}%`);
  const [count, rows] = await Promise.all([
    countGroups(database, patterns),
    findRows(database, { patterns, direction, cursor, rows: limit + 1 }),
  ]);
  const page = cutPage(rows, { limit, cursor, order, total: totalOf(count) });
  return { ...page, items: page.items.map(({ edge: _edge, ...group }) => group) };
}

const FITS = `lower(g.name || ' ' || g.description) LIKE ALL ($1::text[])`;

async function countGroups(database: Queryable, patterns: readonly string[]): Promise<number> {
  const [row] = await database.query<{ n: number }>(
    `SELECT count(*)::integer AS n FROM directory.user_group g WHERE ${FITS}`,
    [patterns],
  );
  return row?.n ?? 0;
}

function findRows(
  database: Queryable,
  o: { patterns: readonly string[]; direction: 'asc' | 'desc'; cursor: Cursor | undefined; rows: number },
): Promise<Row[]> {
  const isUp = (o.direction === 'asc') === (o.cursor?.way !== 'previous');
  const way = isUp ? 'ASC' : 'DESC';
  const begins = o.cursor === undefined ? '' : `AND (g.name, g.id) ${isUp ? '>' : '<'} ($3, $4)`;
  return database.query<Row>(
    `SELECT ${GROUP_COLUMNS}, jsonb_build_object('value', g.name, 'id', g.id) AS edge
     FROM directory.user_group g WHERE ${FITS} ${begins} ORDER BY g.name ${way}, g.id ${way} LIMIT $2`,
    [o.patterns, o.rows, ...(o.cursor === undefined ? [] : [o.cursor.value, o.cursor.id])],
  );
}
