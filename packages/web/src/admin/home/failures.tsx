// The sign-ins that were refused last, each with the way to its cause.
import type { TraceRow } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { paths } from '../../paths.ts';
import { LinkButton } from '../../ui/action/link.tsx';
import { type Column, Table } from '../../ui/list/table.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';

const COLUMNS: readonly Column<TraceRow>[] = [
  { id: 'person', head: 'Person', cell: (row) => (row.username === '' ? 'unknown' : row.username) },
  { id: 'code', head: 'Reason', cell: (row) => <code className="break-all">{row.code ?? 'refused'}</code> },
  { id: 'application', head: 'Application', cell: (row) => row.applicationLabel ?? 'Sign-in page' },
  { id: 'address', head: 'From', cell: (row) => <code>{row.address}</code> },
  {
    id: 'at',
    head: 'When',
    isEssential: true,
    cell: (row) => <TimeText value={row.at} />,
  },
];

export function Failures({ failures }: { failures: readonly TraceRow[] }): ReactNode {
  return (
    <section aria-label="Refused sign-ins" className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-4">
        <h2 className="text-base font-semibold">Refused sign-ins</h2>
        <LinkButton tone="plain" size="small" className="-mr-2" href={paths.traces()}>
          All login traces
        </LinkButton>
      </div>
      {failures.length === 0 ? (
        <p className="rounded-lg border border-line bg-raised px-5 py-4 text-ink-2">
          None. When a sign-in is refused, its cause and what to do stand here.
        </p>
      ) : (
        <Table
          label="Refused sign-ins"
          density="log"
          columns={COLUMNS}
          items={failures}
          rowId={(row) => row.id}
          rowLabel={(row) => `${row.username} ${row.at}`}
          rowHref={(row) => paths.trace(row.id)}
        />
      )}
    </section>
  );
}
