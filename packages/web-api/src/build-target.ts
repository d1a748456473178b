// From a route and its values to the address of one call.
import type { Endpoint, ParamsOf, QueryOf } from './endpoint.ts';

/** Path and query string, every value percent-encoded; fields that are undefined are left out. */
export function buildTarget<E extends Endpoint>(endpoint: E, o: { params: ParamsOf<E>; query?: QueryOf<E> }): string {
  const values: Readonly<Record<string, string>> = o.params;
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(o.query ?? {})) {
    if (value !== undefined) query.append(name, String(value));
  }
  return query.size === 0 ? path : `${path}?${query}`;
}
