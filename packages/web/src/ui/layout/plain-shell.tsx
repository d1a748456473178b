// The lighter frame of the User Portal: everything in one bar.
import { type ReactNode, useRef } from 'react';
import { Link } from '../action/link.tsx';
import { cx } from '../cx.ts';
import { type Account, AccountMenu } from './account-menu.tsx';
import { Brand } from './brand.tsx';
import { useFocusOnRoute } from './focus-on-route.ts';
import { isCurrentItem, type NavItem } from './sidebar.tsx';
import { ThemeMenu } from './theme-menu.tsx';

export type PlainShellProps = {
  readonly home: string;
  readonly items: readonly NavItem[];
  readonly path: string;
  readonly account?: Account;
  readonly children: ReactNode;
};

export function PlainShell({ home, items, path, account, children }: PlainShellProps): ReactNode {
  const main = useRef<HTMLElement>(null);
  useFocusOnRoute(path, main);
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2 focus:shadow-float"
      >
        Skip to content
      </a>
      <header className="border-b border-line bg-bg">
        <div className="mx-auto flex min-h-13 max-w-[1180px] flex-wrap items-center gap-x-6 px-4 md:px-8">
          <Link tone="none" href={home} aria-label="Keyshift, home">
            <Brand />
          </Link>
          <nav
            aria-label="Main"
            className="order-3 -mx-2.5 basis-full pb-2 sm:order-none sm:mx-0 sm:flex-1 sm:basis-auto sm:pb-0"
          >
            <ul className="m-0 flex list-none gap-1 overflow-x-auto p-0.5">
              {items.map((item) => {
                const isCurrent = isCurrentItem(item, path);
                return (
                  <li key={item.href}>
                    <Link
                      tone="none"
                      href={item.href}
                      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
                      className={cx(
                        'flex h-8 items-center rounded-md px-2.5 font-medium whitespace-nowrap text-ink-2 hover:bg-hover hover:text-ink',
                        isCurrent && 'bg-hover text-ink',
                      )}
                    >
                      {item.label}
                    </Link>
                  </li>
                );
              })}
            </ul>
          </nav>
          <div className="ml-auto flex h-13 items-center gap-2">
            <ThemeMenu />
            {account !== undefined && <AccountMenu {...account} />}
          </div>
        </div>
      </header>
      <main
        ref={main}
        id="main"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-[1180px] flex-1 flex-col gap-6 px-4 pt-8 pb-12 outline-none md:px-8 has-[[data-save-bar]]:pb-0"
      >
        {children}
      </main>
    </div>
  );
}
