// What the audit page shows, in the address and in the words of the API.
import type { Endpoints, QueryOf } from '@keyshift/web-api';
import { type ListState, useListState } from '../../ui/list/list-state.ts';

export const AUDIT_FILTERS = ['action', 'actor', 'target', 'from', 'to'] as const;

export type AuditQuery = {
  readonly list: ListState;
  /** For list and export. */
  readonly narrowing: QueryOf<Endpoints['exportAudit']>;
  readonly page: { readonly limit: number; readonly before?: number };
};

export function useAuditQuery(): AuditQuery {
  const list = useListState({ filters: AUDIT_FILTERS, limit: 50 });
  const { from, to, ...named } = list.filters;
  const cursor = Number(list.query['cursor']);
  return {
    list,
    narrowing: {
      ...named,
      ...(list.search !== '' && { search: list.search }),
      ...(from !== undefined && { from: startOf(from) }),
      // The last day counts as a whole.
      ...(to !== undefined && { to: endOf(to) }),
    },
    page: { limit: list.limit, ...(Number.isInteger(cursor) && { before: cursor }) },
  };
}

/** Days are the reader's own. */
const startOf = (day: string) => isoOf(`${day}T00:00:00`);
const endOf = (day: string) => isoOf(`${day}T23:59:59.999`);

function isoOf(local: string): string {
  const moment = new Date(local);
  return Number.isNaN(moment.getTime()) ? new Date(0).toISOString() : moment.toISOString();
}
