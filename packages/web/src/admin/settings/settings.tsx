// The settings of the installation, a tab for each kind.
import type { ComponentType, ReactNode } from 'react';
import { NotFound } from '../../pages/not-found.tsx';
import { paths, type SettingsTab } from '../../paths.ts';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Tabs } from '../../ui/layout/tabs.tsx';
import { usePathParam } from '../../url.ts';
import { Administrators } from './administrators.tsx';
import { ApiKeys } from './api-keys.tsx';
import { MailSettings } from './mail.tsx';
import { OrganisationSettings } from './organisation.tsx';
import { SignInSettings } from './sign-in.tsx';

const TABS: Record<SettingsTab, { label: string; page: ComponentType }> = {
  organisation: { label: 'Organisation', page: OrganisationSettings },
  'sign-in': { label: 'Sign-in', page: SignInSettings },
  administrators: { label: 'Administrators', page: Administrators },
  'api-keys': { label: 'API keys', page: ApiKeys },
  mail: { label: 'Mail', page: MailSettings },
};
const NAMES = Object.keys(TABS) as SettingsTab[];

export function SettingsPage(): ReactNode {
  const asked = usePathParam('tab');
  const tab = asked === '' ? 'organisation' : NAMES.find((name) => name === asked);
  if (tab === undefined) return <NotFound />;
  const Page = TABS[tab].page;
  return (
    <>
      <PageHeader title="Settings" intro="How this installation behaves, for everybody." />
      <Tabs
        label="Settings"
        tabs={NAMES.map((name) => ({ label: TABS[name].label, href: paths.settings(name) }))}
        current={paths.settings(tab)}
      />
      <Page />
    </>
  );
}
