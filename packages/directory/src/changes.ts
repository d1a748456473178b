// The difference of two records, field by field, as the audit log tells it.
import { isDeepStrictEqual } from 'node:util';

export type Change = { readonly field: string; readonly from: unknown; readonly to: unknown };

/** Fields of `after` that differ from `before`; records inside a record are compared by their own fields. */
export function changesBetween(before: object, after: object, prefix = ''): Change[] {
  const known: Readonly<Record<string, unknown>> = { ...before };
  return Object.entries(after).flatMap(([name, to]: [string, unknown]): Change[] => {
    const from = known[name];
    if (isDeepStrictEqual(from, to)) return [];
    const field = `${prefix}${name}`;
    if (isRecord(from) && isRecord(to))
      return changesBetween(withFieldsOf(to, from), withFieldsOf(from, to), `${field}.`);
    return [{ field, from: from ?? null, to: to ?? null }];
  });
}

function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

// So that a field which only one of the two has is compared as well.
function withFieldsOf(other: object, mine: object): object {
  return { ...Object.fromEntries(Object.keys(other).map((name) => [name, undefined])), ...mine };
}
