// A page of what AWS gives whole: its lists are short, and the pages of this API are for people.

type PageQuery = {
  readonly search?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
  readonly direction: 'asc' | 'desc';
};
type Named = { readonly name: string };
type Page<Item> = {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly previous: string | null;
  readonly total: number;
  readonly totalIsCapped: boolean;
};

/** By name. A cursor is how many stand before the page; one that nobody gave out begins at the first. */
export function pageOf<Item extends Named>(all: readonly Item[], query: PageQuery): Page<Item> {
  const { search = '', cursor, limit, direction } = query;
  const sought = search.toLowerCase();
  const found = all
    .filter(({ name }) => name.toLowerCase().includes(sought))
    .sort((one, other) => one.name.localeCompare(other.name) * (direction === 'asc' ? 1 : -1));
  const start = /^\d{1,6}$/.test(cursor ?? '') ? Number(cursor) : 0;
  const end = start + limit;
  return {
    items: found.slice(start, end),
    next: end < found.length ? String(end) : null,
    previous: start > 0 ? String(Math.max(0, start - limit)) : null,
    total: found.length,
    totalIsCapped: false,
  };
}
