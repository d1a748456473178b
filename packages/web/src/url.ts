// The page's address as state: parameters of the path, and a query of plain strings.
import { useParams, useRouter, useRouterState } from '@tanstack/react-router';
import { useCallback } from 'react';

/**
 * `usePathParam('id')` in a page whose route has `$id`; "" where the route has none.
 *
 * @public
 */
export function usePathParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false });
  return params[name] ?? '';
}

export function usePath(): string {
  return useRouterState({ select: (state) => state.location.pathname });
}

type GoOptions = {
  /** Leaves no step in the history. */
  readonly replace?: boolean;
  /** What was typed here is stored, or its object is gone: nobody is asked about it. */
  readonly isDone?: boolean;
};

/** Goes to an address from `paths`. */
export function useGoTo(): (address: string, o?: GoOptions) => void {
  const router = useRouter();
  return useCallback(
    (address, { replace = false, isDone = false } = {}) =>
      void router.navigate({ href: address, replace, ignoreBlocker: isDone }),
    [router],
  );
}

export type QueryChange = Readonly<Record<string, string | undefined>>;

/** The query, and a function that changes some of it; an absent value leaves the address. */
export function useQueryState(): readonly [URLSearchParams, (change: QueryChange, o?: { replace?: boolean }) => void] {
  const router = useRouter();
  const text = useRouterState({ select: (state) => state.location.searchStr });
  const change = useCallback(
    (parameters: QueryChange, o: { replace?: boolean } = {}) => {
      // Read at the moment of the change, so that two in a row do not undo each other.
      const { pathname, searchStr } = router.latestLocation;
      const next = new URLSearchParams(searchStr);
      for (const [name, value] of Object.entries(parameters)) {
        if (value === undefined || value === '') next.delete(name);
        else next.set(name, value);
      }
      const query = next.size === 0 ? '' : `?${next}`;
      void router.navigate({ href: `${pathname}${query}`, replace: o.replace ?? false, resetScroll: false });
    },
    [router],
  );
  return [new URLSearchParams(text), change];
}

/** For the router: a query is strings, never parsed as JSON. */
export const plainQuery = {
  parseSearch: (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search: Record<string, unknown>): string => {
    const parameters = new URLSearchParams(
      Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    );
    return parameters.size === 0 ? '' : `?${parameters}`;
  },
};
