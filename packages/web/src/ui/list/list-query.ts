// What a list shows, in the words of the API's paged routes.
import type { ListState } from './list-state.ts';

type PageQuery = {
  readonly search?: string;
  readonly cursor?: string;
  readonly limit: number;
  readonly sort?: string;
  readonly direction?: 'asc' | 'desc';
};

/** Filters come beside it, under their own names: `{ ...pageQueryOf(list), ...list.filters }`. */
export function pageQueryOf({ search, sort, limit, query }: ListState): PageQuery {
  const { cursor } = query;
  return {
    limit,
    ...(search !== '' && { search }),
    ...(typeof cursor === 'string' && { cursor }),
    ...(sort !== undefined && { sort: sort.by, direction: sort.direction }),
  };
}
