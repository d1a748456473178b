import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalize, childElements, elementsOf, findAttribute, parseXml, textOf, type XmlLimits } from './index.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

const REFUSED: readonly [string, string | Uint8Array, string, Partial<XmlLimits>?][] = [
  ['nothing', '', 'xml.malformed'],
  ['text alone', 'hello', 'xml.malformed'],
  ['bytes that are not UTF-8', bytes(0x3c, 0x61, 0x2f, 0x3e, 0xff), 'xml.not_utf8'],
  ['an overlong form', bytes(0x3c, 0x61, 0x3e, 0xc0, 0xbc, 0x3c, 0x2f, 0x61, 0x3e), 'xml.not_utf8'],
  ['UTF-16', Buffer.from('\uFEFF<a/>', 'utf16le'), 'xml.not_utf8'],
  ['UTF-16 without mark', Buffer.from('<a/>', 'utf16le'), 'xml.illegal_character'],
  ['a byte order mark in bytes', Buffer.from('\uFEFF<a/>'), 'xml.byte_order_mark'],
  ['a byte order mark in text', '\uFEFF<a/>', 'xml.byte_order_mark'],
  ['NUL', '<a>\0</a>', 'xml.illegal_character'],
  ['a control character', '<a>\u0001</a>', 'xml.illegal_character'],
  ['U+FFFE', '<a>\uFFFE</a>', 'xml.illegal_character'],
  ['a lone surrogate', '<a>\uD800</a>', 'xml.illegal_character'],
  ['a reference to NUL', '<a>&#0;</a>', 'xml.illegal_character'],
  ['a reference to a surrogate', '<a>&#xD800;</a>', 'xml.illegal_character'],
  ['a reference beyond Unicode', '<a>&#x110000;</a>', 'xml.illegal_character'],
  ['a DOCTYPE', '<!DOCTYPE a><a/>', 'xml.markup_refused'],
  ['an entity declaration', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'xml.markup_refused'],
  ['a comment', '<a><!-- x --></a>', 'xml.markup_refused'],
  ['a CDATA section', '<a><![CDATA[x]]></a>', 'xml.markup_refused'],
  ['an instruction', '<a><?x y?></a>', 'xml.markup_refused'],
  ['a second declaration', '<?xml version="1.0"?><?xml version="1.0"?><a/>', 'xml.markup_refused'],
  ['a declaration after white space', ' <?xml version="1.0"?><a/>', 'xml.markup_refused'],
  ['an instruction first', '<?xml-stylesheet href="x"?><a/>', 'xml.declaration_refused'],
  ['XML 1.1', '<?xml version="1.1"?><a/>', 'xml.declaration_refused'],
  ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><a/>', 'xml.declaration_refused'],
  ['UTF-7', '<?xml version="1.0" encoding="UTF-7"?><a/>', 'xml.declaration_refused'],
  ['a capital declaration', '<?XML version="1.0"?><a/>', 'xml.declaration_refused'],
  ['too many characters', `<a>${'x'.repeat(20)}</a>`, 'xml.too_large', { maxCharacters: 26 }],
  ['too many bytes', Buffer.from('<a>漢漢漢</a>'), 'xml.too_large', { maxCharacters: 15 }],
  ['100 001 characters', `<a>${'x'.repeat(99_994)}</a>`, 'xml.too_large'],
  ['too many tags', '<a><b/><b/></a>', 'xml.too_many_tags', { maxTags: 3 }],
  ['2 001 tags', `<a>${'<b/>'.repeat(1999)}</a>`, 'xml.too_many_tags'],
  ['too deep nesting', '<a>'.repeat(65) + '</a>'.repeat(65), 'xml.too_deep'],
  [
    'too many attributes',
    `<a ${Array.from({ length: 65 }, (_, n) => `a${n}="1"`).join(' ')}/>`,
    'xml.too_many_attributes',
  ],
  [
    'too many prefixes in scope',
    `<a ${Array.from({ length: 40 }, (_, n) => `xmlns:a${n}="urn:x"`).join(' ')}><b ${Array.from({ length: 40 }, (_, n) => `xmlns:b${n}="urn:x"`).join(' ')}/></a>`,
    'xml.too_many_namespaces',
  ],
  ['two roots', '<a/><b/>', 'xml.malformed'],
  ['text after the root', '<a/>x', 'xml.malformed'],
  ['text before the root', 'x<a/>', 'xml.malformed'],
  ['an open element', '<a><b></b>', 'xml.malformed'],
  ['an open tag', '<a', 'xml.malformed'],
  ['an open end tag', '<a></a', 'xml.malformed'],
  ['crossed tags', '<a><b></a></b>', 'xml.malformed'],
  ['an end tag with a longer name', '<a></ab>', 'xml.malformed'],
  ['an end tag with another prefix', '<p:a xmlns:p="urn:1" xmlns:q="urn:1"></q:a>', 'xml.malformed'],
  ['a tag that starts with a space', '< a/>', 'xml.malformed'],
  ['a name that starts with a digit', '<1a/>', 'xml.malformed'],
  ['a name that starts with a combining character', '<\u0301a/>', 'xml.malformed'],
  ['a name with two colons', '<p:a:b xmlns:p="urn:1"/>', 'xml.malformed'],
  ['a name that ends in a colon', '<p: xmlns:p="urn:1"/>', 'xml.malformed'],
  ['an attribute without value', '<a b/>', 'xml.malformed'],
  ['an attribute without quotes', '<a b=c/>', 'xml.malformed'],
  ['an open attribute', '<a b="c/>', 'xml.malformed'],
  ['a tag inside an attribute', '<a b="<"/>', 'xml.malformed'],
  ['attributes without a space', '<a b="1"c="2"/>', 'xml.malformed'],
  ['the end of a CDATA section in text', '<a>]]></a>', 'xml.malformed'],
  ['an unknown entity', '<a>&nbsp;</a>', 'xml.unknown_entity'],
  ['a bare ampersand', '<a>a & b</a>', 'xml.unknown_entity'],
  ['an ampersand in an attribute', '<a b="x&y"/>', 'xml.unknown_entity'],
  ['a malformed number', '<a>&#x;</a>', 'xml.unknown_entity'],
  ['a capital X', '<a>&#X41;</a>', 'xml.unknown_entity'],
  ['the same attribute twice', '<a b="1" b="1"/>', 'xml.duplicate_attribute'],
  ['the same expanded name twice', '<a xmlns:p="urn:1" xmlns:q="urn:1" p:b="1" q:b="2"/>', 'xml.duplicate_attribute'],
  ['the same declaration twice', '<a xmlns:p="urn:1" xmlns:p="urn:1"/>', 'xml.duplicate_attribute'],
  ['an undeclared element prefix', '<p:a/>', 'xml.undeclared_prefix'],
  ['an undeclared attribute prefix', '<a p:b="1"/>', 'xml.undeclared_prefix'],
  ['a prefix of a sibling', '<a><b xmlns:p="urn:1"/><p:c/></a>', 'xml.undeclared_prefix'],
  ['the prefix xmlns on an element', '<xmlns:a/>', 'xml.undeclared_prefix'],
  ['a relative namespace', '<a xmlns="relative"/>', 'xml.namespace_refused'],
  ['a namespace with a space', '<a xmlns="urn:a b"/>', 'xml.namespace_refused'],
  ['an undeclared prefix by empty URI', '<a xmlns:p=""/>', 'xml.namespace_refused'],
  ['xml bound elsewhere', '<a xmlns:xml="urn:1"/>', 'xml.namespace_refused'],
  ['xmlns bound', '<a xmlns:xmlns="http://www.w3.org/2000/xmlns/"/>', 'xml.namespace_refused'],
  [
    'the XML namespace by another prefix',
    '<a xmlns:p="http://www.w3.org/XML/1998/namespace"/>',
    'xml.namespace_refused',
  ],
];

