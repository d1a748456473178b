// Answers as XML: objects become elements in their order, a list repeats its element, undefined is left out.
import { escapeText } from '@keyshift/xml';

type XmlScalar = string | number | boolean | Date;
export type XmlContent = XmlScalar | { readonly [name: string]: XmlContent | readonly XmlContent[] | undefined };
export type XmlFields = { readonly [name: string]: XmlContent | readonly XmlContent[] | undefined };

/** `{ Tags: { member: [{ Key: 'a' }] } }` → `<Tags><member><Key>a</Key></member></Tags>`. */
export function writeXml(fields: XmlFields): string {
  let text = '';
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const items: readonly XmlContent[] = isList(value) ? value : [value];
    for (const item of items) text += `<${name}>${writeContent(item)}</${name}>`;
  }
  return text;
}

function isList(value: XmlContent | readonly XmlContent[]): value is readonly XmlContent[] {
  return Array.isArray(value);
}

function writeContent(value: XmlContent): string {
  if (typeof value === 'string') return escapeText(value);
  if (value instanceof Date) return formatTimestamp(value);
  return typeof value === 'object' ? writeXml(value) : String(value);
}

/** `2026-11-23T19:00:00Z`. */
export function formatTimestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
