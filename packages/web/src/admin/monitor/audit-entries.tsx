// Entries of the audit log, newest first; each opens to what exactly changed.
import type { AuditRecord } from '@keyshift/web-api';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { cx } from '../../ui/cx.ts';
import { rowFocusLook } from '../../ui/list/table.tsx';
import { Diff } from '../../ui/text/diff.tsx';
import { KeyValues } from '../../ui/text/key-values.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';

/** `isNarrow` leaves the action to the opened entry. */
export function AuditEntries({
  items,
  isNarrow = false,
}: {
  items: readonly AuditRecord[];
  isNarrow?: boolean;
}): ReactNode {
  return (
    <ol
      aria-label="Audit log"
      className="m-0 list-none divide-y divide-line rounded-lg border border-line bg-raised p-0"
    >
      {items.map((entry) => (
        <Entry key={entry.sequence} entry={entry} isNarrow={isNarrow} />
      ))}
    </ol>
  );
}

function Entry({ entry, isNarrow }: { entry: AuditRecord; isNarrow: boolean }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { sequence, summary, actorName, action, at } = entry;
  return (
    <li data-row={sequence} tabIndex={-1} className={rowFocusLook}>
      <AriaButton
        aria-expanded={isOpen}
        onPress={() => setOpen(!isOpen)}
        className={cx(
          'grid min-h-9 w-full grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5 rounded-lg px-3 py-1.5 text-left -outline-offset-2 hover:bg-sunken',
          isNarrow
            ? 'md:grid-cols-[auto_minmax(0,1fr)_112px_176px]'
            : 'md:grid-cols-[auto_minmax(0,1fr)_212px_124px_176px]',
        )}
      >
        <ChevronRight aria-hidden className={cx('size-3.5 text-ink-3', isOpen && 'rotate-90')} />
        <span className="min-w-0 break-words">{summary}</span>
        {!isNarrow && <code className="truncate text-ink-3 max-md:hidden">{action}</code>}
        <span className="truncate text-ink-2 max-md:col-start-2">{actorName}</span>
        <span className="text-xs text-ink-3 max-md:col-start-2 md:text-right">
          <TimeText value={at} isAbsolute />
        </span>
        <span className="sr-only">, entry {sequence}</span>
      </AriaButton>
      {isOpen && <Details entry={entry} />}
    </li>
  );
}

function Details({ entry }: { entry: AuditRecord }): ReactNode {
  const { sequence, actor, target, targetName, action, changes, details } = entry;
  const facts = Object.entries(details).map(([label, value]) => ({
    label,
    value: <code className="break-all">{textOf(value)}</code>,
  }));
  return (
    <div className="flex flex-col gap-4 border-t border-line bg-sunken px-4 py-3">
      <KeyValues
        label={`Entry ${sequence}`}
        items={[
          { label: 'Number', value: String(sequence) },
          { label: 'Action', value: <code>{action}</code> },
          { label: 'By', value: <code className="break-all">{actor}</code> },
          {
            label: 'About',
            value: (
              <>
                {targetName ?? ''} <code className="break-all text-ink-2">{target}</code>
              </>
            ),
          },
          ...facts,
        ]}
      />
      {changes.length > 0 && (
        <Diff changes={changes.map(({ field, from, to }) => ({ field, from: textOf(from), to: textOf(to) }))} />
      )}
    </div>
  );
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
