// What happened in order, such as one sign-in: each step with state and time, details on request.
import { ChevronRight, Circle, CircleAlert, CircleCheck, CircleMinus, CircleX, LoaderCircle } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { cx } from '../cx.ts';

export type StepState = 'done' | 'warned' | 'failed' | 'running' | 'waiting' | 'skipped';
export type TimelineStep = {
  readonly id: string;
  readonly name: string;
  /** Who acted: browser, Keyshift, STS, Redshift. */
  readonly actor?: string;
  readonly state: StepState;
  /** Since the start, such as "+412 ms", or a time of day. */
  readonly time?: string;
  /** One line that is always visible. */
  readonly summary?: string;
  readonly detail?: ReactNode;
};

const STATES: Record<StepState, { word: string; look: string; icon: typeof Circle }> = {
  done: { word: 'Done', look: 'text-ok', icon: CircleCheck },
  warned: { word: 'Warning', look: 'text-warn', icon: CircleAlert },
  failed: { word: 'Failed', look: 'text-bad', icon: CircleX },
  running: { word: 'Running', look: 'text-accent', icon: LoaderCircle },
  waiting: { word: 'Waiting', look: 'text-ink-3', icon: Circle },
  skipped: { word: 'Skipped', look: 'text-ink-3', icon: CircleMinus },
};

function Step({ step, isLast }: { step: TimelineStep; isLast: boolean }): ReactNode {
  const [isOpen, setOpen] = useState(step.state === 'failed');
  const { word, look, icon: Icon } = STATES[step.state];
  const head = (
    <>
      <span className="font-medium text-ink">{step.name}</span>
      {step.actor !== undefined && <span className="text-ink-3">{step.actor}</span>}
      {step.detail !== undefined && (
        <ChevronRight aria-hidden className={cx('size-3.5 text-ink-3 transition-transform', isOpen && 'rotate-90')} />
      )}
    </>
  );
  return (
    <li className="relative flex gap-3 pb-5 last:pb-0">
      {!isLast && <span aria-hidden className="absolute top-6 bottom-0 left-2 w-px -translate-x-1/2 bg-line-strong" />}
      <Icon aria-hidden className={cx('mt-0.5 size-4 shrink-0', look, step.state === 'running' && 'animate-spin')} />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-3">
          {step.detail === undefined ? (
            <span className="flex items-center gap-2">{head}</span>
          ) : (
            <AriaButton
              aria-expanded={isOpen}
              onPress={() => setOpen(!isOpen)}
              className="flex items-center gap-2 rounded-sm text-left hover:underline"
            >
              {head}
            </AriaButton>
          )}
          <span className={cx('text-xs', look)}>{word}</span>
          {step.time !== undefined && <span className="ml-auto text-xs text-ink-3 tabular-nums">{step.time}</span>}
        </div>
        {step.summary !== undefined && <p className="text-ink-2">{step.summary}</p>}
        {isOpen && step.detail !== undefined && <div className="mt-2">{step.detail}</div>}
      </div>
    </li>
  );
}

/** A failed step is open from the start. */
export function Timeline({ steps, label }: { steps: readonly TimelineStep[]; label: string }): ReactNode {
  return (
    <ol aria-label={label} className="m-0 list-none p-0">
      {steps.map((step, index) => (
        <Step key={step.id} step={step} isLast={index === steps.length - 1} />
      ))}
    </ol>
  );
}
