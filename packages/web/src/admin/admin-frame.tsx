// Around every page of the Admin Portal and the AWS console: areas, environment, command palette, keyboard, account; and the door for who may not be here.
import { Outlet } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Loaded } from '../api/loaded.tsx';
import { useSession } from '../api/session.ts';
import { accountOf } from '../pages/account.ts';
import { paths } from '../paths.ts';
import { Shell } from '../ui/layout/shell.tsx';
import { useRowKeys } from '../ui/list/row-keys.ts';
import { CommandPalette } from '../ui/overlay/command-palette.tsx';
import { usePath } from '../url.ts';
import { areasOf } from './admin-areas.ts';
import { NotForYou } from './frame/not-for-you.tsx';
import { ShortcutHelp } from './frame/shortcut-help.tsx';
import { useCommands } from './frame/use-commands.tsx';
import { useShortcuts } from './frame/use-shortcuts.ts';

export function AdminFrame(): ReactNode {
  const result = useSession();
  const session = result.data;
  const path = usePath();
  const [isSearching, setSearching] = useState(false);
  const [isHelping, setHelping] = useState(false);
  const areas = areasOf({ hasAwsConsole: session?.environment.hasAwsConsole ?? false });
  const { commands, onQuery } = useCommands({ isOpen: isSearching, areas });
  useRowKeys();
  useShortcuts({ onHelp: () => setHelping(true) });
  if (session?.role === null) return <NotForYou session={session} path={path} />;
  const environment = session?.environment;
  return (
    <>
      <Shell
        home={paths.overview()}
        sections={areas}
        path={path}
        onSearch={() => setSearching(true)}
        {...(environment === undefined
          ? {}
          : { environment: { name: environment.label, isLocal: environment.isRehearsal } })}
        {...(session === undefined ? {} : { account: accountOf(session, 'admin') })}
      >
        {/* Not before it is known who asks: a page would only collect refusals. */}
        <Loaded result={result}>{() => <Outlet />}</Loaded>
      </Shell>
      <CommandPalette commands={commands} isOpen={isSearching} onOpenChange={setSearching} onQuery={onQuery} />
      <ShortcutHelp isOpen={isHelping} onClose={() => setHelping(false)} />
    </>
  );
}
