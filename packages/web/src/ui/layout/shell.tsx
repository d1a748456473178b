// The frame of a portal: sidebar with areas (a sheet on small screens), top bar, content with a skip link.
import { Menu as MenuIcon, Search } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../action/button.tsx';
import { Link } from '../action/link.tsx';
import { Badge } from '../feedback/badge.tsx';
import { type Account, AccountMenu } from './account-menu.tsx';
import { Brand } from './brand.tsx';
import { useFocusOnRoute } from './focus-on-route.ts';
import { type NavSection, Sidebar } from './sidebar.tsx';
import { ThemeMenu } from './theme-menu.tsx';

export type ShellProps = {
  readonly home: string;
  readonly sections: readonly NavSection[];
  /** The path of the page. */
  readonly path: string;
  /** Where the work happens: `Local AWS · 000000000000` warns, a real account is plain. */
  readonly environment?: { readonly name: string; readonly isLocal: boolean };
  readonly account?: Account;
  /** Opens the command palette. */
  readonly onSearch?: () => void;
  readonly children: ReactNode;
};

export function Shell(props: ShellProps): ReactNode {
  const { home, sections, path, children } = props;
  const main = useRef<HTMLElement>(null);
  const [isSheetOpen, setSheetOpen] = useState(false);
  useFocusOnRoute(path, main);
  // biome-ignore lint/correctness/useExhaustiveDependencies: going somewhere closes the sheet
  useEffect(() => setSheetOpen(false), [path]);
  const brand = (
    <Link tone="none" href={home} className="mx-3 flex h-13 items-center px-2" aria-label="Keyshift, home">
      <Brand />
    </Link>
  );
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[232px_minmax(0,1fr)]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2 focus:shadow-float"
      >
        Skip to content
      </a>
      <aside
        aria-label="Areas"
        className="sticky top-0 hidden h-dvh overflow-y-auto border-r border-line bg-sunken md:block"
      >
        {brand}
        <div className="pt-2">
          <Sidebar sections={sections} path={path} />
        </div>
      </aside>
      <ModalOverlay
        isOpen={isSheetOpen}
        onOpenChange={setSheetOpen}
        isDismissable
        className="fixed inset-0 z-40 bg-veil md:hidden"
      >
        <Modal className="h-full w-72 max-w-[85vw] overflow-y-auto border-r border-line bg-sunken">
          <Dialog aria-label="Areas" className="outline-none">
            {brand}
            <Sidebar sections={sections} path={path} />
          </Dialog>
        </Modal>
      </ModalOverlay>
      <div className="flex min-h-dvh min-w-0 flex-col">
        <TopBar {...props} onSheet={() => setSheetOpen(true)} />
        <main
          ref={main}
          id="main"
          tabIndex={-1}
          className="mx-auto flex w-full max-w-[1180px] flex-1 flex-col gap-6 px-4 pt-7 outline-none after:h-10 after:shrink-0 md:px-8 has-[[data-save-bar]]:after:hidden has-[[data-wide]]:max-w-none"
        >
          {children}
        </main>
      </div>
    </div>
  );
}

function TopBar({ environment, account, onSearch, onSheet }: ShellProps & { onSheet: () => void }): ReactNode {
  return (
    <header className="sticky top-0 z-20 flex h-13 shrink-0 items-center gap-2 border-b border-line bg-bg px-3 md:px-8">
      <Button tone="plain" size="icon" aria-label="Show areas" className="md:hidden" onPress={onSheet}>
        <MenuIcon aria-hidden />
      </Button>
      {environment !== undefined && <Badge tone={environment.isLocal ? 'warn' : 'plain'}>{environment.name}</Badge>}
      <span className="flex-1" />
      {onSearch !== undefined && (
        <Button
          aria-label="Search"
          aria-keyshortcuts="Control+K"
          className="text-ink-2 sm:w-52 sm:justify-start"
          onPress={onSearch}
        >
          <Search aria-hidden />
          <span className="hidden flex-1 text-left font-normal sm:block">Search</span>
          <kbd className="hidden rounded-sm border border-line px-1 font-mono text-xs font-normal sm:block">Ctrl K</kbd>
        </Button>
      )}
      <ThemeMenu />
      {account !== undefined && <AccountMenu {...account} />}
    </header>
  );
}
