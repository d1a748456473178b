// What `up` tells while it starts: one list of events, shown in words or as JSON lines.
import type { RolloutEvent } from '@keyshift/rollout';
import type { Info } from '../info.ts';

export type UpEvent =
  | { readonly event: 'start'; readonly data: string }
  | { readonly event: 'step'; readonly name: string; readonly milliseconds: number }
  | RolloutEvent
  | ({ readonly event: 'ready'; readonly milliseconds: number } & Info);

export type ReportUp = (event: UpEvent) => void;

/** The event as a line for people; '' = nothing to say. */
export function describeUpEvent(event: Exclude<UpEvent, { event: 'ready' }>): string {
  switch (event.event) {
    case 'start':
      return `Starting Keyshift in ${event.data}`;
    case 'step':
      return `  ${event.name} ${''.padEnd(Math.max(0, 34 - event.name.length), '·')} ${event.milliseconds} ms`;
    case 'rollout.change':
      return event.action === 'keep' ? '' : `  ${event.action} ${event.kind} ${event.name}`;
  }
}
