// A named group of examples on the story page.
import type { ReactNode } from 'react';

export function Story({
  name,
  children,
  isRow = false,
}: {
  name: string;
  children: ReactNode;
  isRow?: boolean;
}): ReactNode {
  return (
    <section aria-label={name} className="flex min-w-0 flex-col gap-4">
      <h2 className="border-b border-line pb-2 text-base font-semibold">{name}</h2>
      <div
        className={
          isRow
            ? 'flex flex-wrap items-start gap-3'
            : 'grid min-w-0 grid-cols-1 items-start gap-x-6 gap-y-5 sm:grid-cols-2'
        }
      >
        {children}
      </div>
    </section>
  );
}
