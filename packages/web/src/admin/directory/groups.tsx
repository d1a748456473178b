// The list of groups.
import type { Group } from '@keyshift/web-api';
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useChange, useEndpoint } from '../../api/endpoints.ts';
import { useMay } from '../../api/session.ts';
import { countOf } from '../../parts/count-of.ts';
import { useAttempt } from '../../parts/use-attempt.ts';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/action/button.tsx';
import { LinkButton } from '../../ui/action/link.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { ListPage } from '../../ui/list/list-page.tsx';
import { pageQueryOf } from '../../ui/list/list-query.ts';
import { useListState } from '../../ui/list/list-state.ts';
import type { Column } from '../../ui/list/table.tsx';
import { ConfirmCount } from '../../ui/overlay/confirm-count.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';

const COLUMNS: readonly Column<Group>[] = [
  { id: 'name', head: 'Name', isSortable: true, cell: (group) => <code>{group.name}</code> },
  { id: 'members', head: 'Users', isNumeric: true, cell: (group) => group.memberCount },
  { id: 'applications', head: 'Applications', isNumeric: true, cell: (group) => group.applicationCount },
  {
    id: 'description',
    head: 'Description',
    cell: (group) => <span className="text-ink-2">{group.description}</span>,
  },
  { id: 'createdAt', head: 'Created', cell: (group) => <TimeText value={group.createdAt} /> },
];

type Question = { readonly ids: readonly string[]; readonly clear: () => void };

export function Groups(): ReactNode {
  const list = useListState({ sort: { by: 'name', direction: 'asc' } });
  const { sort: _byName, ...query } = pageQueryOf(list);
  const groups = useEndpoint('listGroups', { query });
  const mayManage = useMay('manage');
  const [question, setQuestion] = useState<Question>();
  const add = mayManage && (
    <LinkButton tone="primary" href={paths.groupNew()}>
      <Plus aria-hidden /> Add group
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Groups"
        intro="A group opens applications to its users, and is the database group of the same name."
        actions={add}
      />
      <ListPage
        noun={['group', 'groups']}
        list={list}
        result={groups}
        columns={COLUMNS}
        rowId={(group) => group.id}
        rowLabel={(group) => group.name}
        rowHref={(group) => paths.group(group.id)}
        {...(mayManage && {
          bulk: (ids, clear) => (
            <Button tone="danger" onPress={() => setQuestion({ ids, clear })}>
              Delete
            </Button>
          ),
        })}
        empty={
          <EmptyState title="No groups yet" action={add}>
            Make one for each database group, and put people into it.
          </EmptyState>
        }
      />
      <DeleteQuestion question={question} onClose={() => setQuestion(undefined)} />
    </>
  );
}

function DeleteQuestion(o: { question: Question | undefined; onClose: () => void }): ReactNode {
  const ids = o.question?.ids ?? [];
  const remove = useChange('deleteGroups', { stale: ['listGroups', 'listPeople', 'getOverview'] });
  const attempt = useAttempt();
  const groups = countOf(ids.length, 'group', 'groups');
  const run = async () => {
    const body = { ids: [...ids], count: ids.length };
    const done = await attempt(
      remove.mutateAsync({ body }),
      ({ deleted }) => `${countOf(deleted, 'group', 'groups')} deleted`,
    );
    if (done !== undefined) o.question?.clear();
    o.onClose();
  };
  return (
    <ConfirmCount
      title={`Delete ${groups}?`}
      action={`Delete ${groups}`}
      count={ids.length}
      isOpen={o.question !== undefined}
      isPending={remove.isPending}
      onClose={o.onClose}
      onConfirm={() => void run()}
    >
      Their users lose every application that they have through no other group, from the next sign-in to it. The people
      stay, and so do the groups inside the database.
    </ConfirmCount>
  );
}
