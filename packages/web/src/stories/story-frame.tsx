// The Shell as stories show it: the admin areas, a local account, a person.
import { type ReactNode, useState } from 'react';
import { areasOf } from '../admin/admin-areas.ts';
import { paths } from '../paths.ts';
import { Shell } from '../ui/layout/shell.tsx';
import { CommandPalette } from '../ui/overlay/command-palette.tsx';

const ACCOUNT = {
  name: 'Ana Ruiz',
  items: [
    { id: 'portal', label: 'Your applications', href: paths.portal() },
    'separator' as const,
    { id: 'logout', label: 'Sign out', href: paths.logout() },
  ],
};

export function StoryFrame({ path, children }: { path: string; children: ReactNode }): ReactNode {
  const [isSearching, setSearching] = useState(false);
  const commands = areasOf({ hasAwsConsole: true })
    .flatMap((area) => area.items)
    .map(({ label, href, icon: Icon }) => ({
      id: href,
      label,
      href,
      section: 'Go to',
      icon: <Icon aria-hidden />,
    }));
  return (
    <>
      <Shell
        home={paths.overview()}
        sections={areasOf({ hasAwsConsole: true })}
        path={path}
        environment={{ name: 'Local AWS · 000000000000', isLocal: true }}
        account={ACCOUNT}
        onSearch={() => setSearching(true)}
      >
        {children}
      </Shell>
      <CommandPalette
        commands={[
          ...commands,
          {
            id: 'a',
            label: 'Amazon Redshift – analytics',
            section: 'Applications',
            detail: 'app_0001',
            href: paths.app('app_0001'),
          },
          { id: 'b', label: 'Add application', section: 'Actions', keywords: 'new create', href: paths.appNew() },
        ]}
        isOpen={isSearching}
        onOpenChange={setSearching}
      />
    </>
  );
}
