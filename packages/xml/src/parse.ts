// Strict parser: elements, attributes and text of one well-formed, namespace-well-formed document, in linear time.
import { findNameEnd } from './characters.ts';
import { xmlErrors } from './errors.ts';
import { DEFAULT_LIMITS, type XmlLimits } from './limits.ts';
import type { XmlAttribute, XmlElement, XmlNode } from './model.ts';
import {
  type Declaration,
  EMPTY_SCOPE,
  openScope,
  resolveAttributes,
  resolvePrefix,
  type Scope,
} from './namespaces.ts';
import { decodeReferences } from './references.ts';
import { scanXml, skipComment } from './scan.ts';

const SLASH = 0x2f;
const GREATER = 0x3e;
const EQUALS = 0x3d;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const COLON = 0x3a;
const LESS = 0x3c;

const UNPLAIN_VALUE = /[<&\t\n]/;

type Cursor = { readonly text: string; at: number; depth: number; readonly limits: XmlLimits };

function fail(cursor: Cursor, reason: string): never {
  throw xmlErrors.malformed({ reason, offset: cursor.at });
}

function skipSpace(cursor: Cursor): boolean {
  const from = cursor.at;
  for (let code = cursor.text.charCodeAt(cursor.at); ; code = cursor.text.charCodeAt(cursor.at)) {
    if (code !== 0x20 && code !== 0xa && code !== 0x9) return cursor.at > from;
    cursor.at += 1;
  }
}

/** A name without colon, at the cursor. */
function readPlainName(cursor: Cursor): string {
  const from = cursor.at;
  cursor.at = findNameEnd(cursor.text, from);
  if (cursor.at === from) fail(cursor, 'a name is expected');
  return cursor.text.slice(from, cursor.at);
}

/** The part after the colon, or undefined when the name that was just read has none. */
function findLocalPart(cursor: Cursor): string | undefined {
  if (cursor.text.charCodeAt(cursor.at) !== COLON) return undefined;
  cursor.at += 1;
  return readPlainName(cursor);
}

/** XML 1.0 §3.3.3 – white space typed into a value counts as spaces; written as a reference it is kept. */
function readValue(cursor: Cursor): string {
  const quote = cursor.text.charCodeAt(cursor.at);
  if (quote !== QUOTE && quote !== APOSTROPHE) fail(cursor, 'an attribute value is not quoted');
  const from = cursor.at + 1;
  const end = cursor.text.indexOf(quote === QUOTE ? '"' : "'", from);
  if (end < 0) fail(cursor, 'an attribute value is not closed');
  const raw = cursor.text.slice(from, end);
  cursor.at = end + 1;
  if (!UNPLAIN_VALUE.test(raw)) return raw;
  if (raw.includes('<')) fail(cursor, 'an attribute value contains <');
  return decodeReferences(raw.replace(/[\t\n]/g, ' '), from);
}

function readAssignedValue(cursor: Cursor): string {
  skipSpace(cursor);
  if (cursor.text.charCodeAt(cursor.at) !== EQUALS) fail(cursor, 'an attribute has no value');
  cursor.at += 1;
  skipSpace(cursor);
  return readValue(cursor);
}

type Tag = { readonly declarations: readonly Declaration[]; readonly attributes: readonly XmlAttribute[] };
type OpenTag = { readonly declarations: Declaration[]; readonly attributes: XmlAttribute[] };

const BARE_TAG: Tag = { declarations: [], attributes: [] };

function readAttribute(cursor: Cursor, tag: OpenTag): void {
  const name = readPlainName(cursor);
  const localPart = findLocalPart(cursor);
  const value = readAssignedValue(cursor);
  if (name === 'xmlns') tag.declarations.push({ prefix: localPart ?? '', uri: value });
  else if (localPart === undefined) tag.attributes.push({ prefix: '', localName: name, namespaceUri: '', value });
  else tag.attributes.push({ prefix: name, localName: localPart, namespaceUri: '', value });
}

function readAttributes(cursor: Cursor): Tag {
  if (cursor.text.charCodeAt(cursor.at) === GREATER) return BARE_TAG;
  const tag: OpenTag = { declarations: [], attributes: [] };
  for (;;) {
    const isSeparated = skipSpace(cursor);
    const code = cursor.text.charCodeAt(cursor.at);
    if (code === GREATER || code === SLASH) return tag;
    if (!isSeparated) fail(cursor, 'a space or the end of a tag is expected');
    readAttribute(cursor, tag);
    if (tag.declarations.length + tag.attributes.length > cursor.limits.maxAttributes) {
      throw xmlErrors.tooManyAttributes({ limit: cursor.limits.maxAttributes });
    }
  }
}

