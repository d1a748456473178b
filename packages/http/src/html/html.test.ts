import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHtml, html } from '../index.ts';

const PAYLOADS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</textarea><svg/onload=alert(1)>',
  '&lt;script&gt;',
  '<!--',
  '\u0000<b>',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
];

describe('html', () => {
  it.each(PAYLOADS)('neutralises %j in text and in an attribute', (payload) => {
    const page = formatHtml(html`<p title="${payload}">${payload}</p>`);
    expect(page).toMatch(/^<p title="[^<>"]*">[^<>]*<\/p>$/);
    expect(decode(page.slice(page.indexOf('>') + 1, -4))).toBe(payload);
  });

  it('never lets a value leave its place, and never changes what it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const page = formatHtml(html`<i a="${value}">${value}</i>`);
        const match = /^<i a="([^<>"']*)">([^<>"']*)<\/i>$/s.exec(page);
        expect(match?.[1]).toBe(match?.[2]);
        expect(decode(match?.[1] ?? 'no match')).toBe(value);
      }),
    );
  });

  it('nests fragments, joins lists, leaves out what is absent', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);
    expect(formatHtml(html`<ul>${items}</ul>${null}${undefined}${false}${0}`)).toBe(
      '<ul><li>a</li><li>&lt;b&gt;</li></ul>0',
    );
  });

  it('does not take look-alikes of a fragment', () => {
    const parsed = JSON.parse('{"html":"<b>","toString":"x"}');
    expect(() => formatHtml(html`${parsed}`)).toThrow(TypeError);
  });

  it('refuses an unquoted attribute value', () => {
    expect(() => html`<a href=${'x'}>`).toThrow(TypeError);
  });
});

function decode(text: string): string {
  const names: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => names[name] ?? '');
}
