// A page of people in the time of a small directory, also among a million and for words that fit nearly everybody.
import type { Queryable } from '@keyshift/postgres';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { intersectNames, mergeWords, walkNames } from './paging/broad.ts';
import {
  type Condition,
  conditionsOf,
  isNamed,
  type Named,
  type PersonFilter,
  type PersonRow,
} from './paging/conditions.ts';
import { countMany, countPeople } from './paging/count.ts';
import { type Cursor, parseCursor } from './paging/cursor.ts';
import { cutPage, known, type Page, pageLimit, type Total } from './paging/page.ts';
import { collect, type EdgedRow, type Order, type Place, walkEverybody } from './paging/rows.ts';
import { countNames, MANY_NAMES, type Survey, survey } from './paging/survey.ts';

export type PeoplePageInput = PersonFilter & {
  sort?: Order['sort'] | undefined;
  direction?: Order['direction'] | undefined;
  /** `next` or `previous` of a page of the same order. */
  cursor?: string | undefined;
  /** 50 unless told, 200 at most. */
  limit?: number | undefined;
};
type Deps = Pick<StoreDeps, 'database' | 'random'>;
type Found = { rows: EdgedRow[]; total: Total };
type Search = { readonly conditions: readonly Condition[]; readonly place: Place };

/** Throws `directory.cursor_invalid`. */
export async function findPeoplePage(deps: Deps, input: PeoplePageInput): Promise<Page<PersonRow>> {
  const order: Order = { sort: input.sort ?? 'username', direction: input.direction ?? 'asc' };
  const orderName = `${order.sort} ${order.direction}`;
  const cursor = input.cursor === undefined ? undefined : parseCursor(orderName, input.cursor);
  checkCreation(order, cursor);
  const limit = pageLimit(input.limit);
  const found = await find(deps, { conditions: conditionsOf(input), place: { order, cursor, rows: limit + 1 } });
  const page = cutPage(found.rows, { limit, cursor, order: orderName, total: found.total });
  return { ...page, items: page.items.map(({ edge: _edge, ...row }) => row) };
}

async function find(deps: Deps, search: Search): Promise<Found> {
  const { database } = deps;
  const { conditions, place } = search;
  if (conditions.length === 0) {
    const [rows, people] = await Promise.all([
      walkEverybody(database, { conditions, place, window: place.rows }),
      countPeople(database),
    ]);
    return { rows, total: known(people) };
  }
  const named = conditions.filter(isNamed);
  const counts = await countNames(database, named);
  const fewest = Math.min(...counts);
  if (fewest > MANY_NAMES || named.length === 0) return findAmongMany(deps, search);
  const narrow = named[counts.indexOf(fewest)];
  const others = conditions.filter((one) => one !== narrow);
  const { count, rows } = await collect(database, { narrow, conditions: others, place, most: MANY_NAMES });
  return { rows, total: known(count) };
}

// A walk that has not filled its page by then goes through a part of the order where hardly anybody fits. In order of
// user name there are quicker ways than to walk on.
const WINDOW = 1_000;
const WINDOW_OF_OTHER_ORDERS = 5_000;

async function findAmongMany(deps: Deps, search: Search): Promise<Found> {
  const looked = await survey(deps.database, deps.random, search.conditions);
  const [rows, total] = await Promise.all([
    rowsAmongMany(deps, search, looked),
    countMany(deps.database, search.conditions, looked),
  ]);
  return { rows, total };
}

function rowsAmongMany({ database }: Deps, search: Search, looked: Survey): Promise<EdgedRow[]> {
  return search.place.order.sort === 'username'
    ? rowsByName(database, search, looked)
    : rowsInOtherOrder(database, search);
}

async function rowsByName(database: Queryable, search: Search, looked: Survey): Promise<EdgedRow[]> {
  const { conditions, place } = search;
  const along = conditions.find((one): one is Named => isNamed(one) && one.isOrdered === true);
  const isAlone = conditions.length === 1;
  if (along !== undefined && isAlone) return walkNames(database, { along, conditions, place, window: place.rows });
  const rows =
    along === undefined
      ? await walkEverybody(database, { conditions, place, window: WINDOW })
      : await walkNames(database, { along, conditions, place, window: WINDOW });
  if (rows.length === place.rows) return rows;
  if (!conditions.some(isNamed)) return collectAll(database, search);
  const word = isAlone ? conditions[0]?.word : undefined;
  const merged = word === undefined ? [] : await mergeWords(database, { word, place });
  return merged.length > 0 ? merged : intersectNames(database, { conditions, place, looked });
}

async function rowsInOtherOrder(database: Queryable, search: Search): Promise<EdgedRow[]> {
  const { place } = search;
  const rows = await walkEverybody(database, { ...search, window: WINDOW_OF_OTHER_ORDERS });
  return rows.length === place.rows ? rows : collectAll(database, search);
}

async function collectAll(database: Queryable, search: Search): Promise<EdgedRow[]> {
  return (await collect(database, { narrow: undefined, ...search })).rows;
}

// The database would call another text an error of ours.
function checkCreation(order: Order, cursor: Cursor | undefined): void {
  if (order.sort !== 'createdAt' || cursor === undefined) return;
  const isTime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/.test(cursor.value);
  if (!isTime || Number.isNaN(Date.parse(cursor.value))) throw directoryErrors.cursorInvalid();
}
