// Who is in a group: find them, add people, remove the ticked ones.
import type { Group } from '@keyshift/web-api';
import { type ReactNode, useState } from 'react';
import { type Result, useChange, useEndpoint } from '../../../api/endpoints.ts';
import { useMay } from '../../../api/session.ts';
import { countOf } from '../../../parts/count-of.ts';
import { LookOnly } from '../../../parts/look-only.tsx';
import { PeoplePicker } from '../../../parts/pickers.tsx';
import { StateBadge } from '../../../parts/roles.tsx';
import { useAttempt } from '../../../parts/use-attempt.ts';
import { paths } from '../../../paths.ts';
import { Button } from '../../../ui/action/button.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { ListPage } from '../../../ui/list/list-page.tsx';
import { pageQueryOf } from '../../../ui/list/list-query.ts';
import { useListState } from '../../../ui/list/list-state.ts';
import type { Column } from '../../../ui/list/table.tsx';

type Row = Result<'listMembers'>['items'][number];
const COLUMNS: readonly Column<Row>[] = [
  { id: 'name', head: 'Name', cell: (person) => person.displayName },
  { id: 'state', head: 'State', cell: (person) => <StateBadge state={person.state} /> },
  { id: 'username', head: 'User name', cell: (person) => <code>{person.username}</code> },
  { id: 'email', head: 'E-mail', cell: (person) => <span className="break-all">{person.email}</span> },
  { id: 'department', head: 'Department', cell: (person) => person.department ?? '' },
];
const STALE = ['listMembers', 'getGroup', 'listGroups', 'listPeople', 'listPersonGroups', 'listAudit'] as const;
const people = (count: number) => countOf(count, 'user', 'users');

export function GroupMembers({ group }: { group: Group }): ReactNode {
  const list = useListState();
  const { sort: _fixed, direction: _order, ...query } = pageQueryOf(list);
  const params = { id: group.id };
  const members = useEndpoint('listMembers', { params, query });
  const change = useChange('changeMembers', { stale: STALE });
  const attempt = useAttempt();
  const mayManage = useMay('manage');
  const add = (personIds: readonly string[]) =>
    attempt(
      change.mutateAsync({ params, body: { add: [...personIds] } }),
      ({ added }) => `${people(added)} added to ${group.name}`,
    );
  const remove = async (personIds: readonly string[], clear: () => void) => {
    const done = await attempt(
      change.mutateAsync({ params, body: { remove: [...personIds] } }),
      ({ removed }) => `${people(removed)} removed from ${group.name}`,
    );
    if (done !== undefined) clear();
  };
  return (
    <div className="flex flex-col gap-6">
      <LookOnly need="manage" />
      {mayManage && <AddPeople isPending={change.isPending} onAdd={async (ids) => (await add(ids)) !== undefined} />}
      <ListPage
        noun={['user', 'users']}
        list={list}
        result={members}
        columns={COLUMNS}
        rowId={(person) => person.id}
        rowLabel={(person) => person.displayName}
        rowHref={(person) => paths.user(person.id)}
        {...(mayManage && {
          bulk: (ids, clear) => (
            <Button isPending={change.isPending} onPress={() => void remove(ids, clear)}>
              Remove from group
            </Button>
          ),
        })}
        empty={
          <EmptyState title="Nobody is in this group yet">Applications of this group are open to nobody.</EmptyState>
        }
      />
    </div>
  );
}

function AddPeople(o: { isPending: boolean; onAdd: (ids: readonly string[]) => Promise<boolean> }): ReactNode {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const add = async () => {
    if (await o.onAdd(chosen)) setChosen([]);
  };
  return (
    <div className="flex flex-wrap items-start gap-2">
      <PeoplePicker label="Add people" value={chosen} onChange={setChosen} className="min-w-0 flex-1 basis-64" />
      <Button
        tone="primary"
        className="mt-6.5"
        isDisabled={chosen.length === 0}
        isPending={o.isPending}
        onPress={() => void add()}
      >
        {chosen.length === 0 ? 'Add' : `Add ${people(chosen.length)}`}
      </Button>
    </div>
  );
}
