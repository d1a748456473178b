// The list of people: find, filter, and do one thing to many.
import { PERSON_STATES } from '@keyshift/web-api';
import { ChevronDown, Download, Plus, Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import { fileHref, type Result, useEndpoint } from '../../api/endpoints.ts';
import { useMay } from '../../api/session.ts';
import { RoleBadge, STATE_OPTIONS, StateBadge } from '../../parts/roles.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/action/button.tsx';
import { LinkButton } from '../../ui/action/link.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { ListPage } from '../../ui/list/list-page.tsx';
import { pageQueryOf } from '../../ui/list/list-query.ts';
import { type ListState, useListState } from '../../ui/list/list-state.ts';
import type { Column } from '../../ui/list/table.tsx';
import { Menu } from '../../ui/overlay/menu.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import { BulkDialogs } from './people/bulk-dialogs.tsx';
import { useBulk } from './people/use-bulk.ts';

type Row = Result<'listPeople'>['items'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    id: 'displayName',
    head: 'Name',
    isSortable: true,
    cell: (person) => (
      <span className="inline-block align-top break-words">
        {person.displayName}
        <span className="block text-xs font-normal break-all text-ink-2">{person.email}</span>
      </span>
    ),
  },
  { id: 'state', head: 'State', cell: (person) => <StateBadge state={person.state} /> },
  { id: 'username', head: 'User name', isSortable: true, cell: (person) => <code>{person.username}</code> },
  { id: 'role', head: 'Role', cell: ({ role }) => (role === null ? <Nothing /> : <RoleBadge role={role} />) },
  { id: 'department', head: 'Department', cell: (person) => person.department ?? <Nothing /> },
  { id: 'groups', head: 'Groups', isNumeric: true, cell: (person) => person.groupCount },
  {
    id: 'lastSignIn',
    head: 'Last sign-in',
    cell: (person) =>
      person.lastSignInAt === null ? (
        <span className="text-ink-3">never</span>
      ) : (
        <span className="whitespace-nowrap">
          <TimeText value={person.lastSignInAt} />
        </span>
      ),
  },
];
const FILTERS = [
  { name: 'state', label: 'State', options: STATE_OPTIONS },
  { name: 'administrators', label: 'Role', options: [{ id: 'true', label: 'Administrators' }] },
];
const SORTS = ['displayName', 'username'] as const;

function Nothing(): ReactNode {
  return <span className="text-ink-3">–</span>;
}

/** An address edited by hand does not make a query that the server refuses. */
function queryOf(list: ListState) {
  const { sort: by, ...page } = pageQueryOf(list);
  const sort = SORTS.find((one) => one === by);
  const state = PERSON_STATES.find((one) => one === list.filters['state']);
  return {
    ...page,
    ...(sort !== undefined && { sort }),
    ...(state !== undefined && { state }),
    ...(list.filters['administrators'] === 'true' && { administrators: 'true' as const }),
  };
}

export function Users(): ReactNode {
  const list = useListState({ filters: ['state', 'administrators'], sort: { by: 'displayName', direction: 'asc' } });
  const people = useEndpoint('listPeople', { query: queryOf(list) });
  const mayManage = useMay('manage');
  const bulk = useBulk();
  return (
    <>
      <PageHeader
        title="Users"
        intro="Everybody who may sign in, and what they come with."
        actions={mayManage && <AddButtons />}
      />
      <ListPage
        noun={['user', 'users']}
        list={list}
        result={people}
        columns={COLUMNS}
        filters={FILTERS}
        rowId={(person) => person.id}
        rowLabel={(person) => person.displayName}
        rowHref={(person) => paths.user(person.id)}
        tools={
          <LinkButton tone="plain" href={fileHref('exportPeople')} download="keyshift-people.csv">
            <Download aria-hidden /> Export CSV
          </LinkButton>
        }
        {...(mayManage && {
          bulk: (ids, clear) => (
            <Menu label="Actions for the ticked users" items={bulk.itemsFor(ids, clear)}>
              <Button isPending={bulk.isPending}>
                Actions <ChevronDown aria-hidden />
              </Button>
            </Menu>
          ),
        })}
        empty={
          <EmptyState title="No users yet" action={mayManage && <AddButtons />}>
            Add people one by one, or import them from a CSV file.
          </EmptyState>
        }
      />
      <BulkDialogs bulk={bulk} />
    </>
  );
}

function AddButtons(): ReactNode {
  return (
    <>
      <LinkButton href={paths.userImport()}>
        <Upload aria-hidden /> Import CSV
      </LinkButton>{' '}
      <LinkButton tone="primary" href={paths.userNew()}>
        <Plus aria-hidden /> Add user
      </LinkButton>
    </>
  );
}
