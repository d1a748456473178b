// The states of a list that has no rows to show.
import type { ReactNode } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { ListPage, type ListResult } from '../../ui/list/list-page.tsx';
import { useListState } from '../../ui/list/list-state.ts';
import { Story } from './story.tsx';

type Item = { id: string; name: string };

const REFUSED = new ApiError({
  status: 503,
  code: 'postgres.unreachable',
  what: 'The directory cannot be read',
  why: 'the database does not answer',
  fix: 'try again in a moment',
});

function ListState({ noun, data, error }: { noun: string } & Pick<ListResult<Item>, 'data' | 'error'>): ReactNode {
  const list = useListState();
  return (
    <ListPage<Item>
      noun={[noun, `${noun}s`]}
      list={list}
      result={{ data, error, isFetching: false, refetch: () => undefined }}
      columns={[
        { id: 'name', head: 'Name', cell: (item) => item.name },
        { id: 'id', head: 'Id', cell: (item) => <code>{item.id}</code> },
      ]}
      rowId={(item) => item.id}
      rowLabel={(item) => item.name}
      empty={<EmptyState title={`No ${noun}s yet`}>They appear when somebody makes one.</EmptyState>}
    />
  );
}

export function ListStories(): ReactNode {
  return (
    <Story name="Lists">
      <ListState noun="user" data={undefined} error={null} />
      <ListState noun="group" data={undefined} error={REFUSED} />
      <ListState noun="rollout" data={{ items: [] }} error={null} />
      <ListState noun="key" data={{ items: [{ id: 'key_1', name: 'Deployment' }], total: 1 }} error={null} />
    </Story>
  );
}
