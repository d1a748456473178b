// The parts of an object, each with its own address: links, not buttons.
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from '../action/link.tsx';
import { cx } from '../cx.ts';

export type Tab = { readonly label: string; readonly href: string; readonly count?: number };

/** `current` is the href of the open tab. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }): ReactNode {
  const open = useRef<HTMLLIElement>(null);
  // On a phone the tabs go on beyond the edge.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is open
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which is nothing to clean up with.
    open.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <nav aria-label={label} className="overflow-x-auto border-b border-line">
      <ul className="m-0 flex list-none gap-6 p-0">
        {tabs.map((tab) => {
          const isCurrent = tab.href === current;
          return (
            <li key={tab.href} ref={isCurrent ? open : undefined} className="shrink-0">
              <Link
                tone="none"
                href={tab.href}
                {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
                className={cx(
                  'flex h-10 items-center gap-1.5 rounded-none border-b-2 border-transparent text-ink-2 -outline-offset-2 hover:text-ink',
                  isCurrent && 'border-accent font-semibold text-ink',
                )}
              >
                {tab.label}
                {tab.count !== undefined && <span className="text-xs text-ink-3 tabular-nums">{tab.count}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
