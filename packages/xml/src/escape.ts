// Escaping exactly as canonical XML writes it (exc-c14n §3), so that what we write is already canonical.
import { findIllegalCharacter } from './characters.ts';
import { xmlErrors } from './errors.ts';

// One look decides the common case: nothing to escape and nothing to doubt.
const PLAIN_TEXT = /^[\t\n -%'-;=?-\uD7FF\uE000-\uFFFD]*$/;
const PLAIN_ATTRIBUTE = /^[ !#-%'-;=-\uD7FF\uE000-\uFFFD]*$/;

const TEXT_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};

function checkLegal(text: string): void {
  const offset = findIllegalCharacter(text);
  if (offset >= 0) throw xmlErrors.illegalCharacter({ offset });
}

/** Text content. Throws `xml.illegal_character` for what XML 1.0 cannot carry (control characters, lone surrogates). */
export function escapeText(text: string): string {
  if (PLAIN_TEXT.test(text)) return text;
  checkLegal(text);
  return text.replace(/[&<>\r]/g, (character) => TEXT_ESCAPES[character] ?? character);
}

/** Value between double quotes. Throws `xml.illegal_character` like `escapeText`. */
export function escapeAttribute(value: string): string {
  if (PLAIN_ATTRIBUTE.test(value)) return value;
  checkLegal(value);
  return value.replace(/[&<"\t\n\r]/g, (character) => ATTRIBUTE_ESCAPES[character] ?? character);
}
