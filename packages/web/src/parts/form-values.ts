// The values of a form as one flat record of paths, to compare and merge them field by field.
import { get, set } from 'react-hook-form';

type Values = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{ signIn: { lockSeconds: '30' } }` is `{ 'signIn.lockSeconds': '30' }`; a list is one value. */
export function flatten(values: Values, prefix = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      isRecord(value) ? Object.entries(flatten(value, `${prefix}${name}.`)) : [[`${prefix}${name}`, value]],
    ),
  );
}

/** The state now, with the fields over it that were typed since `before`. */
export function mergeTyped<V extends Values>(o: { before: V; typed: V; now: V }): V {
  const merged: V = structuredClone(o.now);
  for (const [path, before] of Object.entries(flatten(o.before))) {
    const typed: unknown = get(o.typed, path);
    if (JSON.stringify(typed) !== JSON.stringify(before)) set(merged, path, typed);
  }
  return merged;
}
