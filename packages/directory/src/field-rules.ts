// Collects what is wrong with each field, so that a form can say everything at once.
import type { Finding } from '@keyshift/base';
import { directoryErrors } from './errors.ts';

export type FieldRule = {
  /** Its whole path, so that a form can tell it there: `acs.0.url`. */
  readonly field: string;
  readonly holds: boolean;
  /** What is wrong, if it does not hold. */
  readonly why: string;
  readonly fix: string;
};

/** One finding for every rule that does not hold. */
export function findProblems(what: string, rules: readonly FieldRule[]): Finding[] {
  return rules
    .filter((rule) => !rule.holds)
    .map(
      ({ field, why, fix }): Finding => ({
        level: 'error',
        // Which of several it is says `where`.
        code: `directory.${field.replace(/\.\d+/g, '')}`,
        where: field,
        what: `the ${what} was not saved`,
        why,
        fix,
      }),
    );
}

/** Throws `directory.invalid` with one finding for every rule that does not hold. */
export function checkFields(what: string, rules: readonly FieldRule[]): void {
  const findings = findProblems(what, rules);
  if (findings.length > 0) throw directoryErrors.invalid({ findings });
}

/** Control characters, and what XML 1.0 cannot carry into an assertion. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u{fffe}\u{ffff}\u{2028}\u{2029}]/u;

export function isPlainText(text: string, most: number): boolean {
  return text.length <= most && text.trim() === text && !UNPRINTABLE.test(text);
}

// Words that SQL takes for something else where a user or group name stands.
const RESERVED: ReadonlySet<string> = new Set([
  'all',
  'any',
  'current_user',
  'default',
  'false',
  'from',
  'group',
  'none',
  'null',
  'public',
  'rdsdb',
  'role',
  'select',
  'session_user',
  'table',
  'true',
  'user',
  'where',
]);

export function isReservedWord(name: string): boolean {
  return RESERVED.has(name) || name.startsWith('pg_');
}
