// Namespace rules (Namespaces in XML 1.0): scopes, prefixes, and attributes that are the same by their expanded name.
import { xmlErrors } from './errors.ts';
import type { XmlAttribute } from './model.ts';

const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const XMLNS_NAMESPACE = 'http://www.w3.org/2000/xmlns/';
const ABSOLUTE_URI = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s"<>\\^`{|}]*$/;

export type Scope = ReadonlyMap<string, string>;

export const EMPTY_SCOPE: Scope = new Map();

/** `prefix` is empty for the default namespace. */
export type Declaration = { readonly prefix: string; readonly uri: string };

type Place = { readonly offset: number; readonly maxNamespaces: number };

function findDeclarationFault({ prefix, uri }: Declaration): string | undefined {
  if (prefix === 'xmlns') return 'the prefix xmlns is declared';
  if (prefix === 'xml') return uri === XML_NAMESPACE ? undefined : 'the prefix xml is bound to another namespace';
  if (uri === XML_NAMESPACE || uri === XMLNS_NAMESPACE) return 'a reserved namespace is bound to another prefix';
  if (uri === '') return prefix === '' ? undefined : 'a prefix is undeclared';
  // exc-c14n §3 – canonical XML is not defined for relative namespace URIs.
  return ABSOLUTE_URI.test(uri) ? undefined : 'a namespace URI is relative or malformed';
}

/** The scope inside an element that carries these declarations. */
export function openScope(outer: Scope, declarations: readonly Declaration[], place: Place): Scope {
  if (declarations.length === 0) return outer;
  const scope = new Map(outer);
  const declared = new Set<string>();
  for (const declaration of declarations) {
    const reason = findDeclarationFault(declaration);
    if (reason !== undefined) throw xmlErrors.namespaceRefused({ reason, offset: place.offset });
    if (declared.has(declaration.prefix)) throw xmlErrors.duplicateAttribute({ offset: place.offset });
    declared.add(declaration.prefix);
    if (declaration.prefix !== 'xml') scope.set(declaration.prefix, declaration.uri);
  }
  if (scope.size > place.maxNamespaces) throw xmlErrors.tooManyNamespaces({ limit: place.maxNamespaces });
  return scope;
}

/** URI of a used prefix; `''` for no prefix and no default namespace. */
export function resolvePrefix(prefix: string, scope: Scope, offset: number): string {
  const uri = scope.get(prefix);
  if (uri !== undefined) return uri;
  if (prefix === '') return '';
  if (prefix === 'xml') return XML_NAMESPACE;
  throw xmlErrors.undeclaredPrefix({ offset });
}

/** The attributes with their namespaces filled in; the default namespace does not apply to them. */
export function resolveAttributes(
  read: readonly XmlAttribute[],
  scope: Scope,
  offset: number,
): readonly XmlAttribute[] {
  if (read.length === 0) return read;
  const attributes = read.every(({ prefix }) => prefix === '')
    ? read
    : read.map((attribute) => resolveAttribute(attribute, scope, offset));
  if (attributes.length > 1) checkUnique(attributes, offset);
  return attributes;
}

function resolveAttribute(attribute: XmlAttribute, scope: Scope, offset: number): XmlAttribute {
  if (attribute.prefix === '') return attribute;
  return { ...attribute, namespaceUri: resolvePrefix(attribute.prefix, scope, offset) };
}

function checkUnique(attributes: readonly XmlAttribute[], offset: number): void {
  // Elements carry a handful of attributes (and at most maxAttributes), so comparing pairs beats building a set.
  for (let later = 1; later < attributes.length; later += 1) {
    for (let earlier = 0; earlier < later; earlier += 1) {
      if (isSameName(attributes[earlier], attributes[later])) throw xmlErrors.duplicateAttribute({ offset });
    }
  }
}

function isSameName(a: XmlAttribute | undefined, b: XmlAttribute | undefined): boolean {
  return a?.localName === b?.localName && a?.namespaceUri === b?.namespaceUri;
}
