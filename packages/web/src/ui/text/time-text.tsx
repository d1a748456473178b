// A moment: how long ago, with the exact time and zone on hover and for screen readers.
import type { ReactNode } from 'react';

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** "3 days ago", "in 2 hours", "just now". */
export function formatRelative(moment: Date, now: Date): string {
  const seconds = Math.round((moment.getTime() - now.getTime()) / 1_000);
  const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
  if (step === undefined) return 'just now';
  const [unit, size] = step;
  return new Intl.RelativeTimeFormat('en', { numeric: 'auto' }).format(Math.trunc(seconds / size), unit);
}

/** "26 Nov 2026, 14:02:07 CET": never without the zone. */
export function formatAbsolute(moment: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(moment);
}

/**
 * No tab stop, as lists have one in each row. `value` is ISO 8601. `isAbsolute` for logs, where the order of seconds matters.
 */
export function TimeText({
  value,
  now = new Date(),
  isAbsolute = false,
}: {
  value: string;
  now?: Date;
  isAbsolute?: boolean;
}): ReactNode {
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) return <span className="text-ink-3">unknown time</span>;
  const absolute = formatAbsolute(moment);
  if (isAbsolute) {
    return (
      <time dateTime={value} className="tabular-nums">
        {absolute}
      </time>
    );
  }
  return (
    <time dateTime={value} title={absolute} className="whitespace-nowrap">
      {formatRelative(moment, now)}
      <span className="sr-only">, {absolute}</span>
    </time>
  );
}
