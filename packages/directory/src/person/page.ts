// A page of people in the time of a small directory, also among a million and for words that fit nearly everybody.
import type { Queryable } from '@keyshift/postgres';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { intersectNames, leap, mergeWords, walkNames } from './paging/broad.ts';
import {
  type Condition,
  conditionsOf,
  isNamed,
  type Named,
  type PersonFilter,
  type PersonRow,
} from './paging/conditions.ts';
import { countAlone, countPeople, countSeveral } from './paging/count.ts';
import { type Cursor, parseCursor } from './paging/cursor.ts';
import { cutPage, known, type Page, pageLimit, type Total } from './paging/page.ts';
import { collect, type EdgedRow, type Order, type Place, walkEverybody } from './paging/rows.ts';
import { countNames, FEW_NAMES, type Survey, survey } from './paging/survey.ts';

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
  if (fewest > FEW_NAMES || named.length === 0) return findAmongMany(deps, search);
  const narrow = named[counts.indexOf(fewest)];
  const others = conditions.filter((one) => one !== narrow);
  const { count, rows } = await collect(database, { narrow, conditions: others, place, most: FEW_NAMES });
  return { rows, total: known(count) };
}

async function findAmongMany(deps: Deps, search: Search): Promise<Found> {
  const { database, random } = deps;
  const { conditions } = search;
  const [alone, ...more] = conditions;
  if (alone !== undefined && more.length === 0) {
    const [rows, total] = await Promise.all([rowsOfOne(database, alone, search.place), countAlone(database, alone)]);
    return { rows, total };
  }
  const looked = await survey(database, random, conditions);
  const [rows, total] = await Promise.all([
    rowsOfSeveral(database, search, looked),
    countSeveral(database, conditions, looked),
  ]);
  const { cursor, rows: most } = search.place;
  if (cursor === undefined && rows.length < most) return { rows, total: known(rows.length) };
  // What the page shows is there, whatever a sample of the names had of it.
  return { rows, total: { ...total, total: Math.max(total.total, Math.min(rows.length, most - 1)) } };
}

// A walk that has not filled its page by then goes through a part of the order where hardly anybody fits. In order of
// user name there are quicker ways than to walk on.
const WINDOW = 1_000;
const WINDOW_OF_OTHER_ORDERS = 5_000;
// Different words that begin with what was typed: the second number of them takes as long as a page may.
const FEW_WORDS = 50;
const MANY_WORDS = 1_000;

async function rowsOfOne(database: Queryable, condition: Condition, place: Place): Promise<EdgedRow[]> {
  const search = { conditions: [condition], place };
  const { word } = condition;
  if (place.order.sort !== 'username' || !isNamed(condition)) return rowsOnTheWay(database, search);
  if (word === undefined) return walkNames(database, { along: condition, conditions: [], place, window: place.rows });
  const few = await mergeWords(database, { word, place, most: FEW_WORDS });
  if (few.length > 0) return few;
  const rows = await walkEverybody(database, { ...search, window: WINDOW });
  if (rows.length === place.rows) return rows;
  const many = await mergeWords(database, { word, place, most: MANY_WORDS });
  return many.length > 0 ? many : intersectNames(database, search);
}

async function rowsOfSeveral(database: Queryable, search: Search, looked: Survey): Promise<EdgedRow[]> {
  const { conditions } = search;
  if (search.place.order.sort !== 'username') return rowsOnTheWay(database, search);
  const place = await leap(database, { ...search, most: FEW_WORDS });
  const along = conditions.find((one): one is Named => isNamed(one) && one.isOrdered === true);
  const rows =
    along === undefined
      ? await walkEverybody(database, { conditions, place, window: WINDOW })
      : await walkNames(database, { along, conditions, place, window: WINDOW });
  return rows.length === place.rows ? rows : intersectNames(database, { conditions, place, looked });
}

async function rowsOnTheWay(database: Queryable, search: Search): Promise<EdgedRow[]> {
  const { place } = search;
  const rows = await walkEverybody(database, { ...search, window: WINDOW_OF_OTHER_ORDERS });
  if (rows.length === place.rows) return rows;
  return (await collect(database, { narrow: undefined, ...search })).rows;
}

// The database would call another text an error of ours.
function checkCreation(order: Order, cursor: Cursor | undefined): void {
  if (order.sort !== 'createdAt' || cursor === undefined) return;
  const isTime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/.test(cursor.value);
  if (!isTime || Number.isNaN(Date.parse(cursor.value))) throw directoryErrors.cursorInvalid();
}
