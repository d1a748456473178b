// The rows of a list before they are known: their place at once, grey lines after a moment.
import type { ReactNode } from 'react';
import { cx } from '../cx.ts';
import { SkeletonLine } from '../feedback/skeleton.tsx';
import type { Column } from './table.tsx';

const ROWS = ['w-40', 'w-28', 'w-36', 'w-24', 'w-32', 'w-44', 'w-28', 'w-36'];

export function WaitingRows<T>({
  columns,
  label,
  isVisible,
}: {
  columns: readonly Column<T>[];
  label: string;
  isVisible: boolean;
}): ReactNode {
  return (
    <div role="status" className={cx('rounded-lg border border-line bg-raised', !isVisible && 'invisible')}>
      <span className="sr-only">Loading {label}</span>
      <div aria-hidden className="h-9 rounded-t-lg bg-sunken" />
      {ROWS.map((width, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are alike
        <div key={row} className="flex h-12 items-center gap-6 border-t border-line px-4">
          {columns.slice(0, 4).map((column, index) => (
            <span key={column.id} className={cx('min-w-0 flex-1', index > 1 && 'max-md:hidden')}>
              <SkeletonLine className={width} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
