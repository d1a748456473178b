// One person: state, role, what may be done with them, and their parts as tabs.
import type { PersonDetail } from '@keyshift/web-api';
import type { ComponentType, ReactNode } from 'react';
import { useEndpoint } from '../../api/endpoints.ts';
import { Loaded } from '../../api/loaded.tsx';
import { NotFound } from '../../pages/not-found.tsx';
import { RoleBadge, StateBadge } from '../../parts/roles.tsx';
import { paths, type UserTab } from '../../paths.ts';
import { CopyText } from '../../ui/action/copy-text.tsx';
import { Badge } from '../../ui/feedback/badge.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Tabs } from '../../ui/layout/tabs.tsx';
import { usePathParam } from '../../url.ts';
import { UserActions } from './user/actions.tsx';
import { UserActivity } from './user/activity.tsx';
import { UserApplications } from './user/applications.tsx';
import { UserDetails } from './user/details.tsx';
import { UserGroups } from './user/groups.tsx';
import { UserSecurity } from './user/security.tsx';

type TabProps = { readonly person: PersonDetail; readonly refetch: () => unknown };
const TABS: Record<UserTab, { label: string; page: ComponentType<TabProps> }> = {
  details: { label: 'Details', page: UserDetails },
  groups: { label: 'Groups', page: UserGroups },
  apps: { label: 'Applications', page: UserApplications },
  security: { label: 'Security', page: UserSecurity },
  activity: { label: 'Activity', page: UserActivity },
};
const NAMES = Object.keys(TABS) as UserTab[];
const CRUMBS = [{ label: 'Users', href: paths.users() }];

export function User(): ReactNode {
  const id = usePathParam('id');
  const asked = usePathParam('tab');
  const tab = asked === '' ? 'details' : NAMES.find((name) => name === asked);
  const person = useEndpoint('getPerson', { params: { id } });
  if (tab === undefined) return <NotFound />;
  if (person.data === undefined) {
    return (
      <>
        <PageHeader title="User" crumbs={CRUMBS} />
        <Loaded result={person}>{() => null}</Loaded>
      </>
    );
  }
  return <UserPage key={person.data.id} person={person.data} tab={tab} refetch={person.refetch} />;
}

function UserPage({ person, tab, refetch }: TabProps & { tab: UserTab }): ReactNode {
  const Page = TABS[tab].page;
  const isLocked = person.lockedUntil !== null && new Date(person.lockedUntil) > new Date();
  return (
    <>
      <PageHeader
        title={person.displayName}
        crumbs={CRUMBS}
        state={
          <>
            <StateBadge state={person.state} />
            <RoleBadge role={person.role} />
            {isLocked && <Badge tone="warn">Locked</Badge>}
          </>
        }
        intro={
          <span className="flex flex-wrap items-center gap-x-3">
            <code>{person.username}</code> <CopyText label="user id" value={person.id} isBare />
          </span>
        }
        actions={<UserActions person={person} isLocked={isLocked} />}
      />
      <Tabs
        label={person.displayName}
        tabs={NAMES.map((name) => ({ label: TABS[name].label, href: paths.user(person.id, name) }))}
        current={paths.user(person.id, tab)}
      />
      <Page person={person} refetch={refetch} />
    </>
  );
}
