// Strict reading of SAML elements: known children in their order, text only in leaves, fields present and well-formed.
import { elementsOf, findAttribute, type XmlElement } from '@keyshift/xml';
import { NAMESPACE, SAML_VERSION } from '../constants.ts';
import { documentErrors } from '../errors/documents.ts';
import { isXmlId } from '../id.ts';
import { findInstant } from '../instant.ts';

const SPACE_ONLY = /^[ \t\r\n]*$/;

/** One permitted child: `*` after the name = any number, `?` = at most one, nothing = exactly one. */
export type ChildRule = {
  readonly namespaceUri: string;
  readonly localName: string;
  readonly min: 0 | 1;
  readonly max: 1 | 'many';
};

export function rule(namespaceUri: string, name: string): ChildRule {
  const mark = name.at(-1);
  const localName = mark === '*' || mark === '?' ? name.slice(0, -1) : name;
  return { namespaceUri, localName, min: localName === name ? 1 : 0, max: mark === '*' ? 'many' : 1 };
}

export function isElement(element: XmlElement, namespaceUri: string, localName: string): boolean {
  return element.localName === localName && element.namespaceUri === namespaceUri;
}

function checkNoText(element: XmlElement): void {
  for (const child of element.children) {
    if (child.kind === 'text' && !SPACE_ONLY.test(child.text)) {
      throw documentErrors.elementUnexpected({ parent: element.localName });
    }
  }
}

/**
 * The element children, checked to be a sequence of `rules` in that order with nothing else and no text between.
 * Throws `saml.element_unexpected`, `saml.element_missing`.
 */
export function readSequence(element: XmlElement, rules: readonly ChildRule[]): XmlElement[] {
  checkNoText(element);
  const children = elementsOf(element);
  let at = 0;
  for (const { namespaceUri, localName, min, max } of rules) {
    const from = at;
    const limit = max === 'many' ? children.length : from + 1;
    for (let child = children[at]; child !== undefined && at < limit; child = children[at]) {
      if (!isElement(child, namespaceUri, localName)) break;
      at += 1;
    }
    if (at - from < min) throw missingChild(element, localName, children[at]);
  }
  const extra = children[at];
  if (extra !== undefined) throw documentErrors.elementUnexpected({ parent: element.localName });
  return children;
}

function missingChild(parent: XmlElement, localName: string, found: XmlElement | undefined): Error {
  const isPresent = elementsOf(parent).some((child) => child.localName === localName);
  return found !== undefined && isPresent
    ? documentErrors.elementUnexpected({ parent: parent.localName })
    : documentErrors.elementMissing({ element: localName, parent: parent.localName });
}

/** The text of a leaf. Throws `saml.leaf_not_text`, so that no reader sees a part of a value. */
export function readLeaf(element: XmlElement): string {
  const only = element.children[0];
  if (only === undefined) return '';
  if (only.kind !== 'text' || element.children.length > 1)
    throw documentErrors.leafNotText({ element: element.localName });
  return only.text;
}

/** Like `readLeaf`; throws `saml.value_empty` when there is nothing but white space. */
export function readFilledLeaf(element: XmlElement): string {
  const text = readLeaf(element);
  if (SPACE_ONLY.test(text)) throw documentErrors.valueEmpty({ element: element.localName });
  return text;
}

/** Throws `saml.field_missing` when the XML attribute is absent or empty. */
export function readField(element: XmlElement, attribute: string): string {
  const value = findAttribute(element, attribute);
  if (value === undefined || value === '') throw documentErrors.fieldMissing({ element: element.localName, attribute });
  return value;
}

/** An absent flag is false. Throws `saml.value_invalid` for anything but true, false, 1 and 0. */
export function readFlag(element: XmlElement, attribute: string): boolean {
  const value = findAttribute(element, attribute) ?? 'false';
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw documentErrors.valueInvalid({ element: element.localName, attribute });
}

/** An unsigned 16-bit number. Throws `saml.value_invalid`. */
export function findIndexField(element: XmlElement, attribute: string): number | undefined {
  const value = findAttribute(element, attribute);
  if (value === undefined) return undefined;
  const index = Number(value);
  if (!/^\d{1,5}$/.test(value) || index > 65_535) {
    throw documentErrors.valueInvalid({ element: element.localName, attribute });
  }
  return index;
}

/** Throws `saml.instant_invalid` for a present but malformed time: half-filled data never weakens a check. */
export function findInstantField(element: XmlElement, attribute: string): Date | undefined {
  const text = findAttribute(element, attribute);
  if (text === undefined) return undefined;
  const instant = findInstant(text);
  if (instant === undefined) throw documentErrors.instantInvalid({ element: element.localName, attribute });
  return instant;
}

export function readInstantField(element: XmlElement, attribute: string): Date {
  const instant = findInstantField(element, attribute);
  if (instant === undefined) throw documentErrors.fieldMissing({ element: element.localName, attribute });
  return instant;
}

/** Throws `saml.id_invalid`. */
export function readId(element: XmlElement): string {
  const id = findAttribute(element, 'ID') ?? '';
  if (!isXmlId(id)) throw documentErrors.idInvalid({ element: element.localName });
  return id;
}

/** Throws `saml.version_unsupported`. */
export function checkVersion(element: XmlElement): void {
  if (findAttribute(element, 'Version') !== SAML_VERSION) {
    throw documentErrors.versionUnsupported({ element: element.localName });
  }
}

export const ISSUER: ChildRule = rule(NAMESPACE.assertion, 'Issuer');
export const OPTIONAL_ISSUER: ChildRule = rule(NAMESPACE.assertion, 'Issuer?');
export const OPTIONAL_SIGNATURE: ChildRule = rule(NAMESPACE.signature, 'Signature?');
