// Names and values of one object, in two columns where there is room.
import type { ReactNode } from 'react';
import { cx } from '../cx.ts';

export type KeyValue = {
  readonly label: string;
  /** Its names on the other side: "Audience, SP entity ID". */
  readonly alias?: string;
  readonly value: ReactNode;
  /** Takes both columns: for what must not break in the middle. */
  readonly isWide?: boolean;
};

export function KeyValues({ items, label }: { items: readonly KeyValue[]; label?: string }): ReactNode {
  return (
    <dl aria-label={label} className="m-0 grid grid-cols-1 gap-x-8 gap-y-4 sm:grid-cols-2">
      {items.map((item) => (
        <div key={`${item.label} ${item.alias ?? ''}`} className={cx('min-w-0', item.isWide && 'sm:col-span-2')}>
          <dt className="text-xs text-ink-3">
            {item.label}
            {item.alias !== undefined && <span> · {item.alias}</span>}
          </dt>
          <dd className="m-0 mt-0.5 break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
