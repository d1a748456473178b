// One page of a list, and how it is cut from the rows that a keyset query gives.
import { type Cursor, type Edge, formatCursor } from './cursor.ts';

export type Page<Item> = {
  readonly items: Item[];
  readonly next: string | null;
  readonly previous: string | null;
  /** How many fit; if capped, at least so many. */
  readonly total: number;
  readonly totalIsCapped: boolean;
};
export type Total = Pick<Page<unknown>, 'total' | 'totalIsCapped'>;

export const MOST_COUNTED = 1_000;
const MOST_ROWS = 200;

export function pageLimit(limit: number | undefined): number {
  return Math.max(1, Math.min(limit ?? 50, MOST_ROWS));
}

export function known(total: number): Total {
  return { total, totalIsCapped: false };
}

export function totalOf(count: number): Total {
  return { total: Math.min(count, MOST_COUNTED), totalIsCapped: count > MOST_COUNTED };
}

/** `rows` are up to `limit + 1` in the direction of travel; the one too many says that there is more. */
export function cutPage<Row extends { edge: Edge }>(
  rows: readonly Row[],
  o: { limit: number; cursor: Cursor | undefined; order: string; total: Total },
): Page<Row> {
  const { limit, cursor, order, total } = o;
  const hasMore = rows.length > limit;
  const isBackward = cursor?.way === 'previous';
  const items = isBackward ? rows.slice(0, limit).reverse() : rows.slice(0, limit);
  const [first, last] = [items[0]?.edge, items.at(-1)?.edge];
  const hasNext = isBackward || hasMore;
  const hasPrevious = isBackward ? hasMore : cursor !== undefined;
  const mark = (way: Cursor['way'], edge: Edge | undefined, is: boolean) =>
    is && edge !== undefined ? formatCursor(order, { way, ...edge }) : null;
  return { items, next: mark('next', last, hasNext), previous: mark('previous', first, hasPrevious), ...total };
}
