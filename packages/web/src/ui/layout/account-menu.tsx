// Who is signed in, and what belongs to them.
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Menu, type MenuItem } from '../overlay/menu.tsx';

export type Account = { readonly name: string; readonly items: readonly MenuItem[] };

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}

export function AccountMenu({ name, items }: Account): ReactNode {
  return (
    <Menu label={`Account of ${name}`} items={items}>
      <AriaButton
        aria-label={`Account of ${name}`}
        className="grid size-8 shrink-0 place-items-center rounded-full bg-ink text-xs font-semibold text-bg"
      >
        {initialsOf(name)}
      </AriaButton>
    </Menu>
  );
}
