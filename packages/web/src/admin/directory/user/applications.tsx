// What a person may open, and through which groups.
import type { PersonDetail } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { type Result, useEndpoint } from '../../../api/endpoints.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { paths } from '../../../paths.ts';
import { LinkButton } from '../../../ui/action/link.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { type Column, Table } from '../../../ui/list/table.tsx';

type Row = Result<'listPersonApplications'>['items'][number];
const COLUMNS: readonly Column<Row>[] = [
  { id: 'label', head: 'Application', cell: (row) => row.label },
  { id: 'groups', head: 'Through', cell: (row) => row.viaGroups.join(', ') },
  { id: 'name', head: 'Name', cell: (row) => <code>{row.name}</code> },
];

export function UserApplications({ person }: { person: PersonDetail }): ReactNode {
  const applications = useEndpoint('listPersonApplications', { params: { id: person.id } });
  return (
    <Loaded result={applications}>
      {({ items }) =>
        items.length === 0 ? (
          <div className="rounded-lg border border-line bg-raised">
            <EmptyState
              title="No applications"
              action={<LinkButton href={paths.user(person.id, 'groups')}>Choose groups</LinkButton>}
            >
              Applications come through groups, and none of this person’s groups may use one.
            </EmptyState>
          </div>
        ) : (
          <Table
            label="Applications"
            columns={COLUMNS}
            items={items}
            rowId={(row) => row.id}
            rowLabel={(row) => row.label}
            rowHref={(row) => paths.app(row.id)}
          />
        )
      }
    </Loaded>
  );
}
