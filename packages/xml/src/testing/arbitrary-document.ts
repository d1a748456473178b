// Random namespace-well-formed documents, written in the many ways XML allows.
import * as fc from 'fast-check';

const PREFIXES = ['', 'a', 'b', 'saml'] as const;
// No & in a URI: libxml2 2.9 forgets to escape it in canonical form, against Canonical XML.
const URIS = ['urn:one', 'urn:two', 'http://example.org/three?x=1'] as const;
const LOCAL_NAMES = ['Leaf', 'x', 'Überschrift', '名前', 'a-b.c_1'] as const;
const NASTY = ['&', '<', '>', '"', "'", '\t', '\n', '\r', ']]', ' ', 'é', '漢字', '😀', '\uE000', 'plain'] as const;

const text = fc.array(fc.constantFrom(...NASTY), { maxLength: 6 }).map((parts) => parts.join(''));

type Tree = {
  prefix: string;
  localName: string;
  declarations: readonly (readonly [string, string])[];
  attributes: readonly (readonly [string, string, string])[];
  text: string;
  isShort: boolean;
  children: readonly Tree[];
};

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.record({
    prefix: fc.constantFrom(...PREFIXES),
    localName: fc.constantFrom(...LOCAL_NAMES),
    declarations: fc.uniqueArray(fc.tuple(fc.constantFrom(...PREFIXES), fc.constantFrom(...URIS)), {
      maxLength: 3,
      selector: ([prefix]) => prefix,
    }),
    attributes: fc.uniqueArray(fc.tuple(fc.constantFrom('', 'xml', 'b'), fc.constantFrom(...LOCAL_NAMES), text), {
      maxLength: 4,
      selector: ([prefix, localName]) => `${prefix}:${localName}`,
    }),
    text,
    isShort: fc.boolean(),
    children: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
  }),
}));

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&#38;',
  '<': '&lt;',
  '>': '&#x3e;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#xA;',
  '\r': '&#13;',
};

function escapeByReference(value: string): string {
  return value.replace(/[&<>"'\t\n\r]/g, (character) => REFERENCES[character] ?? character);
}

const name = (prefix: string, localName: string): string => (prefix === '' ? localName : `${prefix}:${localName}`);

function write(node: Tree, isRoot: boolean): string {
  // The root declares every prefix, so that all uses below are bound.
  const declarations = new Map<string, string>(isRoot ? PREFIXES.map((prefix) => [prefix, URIS[0]]) : []);
  for (const [prefix, uri] of node.declarations) declarations.set(prefix, uri);
  let tag = `<${name(node.prefix, node.localName)}`;
  for (const [prefix, localName, value] of node.attributes)
    tag += `\n  ${name(prefix, localName)} = "${escapeByReference(value)}"`;
  for (const [prefix, uri] of declarations)
    tag += ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}='${escapeByReference(uri)}'`;
  const content = escapeByReference(node.text) + node.children.map((child) => write(child, false)).join('\n');
  if (content === '' && node.isShort) return `${tag} />`;
  return `${tag}>${content}</${name(node.prefix, node.localName)} >`;
}

/** A document as text. */
export const arbitraryDocument: fc.Arbitrary<string> = tree.map((root) => write(root, true));
