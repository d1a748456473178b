// Form and query parameters as a flat record; a name that comes twice is refused, for readers would disagree on it.
import { httpErrors } from '../errors.ts';

export type Parameters = Readonly<Record<string, string>>;

/** Decodes `application/x-www-form-urlencoded` text or a query string. Throws `http.parameter_repeated`. */
export function decodeParameters(encoded: string): Parameters {
  const found = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(encoded)) {
    if (found.has(name)) throw httpErrors.parameterRepeated({ name: name.slice(0, 60) });
    found.set(name, value);
  }
  return Object.assign(Object.create(null), Object.fromEntries(found));
}

/** The query string of a request target, without its `?`. */
export function queryOf(target: string): string {
  const mark = target.indexOf('?');
  return mark === -1 ? '' : target.slice(mark + 1);
}
