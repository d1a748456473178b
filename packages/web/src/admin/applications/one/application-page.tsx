// One application: what it is at the top, its parts as tabs, one save bar for what was typed on any of them.
import type { ApplicationDetail } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { useEndpoint } from '../../../api/endpoints.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { type AppTab, paths } from '../../../paths.ts';
import { LinkButton } from '../../../ui/action/link.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { PageHeader } from '../../../ui/layout/page-header.tsx';
import { Tabs } from '../../../ui/layout/tabs.tsx';
import { usePathParam } from '../../../url.ts';
import { SsoTab } from '../sso/sso-tab.tsx';
import { ActivityTab } from './activity-tab.tsx';
import { ApplicationHeader } from './application-header.tsx';
import { GeneralTab } from './general-tab.tsx';
import { GroupsTab } from './groups-tab.tsx';
import { PreviewTab } from './preview-tab.tsx';
import { SaveSettings } from './save-settings.tsx';
import { SettingsDraftProvider } from './settings-draft.tsx';

type Part = {
  readonly id: AppTab;
  readonly label: string;
  readonly isForBookmarks: boolean;
  readonly Body: () => ReactNode;
};
const PARTS: readonly Part[] = [
  { id: 'general', label: 'General Info', isForBookmarks: true, Body: GeneralTab },
  { id: 'sso', label: 'SSO', isForBookmarks: false, Body: SsoTab },
  { id: 'groups', label: 'User Groups', isForBookmarks: true, Body: GroupsTab },
  { id: 'preview', label: 'Preview', isForBookmarks: false, Body: PreviewTab },
  { id: 'activity', label: 'Activity', isForBookmarks: true, Body: ActivityTab },
];

export function ApplicationPage(): ReactNode {
  const id = usePathParam('id');
  const result = useEndpoint('getApplication', { params: { id } });
  // Without data there is no header yet; the title must still be one of ours.
  if (result.data === undefined) {
    return (
      <>
        <PageHeader title="Application" crumbs={[{ label: 'SSO applications', href: paths.apps() }]} />
        <Loaded result={result}>{() => null}</Loaded>
      </>
    );
  }
  return (
    <SettingsDraftProvider key={id} application={result.data}>
      <Parts application={result.data} />
    </SettingsDraftProvider>
  );
}

function Parts({ application }: { application: ApplicationDetail }): ReactNode {
  const { id, kind } = application;
  const asked = usePathParam('tab');
  const parts = PARTS.filter((part) => kind === 'saml' || part.isForBookmarks);
  const current = parts.find((part) => part.id === (asked === '' ? 'general' : asked));
  return (
    <>
      <ApplicationHeader application={application} />
      <Tabs
        label="Parts of the application"
        tabs={parts.map((part) => ({ label: part.label, href: paths.app(id, part.id) }))}
        current={current === undefined ? '' : paths.app(id, current.id)}
      />
      {current === undefined ? (
        <EmptyState
          title="This application has no such part"
          action={<LinkButton href={paths.app(id, 'general')}>General Info</LinkButton>}
        >
          A bookmark has neither SSO settings nor a preview.
        </EmptyState>
      ) : (
        <>
          <current.Body />
          {/* Groups are saved for themselves, by a bar of their own. */}
          {current.id !== 'groups' && <SaveSettings />}
        </>
      )}
    </>
  );
}
