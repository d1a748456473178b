// One problem among several that should be told at once: configuration, imports, `check`.
import type { ErrorText } from './app-error.ts';

export type FindingLevel = 'error' | 'warning' | 'info';

export type Finding = ErrorText & {
  readonly level: FindingLevel;
  /** Stable code of the rule that found it. */
  readonly code: string;
  /** The place, in the reader's terms: a file and key, a form field, an ARN. */
  readonly where?: string;
};
