// Around every admin page: areas, environment, command palette, account.
import { Outlet } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useSession } from '../api/session.ts';
import { accountOf } from '../pages/account.ts';
import { paths } from '../paths.ts';
import { Shell } from '../ui/layout/shell.tsx';
import { type Command, CommandPalette } from '../ui/overlay/command-palette.tsx';
import { usePath } from '../url.ts';
import { ADMIN_AREAS, PORTAL_LINKS } from './admin-areas.ts';

const COMMANDS: readonly Command[] = [...ADMIN_AREAS.flatMap((area) => area.items), ...PORTAL_LINKS].map(
  ({ label, href, icon: Icon }) => ({ id: href, label, href, section: 'Go to', icon: <Icon aria-hidden /> }),
);

export function AdminFrame(): ReactNode {
  const path = usePath();
  const { data: session } = useSession();
  const [isSearching, setSearching] = useState(false);
  const environment = session?.environment;
  return (
    <>
      <Shell
        home={paths.overview()}
        sections={ADMIN_AREAS}
        path={path}
        onSearch={() => setSearching(true)}
        {...(environment === undefined
          ? {}
          : { environment: { name: environment.label, isLocal: environment.isRehearsal } })}
        {...(session === undefined ? {} : { account: accountOf(session, 'admin') })}
      >
        <Outlet />
      </Shell>
      <CommandPalette commands={COMMANDS} isOpen={isSearching} onOpenChange={setSearching} />
    </>
  );
}
