import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeAttribute, escapeText, findAttribute, parseXml, textOf } from './index.ts';

describe('escaping (exc-c14n §3)', () => {
  it('writes text and attributes as canonical XML does', () => {
    expect(escapeText('&<>"\'\t\n\r')).toBe('&amp;&lt;&gt;"\'\t\n&#xD;');
    expect(escapeAttribute('&<>"\'\t\n\r')).toBe("&amp;&lt;>&quot;'&#x9;&#xA;&#xD;");
  });

  it.each(['\0', '\u000B', '\u001F', '\uD800', 'x\uDC00y', '\uFFFE', '\uFFFF'])(
    'refuses %j, which XML cannot carry',
    (text) => {
      const refused = expect.objectContaining({ code: 'xml.illegal_character' });
      expect(() => escapeText(text)).toThrow(refused);
      expect(() => escapeAttribute(text)).toThrow(refused);
    },
  );

  it('survives a round trip, or is refused', () => {
    void fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let element: string;
        try {
          element = `<a b="${escapeAttribute(text)}">${escapeText(text)}</a>`;
        } catch (error) {
          expect(error).toMatchObject({ code: 'xml.illegal_character' });
          return;
        }
        const root = parseXml(element);
        expect([textOf(root), findAttribute(root, 'b')]).toEqual([text, text]);
      }),
      { numRuns: 500 },
    );
  });
});
