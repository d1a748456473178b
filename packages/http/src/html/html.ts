// HTML from tagged templates: every interpolated value is escaped unless it is itself a fragment made here.

const FRAGMENT: unique symbol = Symbol('html');

/** A piece of HTML that is safe to send: only `html` makes it. */
export type Html = { readonly [FRAGMENT]: string };
export type HtmlValue = Html | string | number | null | undefined | false | readonly HtmlValue[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');
}

function isFragment(value: Html | readonly HtmlValue[]): value is Html {
  return FRAGMENT in value;
}

function render(value: HtmlValue): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeMarkup(value);
  return isFragment(value) ? value[FRAGMENT] : value.map(render).join('');
}

/**
 * A fragment from literal markup and escaped values; arrays are joined, `null`, `undefined` and `false` are left out.
 * A value may stand in text or inside a quoted attribute; after a bare `=` it throws a TypeError, for no escaping is
 * enough there.
 */
export function html(markup: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const parts = markup.map((literal, index) => {
    if (index < values.length && /=\s*$/.test(literal)) throw new TypeError('quote the attribute value');
    return literal + (index < values.length ? render(values[index]) : '');
  });
  return { [FRAGMENT]: parts.join('') };
}

/** The markup as text, to be sent. */
export function formatHtml(fragment: Html): string {
  return fragment[FRAGMENT];
}