function readEndTag(cursor: Cursor, name: string): void {
  if (!cursor.text.startsWith(name, cursor.at)) fail(cursor, 'an end tag does not match its start tag');
  cursor.at += name.length;
  skipSpace(cursor);
  // A longer name ends up here too: it goes on where > is due.
  if (cursor.text.charCodeAt(cursor.at) !== GREATER) fail(cursor, 'an end tag does not match its start tag');
  cursor.at += 1;
}

function readText(cursor: Cursor): string {
  const from = cursor.at;
  const end = cursor.text.indexOf('<', from);
  if (end < 0) fail(cursor, 'an element is not closed');
  const raw = cursor.text.slice(from, end);
  // XML 1.0 §2.4 – the end of a CDATA section may not stand in text.
  if (raw.includes(']]>')) fail(cursor, 'text contains ]]>');
  cursor.at = end;
  return decodeReferences(raw, from);
}

/** A comment beside text is refused: some parsers would read the text on one side of it, some both. */
function checkNoText(children: readonly XmlNode[], offset: number): void {
  const hasText = children.some((child) => child.kind === 'text' && /[^ \t\n]/.test(child.text));
  if (hasText) throw xmlErrors.markupRefused({ markup: 'comment', offset });
}

/** White space and comments around the root element. */
function skipMisc(cursor: Cursor): void {
  for (;;) {
    skipSpace(cursor);
    const behind = skipComment(cursor.text, cursor.at);
    if (behind === cursor.at) return;
    cursor.at = behind;
  }
}

function readChildren(cursor: Cursor, name: string, scope: Scope): XmlNode[] {
  cursor.depth += 1;
  const children: XmlNode[] = [];
  let comment = -1;
  for (;;) {
    const behind = skipComment(cursor.text, cursor.at);
    if (behind > cursor.at) {
      comment = cursor.at;
      cursor.at = behind;
      continue;
    }
    if (cursor.text.charCodeAt(cursor.at) !== LESS) {
      children.push({ kind: 'text', text: readText(cursor) });
      continue;
    }
    if (cursor.text.charCodeAt(cursor.at + 1) === SLASH) {
      cursor.at += 2;
      readEndTag(cursor, name);
      cursor.depth -= 1;
      if (comment >= 0) checkNoText(children, comment);
      return children;
    }
    children.push(readElement(cursor, scope));
  }
}

function readElement(cursor: Cursor, outer: Scope): XmlElement {
  if (cursor.depth >= cursor.limits.maxDepth) throw xmlErrors.tooDeep({ limit: cursor.limits.maxDepth });
  if (cursor.text.charCodeAt(cursor.at) !== LESS) fail(cursor, 'an element is expected');
  cursor.at += 1;
  const from = cursor.at;
  const first = readPlainName(cursor);
  const localPart = findLocalPart(cursor);
  const prefix = localPart === undefined ? '' : first;
  const name = cursor.text.slice(from, cursor.at);
  const tag = readAttributes(cursor);
  const offset = cursor.at;
  const scope = openScope(outer, tag.declarations, { offset, maxNamespaces: cursor.limits.maxNamespaces });
  const isEmpty = cursor.text.charCodeAt(cursor.at) === SLASH;
  if (isEmpty) cursor.at += 1;
  if (cursor.text.charCodeAt(cursor.at) !== GREATER) fail(cursor, 'a tag is not closed');
  cursor.at += 1;
  return {
    kind: 'element',
    prefix,
    localName: localPart ?? first,
    namespaceUri: resolvePrefix(prefix, scope, offset),
    attributes: resolveAttributes(tag.attributes, scope, offset),
    namespaces: scope,
    children: isEmpty ? [] : readChildren(cursor, name, scope),
  };
}

/**
 * The root element of a document given as UTF-8 bytes or text. Refuses DTDs, comments, CDATA sections, processing
 * instructions, anything but UTF-8, and whatever exceeds `limits` (defaults: 100 000 characters, 2 000 tags).
 * Throws AppError `xml.*`. Source: XML 1.0 (5th ed.), Namespaces in XML 1.0.
 */
export function parseXml(bytesOrText: Uint8Array | string, limits: Partial<XmlLimits> = {}): XmlElement {
  const allLimits = { ...DEFAULT_LIMITS, ...limits };
  const { text, start } = scanXml(bytesOrText, allLimits);
  const cursor: Cursor = { text, at: start, depth: 0, limits: allLimits };
  skipMisc(cursor);
  const root = readElement(cursor, EMPTY_SCOPE);
  skipMisc(cursor);
  if (cursor.at !== text.length) fail(cursor, 'something follows the root element');
  return root;
}
