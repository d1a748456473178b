// A state in a word and a dot: color never speaks alone.
import type { ReactNode } from 'react';
import { cx } from '../cx.ts';

export type BadgeTone = 'ok' | 'warn' | 'bad' | 'accent' | 'plain';

const looks: Record<BadgeTone, string> = {
  ok: 'bg-ok-soft text-ok',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  accent: 'bg-soft text-ink',
  plain: 'border border-line bg-sunken text-ink-2',
};

export function Badge({ tone = 'plain', children }: { tone?: BadgeTone; children: ReactNode }): ReactNode {
  return (
    <span
      className={cx(
        'inline-flex h-5 max-w-full items-center gap-1.5 rounded-full px-2 text-xs font-medium whitespace-nowrap',
        looks[tone],
      )}
    >
      {tone !== 'plain' && <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-current" />}
      <span className="truncate">{children}</span>
    </span>
  );
}
