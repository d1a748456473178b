// One group: what it is, who is in it, what it opens.
import type { Group as GroupObject } from '@keyshift/web-api';
import { SquareTerminal } from 'lucide-react';
import { type ComponentType, type ReactNode, useState } from 'react';
import { useEndpoint } from '../../api/endpoints.ts';
import { Loaded } from '../../api/loaded.tsx';
import { NotFound } from '../../pages/not-found.tsx';
import { type GroupTab, paths } from '../../paths.ts';
import { Button } from '../../ui/action/button.tsx';
import { CopyText } from '../../ui/action/copy-text.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Tabs } from '../../ui/layout/tabs.tsx';
import { usePathParam } from '../../url.ts';
import { GroupCli } from '../cli/object-dialogs.tsx';
import { GroupApplications } from './group/applications.tsx';
import { GroupDetails } from './group/details.tsx';
import { GroupMembers } from './group/members.tsx';

type TabProps = { readonly group: GroupObject; readonly refetch: () => unknown };
const TABS: Record<GroupTab, { label: string; page: ComponentType<TabProps> }> = {
  details: { label: 'Details', page: GroupDetails },
  members: { label: 'Users', page: GroupMembers },
  apps: { label: 'Applications', page: GroupApplications },
};
const NAMES = Object.keys(TABS) as GroupTab[];
const CRUMBS = [{ label: 'Groups', href: paths.groups() }];

export function Group(): ReactNode {
  const id = usePathParam('id');
  const asked = usePathParam('tab');
  const tab = asked === '' ? 'details' : NAMES.find((name) => name === asked);
  const result = useEndpoint('getGroup', { params: { id } });
  const group = result.data;
  if (tab === undefined) return <NotFound />;
  if (group === undefined) {
    return (
      <>
        <PageHeader title="Group" crumbs={CRUMBS} />
        <Loaded result={result}>{() => null}</Loaded>
      </>
    );
  }
  const Page = TABS[tab].page;
  const counts: Partial<Record<GroupTab, number>> = { members: group.memberCount, apps: group.applicationCount };
  const tabs = NAMES.map((name) => {
    const count = counts[name];
    return { label: TABS[name].label, href: paths.group(group.id, name), ...(count !== undefined && { count }) };
  });
  return (
    <>
      <PageHeader
        title={group.name}
        crumbs={CRUMBS}
        actions={<ViewAsCli group={group} />}
        intro={
          <span className="flex flex-wrap items-center gap-x-3">
            {group.description} <CopyText label="group id" value={group.id} isBare />
          </span>
        }
      />
      <Tabs label={group.name} tabs={tabs} current={paths.group(group.id, tab)} />
      <Page key={group.id} group={group} refetch={result.refetch} />
    </>
  );
}

function ViewAsCli({ group }: { group: GroupObject }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>
        <SquareTerminal aria-hidden /> View as CLI
      </Button>
      {isOpen && <GroupCli group={group} onClose={() => setOpen(false)} />}
    </>
  );
}
