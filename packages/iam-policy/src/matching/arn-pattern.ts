// Matching of ARNs segment by segment: a wildcard never crosses one of the first five colons.
import type { Context } from '../context.ts';
import { type Glob, matchesGlob, parseGlob } from './glob.ts';
import { parseTemplate, resolveGlob, type Template } from './template.ts';

const SEGMENTS = 6;

/** `*` alone, or five wildcard segments and a last one that may hold variables. */
export type ArnPattern =
  | { readonly kind: 'everything' }
  | { readonly kind: 'segments'; readonly text: string; readonly fixed: readonly Glob[]; readonly last: Template };

/** Splits at the first five colons; the sixth part keeps its own colons. */
export function splitArn(text: string): string[] {
  const parts = text.split(':');
  return parts.length <= SEGMENTS ? parts : [...parts.slice(0, SEGMENTS - 1), parts.slice(SEGMENTS - 1).join(':')];
}

/** Compiles a pattern; segments that are left out at the end are `*`, as IAM completes them. */
export function parseArnPattern(text: string, o: { variables: boolean }): ArnPattern {
  if (text === '*') return { kind: 'everything' };
  const segments = splitArn(text);
  const fixed = Array.from({ length: SEGMENTS - 1 }, (_, index) => parseGlob(segments[index] ?? '*'));
  return { kind: 'segments', text, fixed, last: parseTemplate(segments[SEGMENTS - 1] ?? '*', o) };
}

/** Whether an ARN (or the `*` of an action without resources) is covered. A variable without value covers nothing. */
export function matchesArn(pattern: ArnPattern, arn: string, context: Context): boolean {
  if (pattern.kind === 'everything') return true;
  const segments = splitArn(arn);
  if (segments.length !== SEGMENTS) return false;
  const last = resolveGlob(pattern.last, context);
  if (last === undefined || !matchesGlob(last, segments[SEGMENTS - 1] ?? '')) return false;
  return pattern.fixed.every((glob, index) => matchesGlob(glob, segments[index] ?? ''));
}
