// Answers as JSON 1.1: moments are seconds since 1970, and what is undefined is left out.
import type { XmlContent } from './write-xml.ts';

export type JsonValue =
  | string
  | number
  | boolean
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue | undefined };

export function toJson(value: XmlContent | readonly XmlContent[]): JsonValue {
  if (value instanceof Date) return value.getTime() / 1000;
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map(toJson);
  const fields = Object.entries(value).flatMap(([name, field]) => (field === undefined ? [] : [[name, toJson(field)]]));
  return Object.fromEntries(fields);
}

function isList(value: XmlContent | readonly XmlContent[]): value is readonly XmlContent[] {
  return Array.isArray(value);
}
