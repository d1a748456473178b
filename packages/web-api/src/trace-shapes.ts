// One step of a sign-in, as trace, preview and refused person show it.
import { z } from 'zod';

export const traceStep = z.object({
  /** Stable name of the check, such as `request valid`. */
  name: z.string(),
  /** In a person's words: what is looked at. */
  title: z.string(),
  outcome: z.enum(['passed', 'refused', 'skipped']),
  milliseconds: z.number(),
  /** What it found: small values, never a secret. */
  facts: z.record(z.string(), z.unknown()),
});

export type TraceStep = z.output<typeof traceStep>;
