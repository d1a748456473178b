// Character references and the five predefined entities; nothing else can be referred to without a DTD.
import { isLegalCodePoint } from './characters.ts';
import { xmlErrors } from './errors.ts';

// The longest is &#x10FFFF; – leading zeros beyond that are not worth reading.
const MAX_REFERENCE = 12;
const PREDEFINED: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function decodeNumber(name: string, offset: number): string {
  const digits = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name);
  if (digits === null) throw xmlErrors.unknownEntity({ offset });
  const code = digits[1] === undefined ? Number.parseInt(digits[2] ?? '', 10) : Number.parseInt(digits[1], 16);
  if (!isLegalCodePoint(code)) throw xmlErrors.illegalCharacter({ offset });
  return String.fromCodePoint(code);
}

/** `raw` with its references replaced; `offset` is where it starts in the document, for messages. */
export function decodeReferences(raw: string, offset: number): string {
  let at = raw.indexOf('&');
  if (at < 0) return raw;
  const parts: string[] = [];
  let done = 0;
  while (at >= 0) {
    const end = raw.slice(at, at + MAX_REFERENCE).indexOf(';');
    if (end < 0) throw xmlErrors.unknownEntity({ offset: offset + at });
    const name = raw.slice(at + 1, at + end);
    parts.push(raw.slice(done, at), PREDEFINED.get(name) ?? decodeNumber(name, offset + at));
    done = at + end + 1;
    at = raw.indexOf('&', done);
  }
  parts.push(raw.slice(done));
  return parts.join('');
}
