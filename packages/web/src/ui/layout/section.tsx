// A part of a form or object page: its name and one sentence at the left, fields at the right.
import { type ReactNode, useId } from 'react';
import { cx } from '../cx.ts';

export type SectionProps = {
  readonly title: string;
  readonly intro?: ReactNode;
  /** Fields; two columns where there is room if `columns` is 2. */
  readonly children: ReactNode;
  readonly columns?: 1 | 2;
};

export function Section({ title, intro, children, columns = 1 }: SectionProps): ReactNode {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid grid-cols-1 gap-x-8 gap-y-4 border-b border-line py-8 first-of-type:pt-0 last-of-type:border-b-0 md:grid-cols-[220px_minmax(0,1fr)]"
    >
      <div className="min-w-0">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {intro !== undefined && <div className="mt-1 text-ink-2">{intro}</div>}
      </div>
      <div className={cx('grid min-w-0 grid-cols-1 content-start gap-x-4 gap-y-5', columns === 2 && 'sm:grid-cols-2')}>
        {children}
      </div>
    </section>
  );
}
