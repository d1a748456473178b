// What a list shows: search, filters, sorting, columns, page. All of it in the address, so that a link shows the same.
import { useMemo } from 'react';
import { useQueryState } from '../../url.ts';

export type Sorting = { readonly by: string; readonly direction: 'asc' | 'desc' };
export type ListOptions = {
  /** Names of the filters, as in the address and in the request. */
  readonly filters?: readonly string[];
  readonly sort?: Sorting;
  readonly limit?: number;
};

export type ListState = {
  readonly search: string;
  readonly setSearch: (text: string) => void;
  /** Filter name → chosen value. */
  readonly filters: Readonly<Record<string, string>>;
  readonly setFilter: (name: string, value: string | undefined) => void;
  readonly sort: Sorting | undefined;
  /** Sorts by a column; a second time turns the direction. */
  readonly toggleSort: (by: string) => void;
  readonly limit: number;
  readonly setLimit: (limit: number) => void;
  readonly hidden: readonly string[];
  readonly setHidden: (columns: readonly string[]) => void;
  readonly hasPrevious: boolean;
  readonly goPrevious: () => void;
  /** `cursor` is the server's for the next page. */
  readonly goNext: (cursor: string) => void;
  /** True if search or filters leave something out. */
  readonly isNarrowed: boolean;
  readonly clear: () => void;
  /** For the request and the query key: q, sort (`name` or `-name`), limit, cursor and the filters. */
  readonly query: Readonly<Record<string, string | number | undefined>>;
};

export const LIMITS: readonly number[] = [10, 25, 50, 100];
/** Cursors that led here, so that any server that knows only "next" can go back, also after a reload. */
const TRAIL_SEPARATOR = '~';

const formatSort = ({ by, direction }: Sorting) => (direction === 'desc' ? `-${by}` : by);
const parseSort = (text: string): Sorting =>
  text.startsWith('-') ? { by: text.slice(1), direction: 'desc' } : { by: text, direction: 'asc' };

function listOf(text: string | null, separator: string): string[] {
  return text === null || text === '' ? [] : text.split(separator);
}

/** One per page. `const list = useListState({ filters: ['state'] })`, then `<ListPage list={list} …>`. */
export function useListState(o: ListOptions = {}): ListState {
  const [url, change] = useQueryState();
  const text = url.toString();
  const names = (o.filters ?? []).join(' ');
  const defaultLimit = o.limit ?? 25;
  const defaultSort = o.sort === undefined ? '' : formatSort(o.sort);
  return useMemo(() => {
    const now = new URLSearchParams(text);
    const search = now.get('q') ?? '';
    const filterNames = listOf(names, ' ');
    const filters = Object.fromEntries(
      filterNames.flatMap((name) => (now.get(name) ? [[name, now.get(name) ?? '']] : [])),
    );
    const sortText = now.get('sort') ?? defaultSort;
    const sort = sortText === '' ? undefined : parseSort(sortText);
    const asked = Number(now.get('limit'));
    const limit = LIMITS.includes(asked) ? asked : defaultLimit;
    const trail = listOf(now.get('page'), TRAIL_SEPARATOR);
    // Whatever changes the set of rows begins at its first page.
    const restart = { page: undefined };
    return {
      search,
      filters,
      sort,
      limit,
      hidden: listOf(now.get('hide'), ' '),
      hasPrevious: trail.length > 0,
      isNarrowed: search !== '' || Object.keys(filters).length > 0,
      setSearch: (q) => change({ ...restart, q }, { replace: true }),
      setFilter: (name, value) => change({ ...restart, [name]: value }),
      toggleSort: (by) => {
        const isTurned = sort?.by === by && sort.direction === 'asc';
        const next = formatSort({ by, direction: isTurned ? 'desc' : 'asc' });
        change({ ...restart, sort: next === defaultSort ? undefined : next });
      },
      setLimit: (next) => change({ ...restart, limit: next === defaultLimit ? undefined : String(next) }),
      setHidden: (columns) => change({ hide: columns.join(' ') }, { replace: true }),
      goPrevious: () => change({ page: trail.slice(0, -1).join(TRAIL_SEPARATOR) }),
      goNext: (cursor) => change({ page: [...trail, cursor].join(TRAIL_SEPARATOR) }),
      clear: () =>
        change({ ...restart, q: undefined, ...Object.fromEntries(filterNames.map((name) => [name, undefined])) }),
      query: {
        q: search === '' ? undefined : search,
        sort: sort === undefined ? undefined : formatSort(sort),
        limit,
        cursor: trail.at(-1),
        ...filters,
      },
    };
  }, [text, names, defaultLimit, defaultSort, change]);
}
