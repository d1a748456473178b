// My recent sign-ins.
import type { ReactNode } from 'react';
import { type Result, useEndpoint } from '../api/endpoints.ts';
import { Loaded } from '../api/loaded.tsx';
import { Badge } from '../ui/feedback/badge.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { type Column, Table } from '../ui/list/table.tsx';
import { TimeText } from '../ui/text/time-text.tsx';

type Row = Result<'listMyActivity'>['items'][number];
const COLUMNS: readonly Column<Row>[] = [
  { id: 'summary', head: 'What', cell: (row) => row.summary },
  {
    id: 'outcome',
    head: 'Result',
    isEssential: true,
    cell: (row) => (row.outcome === 'succeeded' ? <Badge tone="ok">Worked</Badge> : <Badge tone="bad">Refused</Badge>),
  },
  { id: 'at', head: 'When', isEssential: true, cell: (row) => <TimeText value={row.at} /> },
  { id: 'address', head: 'From', cell: (row) => <code>{row.address}</code> },
];

export function ActivityPage(): ReactNode {
  const activity = useEndpoint('listMyActivity');
  return (
    <>
      <PageHeader title="Activity" intro="Your recent sign-ins. Tell your administrator if one was not you." />
      <Loaded result={activity}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="rounded-lg border border-line bg-raised">
              <EmptyState title="Nothing yet">Sign-ins to applications appear here.</EmptyState>
            </div>
          ) : (
            <Table
              label="Recent sign-ins"
              density="log"
              columns={COLUMNS}
              items={items}
              rowId={(row) => row.id}
              rowLabel={(row) => row.summary}
            />
          )
        }
      </Loaded>
    </>
  );
}
