// Milliseconds since a moment, with three decimals: enough for a trace, short enough to be stored.
import type { SsoDeps } from './context.ts';

export function moment(deps: SsoDeps): number {
  return deps.elapsed === undefined ? performance.now() : deps.elapsed();
}

export function elapsedOf(deps: SsoDeps, since: number | undefined): number {
  return since === undefined ? 0 : Math.round((moment(deps) - since) * 1_000) / 1_000;
}
