// Sign-ins in rows, newest first.
import type { TraceRow } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { formatMilliseconds } from '../../parts/trace-timeline.tsx';
import { paths } from '../../paths.ts';
import { Badge } from '../../ui/feedback/badge.tsx';
import { type Column, Table } from '../../ui/list/table.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';

const KINDS = { login: 'Sign-in', sso: 'Single sign-on', logout: 'Sign-out' } as const;

export const TRACE_COLUMNS: readonly Column<TraceRow>[] = [
  { id: 'person', head: 'Person', cell: (row) => (row.username === '' ? 'unknown person' : row.username) },
  {
    id: 'outcome',
    head: 'Result',
    cell: (row) =>
      row.outcome === 'succeeded' ? (
        <Badge tone="ok">Worked</Badge>
      ) : (
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <Badge tone="bad">Refused</Badge>
          {row.code !== null && <code className="break-all text-ink-2">{row.code}</code>}
        </span>
      ),
  },
  { id: 'kind', head: 'What', cell: (row) => <NoWrap>{kindOf(row)}</NoWrap> },
  {
    id: 'application',
    head: 'Application',
    cell: (row) => row.applicationLabel ?? <span className="text-ink-3">–</span>,
  },
  {
    id: 'at',
    head: 'When',
    isEssential: true,
    cell: (row) => (
      <NoWrap>
        <TimeText value={row.at} />
      </NoWrap>
    ),
  },
  { id: 'address', head: 'From', cell: (row) => <code>{row.address}</code> },
  { id: 'took', head: 'Took', isNumeric: true, cell: (row) => <NoWrap>{formatMilliseconds(row.milliseconds)}</NoWrap> },
];

function NoWrap({ children }: { children: ReactNode }): ReactNode {
  return <span className="whitespace-nowrap">{children}</span>;
}

export function kindOf({ kind, flow }: Pick<TraceRow, 'kind' | 'flow'>): string {
  if (kind !== 'sso' || flow === null) return KINDS[kind];
  return flow === 'idp' ? 'SSO, IdP-initiated' : 'SSO, SP-initiated';
}

export function TraceTable({
  items,
  without = [],
}: {
  items: readonly TraceRow[];
  /** Columns that the page says already. */
  without?: readonly string[];
}): ReactNode {
  return (
    <Table
      label="Sign-ins"
      density="log"
      columns={TRACE_COLUMNS.filter(({ id }) => !without.includes(id))}
      items={items}
      rowId={({ id }) => id}
      rowLabel={({ username }) => username}
      rowHref={({ id }) => paths.trace(id)}
    />
  );
}
