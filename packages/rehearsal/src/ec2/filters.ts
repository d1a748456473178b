// Filters of Describe actions: names are joined by AND, values by OR, `*` and `?` are wildcards.
import { type Glob, matchesGlob, parseGlob } from '@keyshift/iam-policy';
import type { Input } from '../action/input.ts';
import type { Tag } from '../store/resources.ts';
import { ec2Faults } from './faults.ts';

export type Filter = { readonly name: string; readonly patterns: readonly Glob[] };

/** How a resource answers each filter name that is supported. */
export type FilterTable<Item> = Readonly<Record<string, (item: Item) => readonly string[]>>;

export function readFilters(input: Input): readonly Filter[] {
  return input.structures('Filter').map((item) => ({
    name: item.text('Name'),
    patterns: item.list('Value').map(parseGlob),
  }));
}

/** Throws InvalidParameterValue for a filter that the table does not know. `tag:KEY` and `tag-key` are always known. */
export function applyFilters<Item extends { readonly tags: readonly Tag[] }>(
  items: readonly Item[],
  filters: readonly Filter[],
  table: FilterTable<Item>,
): readonly Item[] {
  const tests = filters.map(({ name, patterns }) => ({ valuesOf: findValuesOf(name, table), patterns }));
  return items.filter((item) =>
    tests.every(({ valuesOf, patterns }) =>
      valuesOf(item).some((value) => patterns.some((pattern) => matchesGlob(pattern, value))),
    ),
  );
}

function findValuesOf<Item extends { readonly tags: readonly Tag[] }>(
  name: string,
  table: FilterTable<Item>,
): (item: Item) => readonly string[] {
  if (name === 'tag-key') return ({ tags }) => tags.map(({ key }) => key);
  if (name.startsWith('tag:')) {
    const wanted = name.slice('tag:'.length);
    return ({ tags }) => tags.flatMap(({ key, value }) => (key === wanted ? [value] : []));
  }
  const known = Object.hasOwn(table, name) ? table[name] : undefined;
  if (known === undefined) throw ec2Faults.invalid(`The filter '${name}' is invalid`);
  return known;
}
