// The areas of a portal; the current one is marked.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from '../action/link.tsx';
import { cx } from '../cx.ts';

export type NavItem = {
  readonly label: string;
  readonly href: string;
  readonly icon: LucideIcon;
  /** Current only at exactly this path: for the overview, whose path begins every other. */
  readonly isExact?: boolean;
};
export type NavSection = { readonly label?: string; readonly items: readonly NavItem[] };

export function isCurrentItem(item: NavItem, path: string): boolean {
  return path === item.href || (item.isExact !== true && path.startsWith(`${item.href}/`));
}

export function Sidebar({
  sections,
  path,
  label = 'Main',
}: {
  sections: readonly NavSection[];
  path: string;
  label?: string;
}): ReactNode {
  return (
    <nav aria-label={label} className="flex flex-col gap-3 px-3 pb-6">
      {sections.map((section) => (
        <div key={section.label ?? section.items[0]?.href}>
          {section.label !== undefined && <h2 className="px-2 pb-1 text-xs text-ink-2">{section.label}</h2>}
          <ul className="m-0 flex list-none flex-col gap-px p-0">
            {section.items.map((item) => {
              const isCurrent = isCurrentItem(item, path);
              return (
                <li key={item.href}>
                  <Link
                    tone="none"
                    href={item.href}
                    {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
                    className={cx(
                      'flex h-8 items-center gap-2.5 rounded-md px-2 text-ink-2 transition-colors hover:bg-hover hover:text-ink',
                      isCurrent && 'bg-hover font-semibold text-ink',
                    )}
                  >
                    <item.icon aria-hidden className="size-4 shrink-0" />
                    <span className="truncate">{item.label}</span>
                  </Link>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}