describe('parseXml refuses', () => {
  it.each(REFUSED)('%s', (_name, input, code, limits) => {
    expect(() => parseXml(input, limits)).toThrow(refusal(code));
  });

  it('anything malformed with a code of its own, never another error (random text)', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      'a',
      ':',
      '=',
      '"',
      "'",
      ' ',
      '&',
      ';',
      '#',
      'xmlns',
      '!',
      '?',
      ']',
      '\r',
    );
    void fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        try {
          parseXml(`<a>${pieces.join('')}</a>`);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^xml\./) });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('without repeating the input', () => {
    expect(() => parseXml('<secret-name>&canary;</secret-name>')).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/canary|secret-name/) }),
    );
  });
});

describe('parseXml reads', () => {
  it('a declaration in its usual forms', () => {
    for (const declaration of [
      '<?xml version="1.0"?>',
      "<?xml version='1.0' encoding='utf-8' ?>",
      '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\r\n',
    ]) {
      expect(parseXml(`${declaration}<a/>`).localName).toBe('a');
    }
  });

  it('exactly 100 000 characters and 2 000 tags', () => {
    expect(textOf(parseXml(`<a>${'x'.repeat(99_993)}</a>`))).toHaveLength(99_993);
    expect(elementsOf(parseXml(`<a>${'<b/>'.repeat(1998)}</a>`))).toHaveLength(1998);
  });

  it('line ends and white space as XML 1.0 §2.11 and §3.3.3 ask', () => {
    const root = parseXml('<a b="1\r\n2\t3\r4&#13;&#10;&#9;">1\r\n2\r3&#13;</a>');
    expect(findAttribute(root, 'b')).toBe('1 2 3 4\r\n\t');
    expect(textOf(root)).toBe('1\n2\n3\r');
  });

  it('names and attributes by namespace, not by prefix', () => {
    const root = parseXml('<x:a xmlns:x="urn:1" xmlns="urn:2"><b x:c="1" c="2"/><y:b xmlns:y="urn:1"/></x:a>');
    expect(root).toMatchObject({ prefix: 'x', localName: 'a', namespaceUri: 'urn:1' });
    expect(childElements(root, 'urn:2', 'b')).toHaveLength(1);
    expect(childElements(root, 'urn:1', 'b')).toHaveLength(1);
    expect(childElements(root, '', 'b')).toHaveLength(0);
    const [b] = elementsOf(root);
    expect(b && findAttribute(b, 'c')).toBe('2');
    expect(b && findAttribute(b, 'd')).toBeUndefined();
  });

  it('any text and attribute that was canonically written, unchanged', () => {
    const legal = fc.string({ unit: 'grapheme' }).filter((text) => !/[^\t\n\r -\uFFFD]/.test(text));
    void fc.assert(
      fc.property(legal, legal, (text, value) => {
        const root = parseXml('<a b="">x</a>');
        const [attribute] = root.attributes;
        if (attribute === undefined) throw new Error('no attribute');
        const changed = { ...root, attributes: [{ ...attribute, value }], children: [{ kind: 'text' as const, text }] };
        const read = parseXml(canonicalize(changed));
        expect([textOf(read), findAttribute(read, 'b')]).toEqual([text, value]);
      }),
    );
  });

  it('the text of a leaf, and refuses to read around an element', () => {
    expect(textOf(parseXml('<a/>'))).toBe('');
    expect(() => textOf(parseXml('<a>admin<b/>.evil</a>'))).toThrow(refusal('xml.element_in_text'));
  });
});
