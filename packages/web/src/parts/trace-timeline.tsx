// The checks of one sign-in in order, for traces and for the preview of an assertion.
import type { TraceStep } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { KeyValues } from '../ui/text/key-values.tsx';
import { Timeline } from '../ui/text/timeline.tsx';

const STATES = { passed: 'done', refused: 'failed', skipped: 'skipped' } as const;

export function TraceTimeline({ steps, label }: { steps: readonly TraceStep[]; label: string }): ReactNode {
  let elapsed = 0;
  const shown = steps.map((step, at) => {
    elapsed += step.milliseconds;
    const facts = Object.entries(step.facts);
    return {
      id: `${at} ${step.name}`,
      name: step.title,
      state: STATES[step.outcome],
      ...(elapsed > 0 && { time: `+${formatMilliseconds(elapsed)}` }),
      ...(facts.length > 0 && {
        detail: (
          <div className="rounded-md bg-sunken p-3">
            <KeyValues
              label={`Found: ${step.title}`}
              items={facts.map(([name, value]) => ({ label: wordsOfKey(name), value: <Fact value={value} /> }))}
            />
          </div>
        ),
      }),
    };
  });
  return <Timeline label={label} steps={shown} />;
}

function Fact({ value }: { value: unknown }): ReactNode {
  const isEmpty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return <span className="text-ink-3">none</span>;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.join(', ') : textOf(value);
  return <code className="break-all">{text}</code>;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** `sessionAge` → "Session age". */
function wordsOfKey(key: string): string {
  const words = key
    .replace(/[_-]/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "3 ms", "0.4 ms", "1.2 s"; "–" where it was not measured. */
export function formatMilliseconds(milliseconds: number): string {
  if (milliseconds === 0) return '–';
  if (milliseconds >= 1_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  return `${milliseconds >= 10 ? Math.round(milliseconds) : Math.round(milliseconds * 10) / 10} ms`;
}
