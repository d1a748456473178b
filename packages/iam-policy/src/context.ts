// The condition keys of one request; key names are case-insensitive.

/** A single value, or the values of a multi-valued key such as `aws:TagKeys`. */
export type ContextValue = string | readonly string[];

/** Keys are lower case: make it with `createContext`. */
export type Context = ReadonlyMap<string, ContextValue>;

/** Builds a context; a key whose value is undefined is absent. */
export function createContext(values: Readonly<Record<string, ContextValue | undefined>>): Context {
  const context = new Map<string, ContextValue>();
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined) context.set(key.toLowerCase(), value);
  }
  return context;
}

/** The values of a key, undefined when it is absent. */
export function findValues(context: Context, key: string): readonly string[] | undefined {
  const value = context.get(key.toLowerCase());
  return typeof value === 'string' ? [value] : value;
}

/** The value of a single-valued key: a multi-valued key cannot stand in a policy variable. */
export function findSingle(context: Context, key: string): string | undefined {
  const value = context.get(key.toLowerCase());
  return typeof value === 'string' ? value : undefined;
}
