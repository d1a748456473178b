import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalize, childElements, parseXml } from './index.ts';
import { arbitraryDocument } from './testing/arbitrary-document.ts';
import { hasProgram } from './testing/find-program.ts';

const hasXmllint = hasProgram('xmllint') || process.env['CI'] !== undefined;
const install = hasXmllint ? '' : ' (install: apt-get install libxml2-utils)';

function runXmllint(text: string): string {
  const run = spawnSync('xmllint', ['--exc-c14n', '-'], { input: text, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout;
}

const DOCUMENTS: readonly [string, string][] = [
  ['empty element', '<a/>'],
  ['sorted attributes', `<a z="1" b='2' a = "3"/>`],
  ['nasty text', '<a>&amp;&lt;&gt;"\'&#9;&#13;\r\nx\ry ]]&gt; 漢字 😀</a>'],
  ['nasty attribute', `<a v="&amp;&lt;&gt;&quot;'&#9;&#10;&#13; \t\n漢字 😀"/>`],
  ['unused declaration', '<a xmlns:u="urn:u"><b/></a>'],
  ['prefix used late', '<a xmlns:u="urn:u"><u:b><u:c/></u:b><u:d/></a>'],
  ['prefix used by an attribute', '<a xmlns:u="urn:u"><b u:x="1" x="2"/></a>'],
  ['prefix declared again', '<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:2"><p:c xmlns:p="urn:1"/></p:b></p:a>'],
  ['same declaration again', '<p:a xmlns:p="urn:1"><p:b xmlns:p="urn:1"/></p:a>'],
  ['default namespace', '<a xmlns="urn:1"><b xmlns=""><c xmlns="urn:1"/></b><d/></a>'],
  ['default namespace between', '<p:a xmlns:p="urn:p" xmlns="urn:1"><p:b><c/></p:b><c/></p:a>'],
  ['xml attributes', '<a xml:lang="en" xml:space="preserve"><b xml:lang="de"> x </b></a>'],
  ['attributes by namespace', '<a xmlns:z="urn:a" xmlns:a="urn:z" a:m="1" z:m="2" m="3"/>'],
  ['two prefixes of one namespace', '<p:a xmlns:p="urn:1" xmlns:q="urn:1"><q:b q:x="1"/></p:a>'],
  ['declaration and white space', '<?xml version="1.0" encoding="UTF-8"?>\n <a>\n <b />\n</a>\n'],
  ['names beyond ASCII', '<Überschrift 属性="1"><é·x/></Überschrift>'],
];

describe('canonicalize (exc-c14n §3)', () => {
  describe.each(DOCUMENTS)('%s', (_name, text) => {
    it.skipIf(!hasXmllint)(`gives the bytes of libxml2${install}`, () => {
      expect(canonicalize(parseXml(text))).toBe(runXmllint(text));
    });

    it('is its own canonical form', () => {
      const canonical = canonicalize(parseXml(text));
      expect(canonicalize(parseXml(canonical))).toBe(canonical);
    });
  });

  it.skipIf(!hasXmllint)(`gives the bytes of libxml2 for random documents${install}`, () => {
    void fc.assert(
      fc.property(arbitraryDocument, (text) => {
        expect(canonicalize(parseXml(text))).toBe(runXmllint(text));
      }),
      { numRuns: 100 },
    );
  });

  it('is idempotent for random documents', () => {
    void fc.assert(
      fc.property(arbitraryDocument, (text) => {
        const canonical = canonicalize(parseXml(text));
        expect(canonicalize(parseXml(canonical))).toBe(canonical);
      }),
    );
  });

  it('sorts by code point, not by UTF-16 unit', () => {
    expect(canonicalize(parseXml('<a \u{10400}="1" \uF900="2"/>'))).toBe('<a \uF900="2" \u{10400}="1"></a>');
  });

  it('leaves one subtree out and keeps what is around it', () => {
    const root = parseXml('<a> <b>x</b>\n<c/></a>');
    const [omit] = childElements(root, '', 'b');
    if (omit === undefined) throw new Error('no b');
    expect(canonicalize(root, { omit })).toBe('<a> \n<c></c></a>');
  });

  it('takes a subtree out of its context with the namespaces it uses', () => {
    const root = parseXml('<a xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q"><p:b><c/></p:b></a>');
    const [inner] = childElements(root, 'urn:p', 'b');
    if (inner === undefined) throw new Error('no b');
    expect(canonicalize(inner)).toBe('<p:b xmlns:p="urn:p"><c xmlns="urn:d"></c></p:b>');
    // exc-c14n §2.1 – listed prefixes are written whether used or not; unknown ones are ignored.
    expect(canonicalize(inner, { inclusivePrefixes: ['q', '#default', 'none'] })).toBe(
      '<p:b xmlns="urn:d" xmlns:p="urn:p" xmlns:q="urn:q"><c></c></p:b>',
    );
  });

  it('refuses to blow up', () => {
    const uri = `urn:${'u'.repeat(40_000)}`;
    const root = parseXml(`<a xmlns:p="${uri}">${'<p:b/>'.repeat(500)}</a>`);
    expect(() => canonicalize(root)).toThrow(expect.objectContaining({ code: 'xml.too_large' }));
  });
});
