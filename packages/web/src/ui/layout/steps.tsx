// The steps of a wizard: done ones lead back, later ones wait.
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from '../action/link.tsx';
import { cx } from '../cx.ts';

export type WizardStep = { readonly id: string; readonly label: string; readonly href: string };

function Mark({ number, place }: { number: number; place: 'done' | 'current' | 'later' }): ReactNode {
  const looks = {
    done: 'border-transparent bg-ok-soft text-ok',
    current: 'border-transparent bg-accent text-on-accent',
    later: 'border-line-strong text-ink-2',
  };
  return (
    <span
      className={cx('grid size-6 shrink-0 place-items-center rounded-full border text-xs font-medium', looks[place])}
    >
      {place === 'done' ? <Check aria-hidden className="size-3.5" /> : number}
    </span>
  );
}

/** Put it at the left of the step's content; on a phone it lies above. */
export function Steps({
  label,
  steps,
  current,
}: {
  label: string;
  steps: readonly WizardStep[];
  current: string;
}): ReactNode {
  const at = steps.findIndex((step) => step.id === current);
  return (
    <nav aria-label={label}>
      <ol className="m-0 flex list-none flex-wrap gap-x-5 gap-y-2 p-0 md:flex-col md:gap-0">
        {steps.map((step, index) => {
          const place = index < at ? 'done' : index === at ? 'current' : 'later';
          const inside = (
            <>
              <Mark number={index + 1} place={place} />
              {step.label}
              {place === 'done' && <span className="sr-only">, done</span>}
            </>
          );
          return (
            <li key={step.id} className="relative md:pb-6 md:last:pb-0">
              {index < steps.length - 1 && (
                <span aria-hidden className="absolute top-6 bottom-0 left-3 hidden w-px bg-line-strong md:block" />
              )}
              {place === 'done' ? (
                <Link
                  tone="none"
                  href={step.href}
                  className="flex items-center gap-3 text-ink-2 hover:text-ink hover:underline"
                >
                  {inside}
                </Link>
              ) : (
                <span
                  {...(place === 'current' ? { 'aria-current': 'step' as const } : {})}
                  className={cx('flex items-center gap-3', place === 'current' ? 'font-semibold' : 'text-ink-2')}
                >
                  {inside}
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
