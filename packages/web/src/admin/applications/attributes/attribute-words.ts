// Sources, filters and transforms of attributes in words.
import type { AttributeMapping, Transform } from '@keyshift/web-api';

export type Source = AttributeMapping['source'];
export type GroupFilter = NonNullable<Extract<Source, { kind: 'groups' }>['filter']>;

export const FILTER_WORDS: Readonly<Record<GroupFilter['operator'], string>> = {
  starts_with: 'starting with',
  ends_with: 'ending with',
  contains: 'containing',
  one_of: 'exactly',
};

export function describeSource(source: Source): string {
  if (source.kind === 'user') return source.field;
  if (source.kind === 'constant') return `“${source.value}”`;
  if (source.kind === 'role') return 'role of the group';
  const { filter } = source;
  return filter === undefined
    ? 'group names'
    : `group names ${FILTER_WORDS[filter.operator]} ${filter.values.join(' or ')}`;
}

export function describeTransform(transform: Transform): string {
  switch (transform.kind) {
    case 'lowercase':
      return 'lower case';
    case 'uppercase':
      return 'upper case';
    case 'strip_domain':
      return 'without @domain';
    case 'strip_prefix':
      return `without “${transform.prefix}” in front`;
    case 'add_prefix':
      return `“${transform.prefix}” in front`;
  }
}

/** Friendly name and name format, as far as they are not as usual; "" if neither is. */
export function describeDetails({ friendlyName, nameFormat }: AttributeMapping): string {
  return [
    ...(friendlyName === undefined ? [] : [`friendly name “${friendlyName}”`]),
    ...(nameFormat === undefined ? [] : [`name format ${nameFormat}`]),
  ].join(', ');
}
