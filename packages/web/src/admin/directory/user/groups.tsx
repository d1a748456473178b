// The groups of a person, as ticks.
import type { PersonDetail } from '@keyshift/web-api';
import { type ReactNode, useState } from 'react';
import { type Result, useChange, useEndpoint } from '../../../api/endpoints.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { useMay } from '../../../api/session.ts';
import { LookOnly } from '../../../parts/look-only.tsx';
import { useAttempt } from '../../../parts/use-attempt.ts';
import { paths } from '../../../paths.ts';
import { Link, LinkButton } from '../../../ui/action/link.tsx';
import { Checkbox } from '../../../ui/choice/checkbox.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { SaveBar } from '../../../ui/form/save-bar.tsx';
import { SearchField } from '../../../ui/list/filters.tsx';
import { rowFocusLook } from '../../../ui/list/table.tsx';

type GroupRow = Pick<Result<'listGroups'>['items'][number], 'id' | 'name' | 'description'>;
type Wish = GroupRow & { readonly isMember: boolean };
const MOST_SHOWN = 200;

export function UserGroups({ person }: { person: PersonDetail }): ReactNode {
  const mine = useEndpoint('listPersonGroups', { params: { id: person.id } });
  return <Loaded result={mine}>{({ items }) => <Ticks person={person} mine={items} />}</Loaded>;
}

function Ticks({ person, mine }: { person: PersonDetail; mine: readonly GroupRow[] }): ReactNode {
  const [search, setSearch] = useState('');
  // Only what was clicked, so that what somebody else changes meanwhile is neither undone nor loses it.
  const [clicked, setClicked] = useState<readonly Wish[]>([]);
  const groups = useEndpoint('listGroups', { query: { limit: MOST_SHOWN, ...(search !== '' && { search }) } });
  const change = useChange('setPersonGroups', {
    stale: ['listPersonGroups', 'listPersonApplications', 'listPeople', 'listGroups', 'listAudit'],
  });
  const attempt = useAttempt();
  const mayManage = useMay('manage');
  const has = (list: readonly GroupRow[], { id }: GroupRow) => list.some((one) => one.id === id);
  const joined = clicked.filter((wish) => wish.isMember && !has(mine, wish));
  const left = clicked.filter((wish) => !wish.isMember && has(mine, wish));
  const ticked = [...mine.filter((group) => !has(left, group)), ...joined];
  const toggle = (group: GroupRow) =>
    setClicked([...clicked.filter(({ id }) => id !== group.id), { ...group, isMember: !has(ticked, group) }]);
  const changes = [
    ...joined.map(({ name }) => ({ field: name, from: '', to: 'member' })),
    ...left.map(({ name }) => ({ field: name, from: 'member', to: '' })),
  ];
  const save = async () => {
    const groupIds = ticked.map(({ id }) => id);
    const saved = await attempt(change.mutateAsync({ params: { id: person.id }, body: { groupIds } }), 'Groups saved');
    if (saved !== undefined) setClicked([]);
  };
  return (
    <div className="flex flex-1 flex-col gap-4">
      <LookOnly need="manage" />
      <div className="flex">
        <SearchField label="Find groups" value={search} onChange={setSearch} />
      </div>
      <Loaded result={groups}>
        {({ items, total }) => (
          <>
            <GroupList groups={items} isSearch={search !== ''}>
              {(group) => (
                <Checkbox
                  label={group.name}
                  {...(group.description !== '' && { detail: group.description })}
                  value={has(ticked, group)}
                  onChange={() => toggle(group)}
                  isDisabled={!mayManage}
                />
              )}
            </GroupList>
            {total > items.length && (
              <p className="text-ink-2">
                The first {items.length} of {total}; search to find the others.
              </p>
            )}
          </>
        )}
      </Loaded>
      <SaveBar
        changes={changes}
        onSave={() => void save()}
        onDiscard={() => setClicked([])}
        isSaving={change.isPending}
      />
    </div>
  );
}

function GroupList(o: {
  groups: readonly GroupRow[];
  isSearch: boolean;
  children: (group: GroupRow) => ReactNode;
}): ReactNode {
  if (o.groups.length === 0) {
    return (
      <div className="rounded-lg border border-line bg-raised">
        {o.isSearch ? (
          <EmptyState title="No groups match" />
        ) : (
          <EmptyState title="No groups yet" action={<LinkButton href={paths.groupNew()}>Add group</LinkButton>}>
            Applications and database rights come through groups.
          </EmptyState>
        )}
      </div>
    );
  }
  return (
    <ul className="m-0 flex list-none flex-col divide-y divide-line rounded-lg border border-line bg-raised p-0">
      {o.groups.map((group) => (
        <li
          key={group.id}
          data-row={group.id}
          tabIndex={-1}
          className={`flex items-center justify-between gap-4 px-4 py-2.5 ${rowFocusLook}`}
        >
          {o.children(group)}
          <Link href={paths.group(group.id)} aria-label={`Open ${group.name}`}>
            Open
          </Link>
        </li>
      ))}
    </ul>
  );
}
