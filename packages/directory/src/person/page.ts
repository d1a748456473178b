// A page of people in the time of a small directory, also among a million and for words that fit nearly everybody.
import type { Queryable } from '@keyshift/postgres';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { type Cursor, parseCursor } from '../paging/cursor.ts';
import { cutPage, type Page, pageLimit, type Total, totalOf } from '../paging/page.ts';
import {
  type Conditions,
  collect,
  conditionsOf,
  countFitting,
  type EdgedRow,
  type Order,
  type PersonFilter,
  type PersonRow,
  type Place,
  walk,
} from './page-query.ts';
import { isBeyondCounting, type Survey, survey } from './survey.ts';

export type PeoplePageInput = PersonFilter & {
  sort?: Order['sort'] | undefined;
  direction?: Order['direction'] | undefined;
  /** `next` or `previous` of a page of the same order. */
  cursor?: string | undefined;
  /** 50 unless told, 200 at most. */
  limit?: number | undefined;
};

// A walk that has not filled its page by then goes through a part of the order where hardly anybody fits.
const WINDOW = 5_000;

/** Throws `directory.cursor_invalid`. */
export async function findPeoplePage(
  deps: Pick<StoreDeps, 'database' | 'random'>,
  input: PeoplePageInput,
): Promise<Page<PersonRow>> {
  const order: Order = { sort: input.sort ?? 'username', direction: input.direction ?? 'asc' };
  const orderName = `${order.sort} ${order.direction}`;
  const cursor = input.cursor === undefined ? undefined : parseCursor(orderName, input.cursor);
  checkCreation(order, cursor);
  const limit = pageLimit(input.limit);
  const found = await find(deps, conditionsOf(input), { order, cursor, rows: limit + 1 });
  const page = cutPage(found.rows, { limit, cursor, order: orderName, total: found.total });
  return { ...page, items: page.items.map(({ edge: _edge, ...row }) => row) };
}

async function find(
  deps: Pick<StoreDeps, 'database' | 'random'>,
  conditions: Conditions,
  place: Place,
): Promise<{ rows: EdgedRow[]; total: Total }> {
  const { database, random } = deps;
  const looked = await survey(database, random, conditions);
  const isEverybody = conditions.text === '';
  if (isEverybody) {
    return { rows: await walk(database, { conditions, place, window: place.rows }), total: totalOf(looked.people) };
  }
  if (looked.fitting > 0 && looked.people > WINDOW) {
    const rows = await walk(database, { conditions, place, window: WINDOW });
    if (rows.length === place.rows) return { rows, total: await countMany(database, conditions, looked) };
  }
  const { count, rows } = await collect(database, { conditions, place });
  return { rows, total: totalOf(count) };
}

async function countMany(database: Queryable, conditions: Conditions, looked: Survey): Promise<Total> {
  if (isBeyondCounting(looked)) return totalOf(Number.POSITIVE_INFINITY);
  return totalOf(await countFitting(database, conditions));
}

// The database would call another text an error of ours.
function checkCreation(order: Order, cursor: Cursor | undefined): void {
  if (order.sort !== 'createdAt' || cursor === undefined) return;
  const isTime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/.test(cursor.value);
  if (!isTime || Number.isNaN(Date.parse(cursor.value))) throw directoryErrors.cursorInvalid();
}
