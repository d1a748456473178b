// Every sign-in, newest first, with its outcome.
import type { ReactNode } from 'react';
import { useEndpoint } from '../../api/endpoints.ts';
import { OpenRows } from '../../parts/open-rows.tsx';
import { paths } from '../../paths.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import type { Filter } from '../../ui/list/filters.tsx';
import { ListPage } from '../../ui/list/list-page.tsx';
import { useListState } from '../../ui/list/list-state.ts';
import { TRACE_COLUMNS } from './trace-table.tsx';

const FILTERS: readonly Filter[] = [
  {
    name: 'outcome',
    label: 'Result',
    options: [
      { id: 'succeeded', label: 'Worked' },
      { id: 'refused', label: 'Refused' },
    ],
  },
  {
    name: 'kind',
    label: 'Kind',
    options: [
      { id: 'login', label: 'Sign-in' },
      { id: 'sso', label: 'Single sign-on' },
      { id: 'logout', label: 'Sign-out' },
    ],
  },
];
/** As many as an organisation has; those beyond are found by the search. */
const MOST_APPLICATIONS = 200;

export function Traces(): ReactNode {
  const list = useListState({ filters: ['outcome', 'kind', 'applicationId', 'personId'] });
  const applications = useEndpoint('listApplications', { query: { limit: MOST_APPLICATIONS } });
  const { cursor } = list.query;
  const result = useEndpoint('listTraces', {
    query: {
      limit: list.limit,
      ...list.filters,
      ...(list.search !== '' && { search: list.search }),
      ...(typeof cursor === 'string' && { before: cursor }),
    },
  });
  const data = result.data && { items: result.data.items, next: result.data.before };
  const application: Filter = {
    name: 'applicationId',
    label: 'Application',
    options: (applications.data?.items ?? []).map(({ id, label }) => ({ id, label })),
  };
  return (
    <>
      <PageHeader
        title="Login traces"
        intro="Each sign-in step by step: what was checked, what it found, and what to do when it was refused."
      />
      <OpenRows hrefOf={paths.trace}>
        <ListPage
          noun={['sign-in', 'sign-ins']}
          density="log"
          columns={TRACE_COLUMNS}
          list={list}
          result={{ ...result, data }}
          filters={[...FILTERS, application]}
          rowId={({ id }) => id}
          rowLabel={({ username }) => username}
          rowHref={({ id }) => paths.trace(id)}
          empty={<EmptyState title="Nobody signed in yet">Each sign-in leaves its trace here.</EmptyState>}
        />
      </OpenRows>
    </>
  );
}
