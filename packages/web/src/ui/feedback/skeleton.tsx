// The place of something that is loading, shown only after 200 ms so that fast answers do not flicker.
import { type ReactNode, useEffect, useState } from 'react';
import { cx } from '../cx.ts';

const DELAY_MS = 200;

/** True once `isWaiting` has been true for 200 ms. */
export function useLateFlag(isWaiting: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setLate(true), DELAY_MS);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isWaiting]);
  return isWaiting && isLate;
}

/** One grey line. */
export function SkeletonLine({ className }: { className?: string }): ReactNode {
  return <span aria-hidden className={cx('block h-3 w-32 max-w-full animate-pulse rounded-sm bg-line', className)} />;
}

const WIDTHS = ['w-2/3', 'w-1/2', 'w-3/4', 'w-2/5'];

/** Lines for a part of a page; says "Loading" to screen readers. */
export function Skeleton({ lines = 4 }: { lines?: number }): ReactNode {
  const isLate = useLateFlag(true);
  return (
    <div role="status" className="flex min-h-20 flex-col gap-3">
      <span className="sr-only">Loading</span>
      {isLate &&
        Array.from({ length: lines }, (_, line) => (
          <SkeletonLine key={WIDTHS[line] ?? line} className={WIDTHS[line % WIDTHS.length] ?? ''} />
        ))}
    </div>
  );
}
