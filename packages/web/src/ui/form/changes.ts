// What differs between a form's values and what was loaded, by label, for SaveBar and Diff.
export type Change = { readonly field: string; readonly from: string; readonly to: string };

/** Only the keys of `labels`, in their order. `format` says a value; by default lists are joined, absent is "". */
export function changesOf<V extends object>(o: {
  before: Partial<V>;
  after: Partial<V>;
  labels: Partial<Record<keyof V & string, string>>;
  format?: (value: unknown) => string;
}): Change[] {
  const format = o.format ?? formatValue;
  return (Object.entries(o.labels) as [keyof V & string, string][]).flatMap(([key, field]) => {
    const from = format(o.before[key]);
    const to = format(o.after[key]);
    return from === to ? [] : [{ field, from, to }];
  });
}

function formatValue(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(formatValue).join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
