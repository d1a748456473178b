// The way from an empty installation to the first sign-in, a step at a time.
import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Result } from '../../api/endpoints.ts';
import { Link, LinkButton } from '../../ui/action/link.tsx';
import { cx } from '../../ui/cx.ts';

type Step = Result<'getOverview'>['checklist'][number];

/** Why a step is there; one that this version does not know has only its title. */
const WHY: Readonly<Record<string, string>> = {
  people: 'One by one, or from a CSV file. User names are lower case: they become database users.',
  groups: 'A group bears the name of the database group whose rights its people get.',
  application: 'Amazon Redshift comes with everything filled in.',
  access: 'Nobody may use an application before a group is ticked for it.',
  'sign-in': 'Sign in as one of your people; the login trace shows each step, and the cause if one is refused.',
  factor: 'Whoever takes over an administrator takes over everything.',
};

export function Checklist({ steps }: { steps: readonly Step[] }): ReactNode {
  const done = steps.filter((step) => step.done).length;
  const next = steps.find((step) => !step.done);
  return (
    <section aria-labelledby="set-up" className="rounded-lg border border-line bg-raised">
      <header className="flex flex-wrap items-center gap-x-6 gap-y-3 border-b border-line px-5 py-4">
        <div className="min-w-0 flex-1 basis-60">
          <h2 id="set-up" className="text-base font-semibold">
            Set up single sign-on
          </h2>
          <p className="text-ink-2">
            About five minutes to the first sign-in. {done} of {steps.length} done.
          </p>
        </div>
        <div
          role="progressbar"
          aria-label="Set-up"
          aria-valuemin={0}
          aria-valuemax={steps.length}
          aria-valuenow={done}
          className="h-1.5 w-full overflow-hidden rounded-full bg-line sm:w-48"
        >
          <div className="h-full rounded-full bg-ok" style={{ width: `${(done / steps.length) * 100}%` }} />
        </div>
      </header>
      <ol className="m-0 list-none divide-y divide-line p-0">
        {steps.map((step, index) => (
          <StepRow key={step.id} step={step} number={index + 1} isNext={step === next} />
        ))}
      </ol>
    </section>
  );
}

function StepRow({ step, number, isNext }: { step: Step; number: number; isNext: boolean }): ReactNode {
  return (
    <li className="flex items-center gap-4 px-5 py-3">
      <span
        className={cx(
          'grid size-6 shrink-0 place-items-center rounded-full border text-xs font-medium',
          step.done && 'border-transparent bg-ok-soft text-ok',
          !step.done && (isNext ? 'border-transparent bg-accent text-on-accent' : 'border-line-strong text-ink-2'),
        )}
      >
        {step.done ? <Check aria-hidden className="size-3.5" /> : number}
      </span>
      <div className="min-w-0 flex-1">
        <p className={cx('font-medium', step.done && 'font-normal text-ink-2')}>
          {step.title}
          {step.done && <span className="sr-only">, done</span>}
        </p>
        {!step.done && WHY[step.id] !== undefined && <p className="text-ink-2">{WHY[step.id]}</p>}
      </div>
      {isNext ? (
        <LinkButton tone="primary" href={step.path} aria-label={`Start: ${step.title}`}>
          Start
        </LinkButton>
      ) : (
        !step.done && (
          <Link href={step.path} aria-label={`Open: ${step.title}`}>
            Open
          </Link>
        )
      )}
    </li>
  );
}
