// How far the change of keys is: four steps, the one that comes next is marked.
import type { ApplicationKey } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { cx } from '../../../ui/cx.ts';

const STEPS = [
  { id: 'stage', name: 'Stage', text: 'a new key, known only here' },
  { id: 'publish', name: 'Publish', text: 'both certificates in the metadata; upload it to the service' },
  { id: 'switch', name: 'Switch', text: 'activate: the new key signs' },
  { id: 'retire', name: 'Retire', text: 'the old one leaves the metadata' },
] as const;

export function RotationSteps({ keys }: { keys: readonly ApplicationKey[] }): ReactNode {
  const next = nextStep(keys);
  return (
    <ol aria-label="Changing keys without a gap" className="m-0 grid list-none gap-2 p-0 sm:grid-cols-4">
      {STEPS.map((step, at) => (
        <li
          key={step.id}
          {...(step.id === next && { 'aria-current': 'step' as const })}
          className={cx(
            'rounded-lg border border-line px-3 py-2 text-xs text-ink-2',
            step.id === next && 'border-accent bg-soft text-ink',
          )}
        >
          <span className="block text-sm font-medium text-ink">
            {at + 1} {step.name}
            {step.id === next && <span className="sr-only">, comes next</span>}
          </span>
          {step.text}
        </li>
      ))}
    </ol>
  );
}

/** What the furthest key on its way waits for; nothing while there is no change going on and none is due. */
function nextStep(keys: readonly ApplicationKey[]): (typeof STEPS)[number]['id'] | undefined {
  const has = (state: ApplicationKey['state']) => keys.some((key) => key.state === state);
  if (has('staged')) return 'publish';
  if (has('published')) return 'switch';
  if (has('retiring')) return 'retire';
  return keys.some(({ state, expiry }) => state === 'active' && expiry !== 'ok') ? 'stage' : undefined;
}
