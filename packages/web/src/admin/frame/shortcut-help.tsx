// All keys of the Admin Portal, told on "?".
import type { ReactNode } from 'react';
import { Dialog } from '../../ui/overlay/dialog.tsx';
import { DESTINATIONS } from './use-shortcuts.ts';

const GENERAL = [
  { keys: ['Ctrl', 'K'], label: 'Find any page, user, group or application' },
  { keys: ['?'], label: 'This help' },
];
const LISTS = [
  { keys: ['/'], label: 'Search the list' },
  { keys: ['j', '↓'], label: 'Next row' },
  { keys: ['k', '↑'], label: 'Row before' },
  { keys: ['x'], label: 'Tick the row' },
  { keys: ['o', 'Enter'], label: 'Open the row' },
];
const PLACES = Object.entries(DESTINATIONS).map(([key, { label }]) => ({ keys: ['g', key], label }));

export function ShortcutHelp({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactNode {
  return (
    <Dialog title="Keyboard" isOpen={isOpen} onClose={onClose}>
      <div className="grid gap-6 sm:grid-cols-2">
        <div className="flex flex-col gap-6">
          <Keys title="Everywhere" items={GENERAL} />
          <Keys title="In lists" items={LISTS} />
        </div>
        <Keys title="Go to" items={PLACES} />
      </div>
    </Dialog>
  );
}

function Keys({ title, items }: { title: string; items: readonly { keys: readonly string[]; label: string }[] }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-2 font-semibold">{title}</h3>
      <dl className="m-0 flex flex-col gap-2">
        {items.map(({ keys, label }) => (
          <div key={label} className="flex items-baseline gap-3">
            <dt className="flex w-20 shrink-0 gap-1">
              {keys.map((key, at) => (
                <kbd
                  // biome-ignore lint/suspicious/noArrayIndexKey: "g g" is one key twice
                  key={at}
                  className="rounded-sm border border-line-strong bg-sunken px-1.5 font-mono text-xs"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="m-0 text-ink-2">{label}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
