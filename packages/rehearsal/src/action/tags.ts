// Tags, the same for every service.
import { AwsFault, type XmlContent } from '@keyshift/aws-protocol';
import type { Tag } from '../store/resources.ts';
import type { Input } from './input.ts';

const MAX_TAGS = 50;

/** Reads `<name>.<member>.N.Key/Value`; keys are unique in any case of letters. */
export function readTags(input: Input, name: string, member?: string): readonly Tag[] {
  const tags = input.structures(name, member).map((item) => ({
    key: item.text('Key', { min: 1, max: 128 }),
    value: item.findText('Value', { max: 256 }) ?? '',
  }));
  if (tags.some(({ key }) => key.toLowerCase().startsWith('aws:'))) {
    throw input.invalid(name, 'tag keys that start with aws: are reserved');
  }
  if (new Set(tags.map(({ key }) => key.toLowerCase())).size !== tags.length) {
    throw input.invalid(name, 'Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  return tags;
}

/** The tags after setting `added`; refuses more than 50. */
export function mergeTags(tags: readonly Tag[], added: readonly Tag[]): readonly Tag[] {
  const keys = new Set(added.map(({ key }) => key));
  const merged = [...tags.filter(({ key }) => !keys.has(key)), ...added];
  if (merged.length > MAX_TAGS) {
    throw new AwsFault({ code: 'LimitExceeded', status: 409, message: `A resource has at most ${MAX_TAGS} tags.` });
  }
  return merged;
}

export function removeTags(tags: readonly Tag[], keys: readonly string[]): readonly Tag[] {
  return tags.filter(({ key }) => !keys.includes(key));
}

/** Sorted, with the element names of IAM, STS and Redshift. */
export function formatTags(tags: readonly Tag[]): XmlContent[] {
  return sortTags(tags).map(({ key, value }) => ({ Key: key, Value: value }));
}

/** Sorted, with the element names of EC2. */
export function formatEc2Tags(tags: readonly Tag[]): XmlContent[] {
  return sortTags(tags).map(({ key, value }) => ({ key, value }));
}

function sortTags(tags: readonly Tag[]): Tag[] {
  return [...tags].sort((left, right) => (left.key < right.key ? -1 : 1));
}
