// Exclusive canonical XML without comments (exc-c14n): the bytes that signatures are made over.
import { xmlErrors } from './errors.ts';
import { escapeAttribute, escapeText } from './escape.ts';
import type { XmlAttribute, XmlElement } from './model.ts';
import type { Scope } from './namespaces.ts';

// Declarations are repeated at each sibling that uses them, so output can outgrow input many times.
const MAX_OUTPUT = 1_000_000;

export type CanonicalizeOptions = {
  /** InclusiveNamespaces PrefixList; `#default` stands for the default namespace. */
  readonly inclusivePrefixes?: readonly string[];
  /** One element left out with all it contains (the enveloped signature). */
  readonly omit?: XmlElement;
};

type Writer = {
  readonly inclusivePrefixes: readonly string[];
  readonly omit: XmlElement | undefined;
  output: string;
};

// Canonical order is by code point; UTF-16 units order surrogates before U+E000…U+FFFF.
function toCodePointOrder(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const difference = toCodePointOrder(a.charCodeAt(index)) - toCodePointOrder(b.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function compareAttributes(a: XmlAttribute, b: XmlAttribute): number {
  return compareText(a.namespaceUri, b.namespaceUri) || compareText(a.localName, b.localName);
}

/** Whether the declaration of `prefix` has to be written here, given what the ancestors in the output wrote. */
function isMissing(element: XmlElement, prefix: string, rendered: Scope): boolean {
  return prefix !== 'xml' && (element.namespaces.get(prefix) ?? '') !== (rendered.get(prefix) ?? '');
}

function listMissingPrefixes(writer: Writer, element: XmlElement, rendered: Scope): readonly string[] {
  const missing = isMissing(element, element.prefix, rendered) ? [element.prefix] : [];
  for (const { prefix } of element.attributes) {
    if (prefix !== '' && !missing.includes(prefix) && isMissing(element, prefix, rendered)) missing.push(prefix);
  }
  for (const prefix of writer.inclusivePrefixes) {
    // A listed prefix that is out of scope here is not undeclared: only the default namespace can be.
    const isInScope = prefix === '' || element.namespaces.has(prefix);
    if (isInScope && !missing.includes(prefix) && isMissing(element, prefix, rendered)) missing.push(prefix);
  }
  return missing.length > 1 ? missing.sort(compareText) : missing;
}

function writeNamespaces(writer: Writer, element: XmlElement, rendered: Scope): Scope {
  const missing = listMissingPrefixes(writer, element, rendered);
  if (missing.length === 0) return rendered;
  const scope = new Map(rendered);
  for (const prefix of missing) {
    const uri = element.namespaces.get(prefix) ?? '';
    scope.set(prefix, uri);
    writer.output += `${prefix === '' ? ' xmlns' : ` xmlns:${prefix}`}="${escapeAttribute(uri)}"`;
  }
  return scope;
}

function writeAttributes(writer: Writer, attributes: readonly XmlAttribute[]): void {
  const sorted = attributes.length > 1 ? [...attributes].sort(compareAttributes) : attributes;
  for (const { prefix, localName, value } of sorted) {
    writer.output += ` ${prefix === '' ? localName : `${prefix}:${localName}`}="${escapeAttribute(value)}"`;
  }
}

function writeElement(writer: Writer, element: XmlElement, rendered: Scope): void {
  const name = element.prefix === '' ? element.localName : `${element.prefix}:${element.localName}`;
  writer.output += `<${name}`;
  const scope = writeNamespaces(writer, element, rendered);
  writeAttributes(writer, element.attributes);
  writer.output += '>';
  if (writer.output.length > MAX_OUTPUT) throw xmlErrors.tooLarge({ limit: MAX_OUTPUT });
  for (const child of element.children) {
    if (child.kind === 'text') writer.output += escapeText(child.text);
    else if (child !== writer.omit) writeElement(writer, child, scope);
  }
  writer.output += `</${name}>`;
}

/**
 * Canonical form of `element` as the apex of its subtree. Encode as UTF-8 to digest.
 * Throws `xml.too_large` when the result would exceed 1 000 000 characters. Source: exc-c14n §3.
 */
export function canonicalize(element: XmlElement, options: CanonicalizeOptions = {}): string {
  const inclusivePrefixes = (options.inclusivePrefixes ?? []).map((prefix) => (prefix === '#default' ? '' : prefix));
  const writer: Writer = { inclusivePrefixes, omit: options.omit, output: '' };
  writeElement(writer, element, new Map());
  return writer.output;
}
