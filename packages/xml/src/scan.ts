// The look at the raw input before any parsing: size, UTF-8, legal characters, and no markup but tags.
import { findIllegalCharacter } from './characters.ts';
import { xmlErrors } from './errors.ts';
import type { XmlLimits } from './limits.ts';

const EXCLAMATION = 0x21;
const QUESTION = 0x3f;
const DECLARATION =
  /^<\?xml[ \t\n]+version[ \t\n]*=[ \t\n]*(?:"1\.0"|'1\.0')(?:[ \t\n]+encoding[ \t\n]*=[ \t\n]*(?:"[Uu][Tt][Ff]-8"|'[Uu][Tt][Ff]-8'))?(?:[ \t\n]+standalone[ \t\n]*=[ \t\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\n]*\?>/;

export type ScannedText = {
  /** With line ends normalised (XML 1.0 §2.11). */
  readonly text: string;
  /** Where the document starts after its XML declaration. */
  readonly start: number;
};

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw xmlErrors.notUtf8();
  }
}

function readDeclaration(text: string): number {
  if (!text.startsWith('<?')) return 0;
  const found = DECLARATION.exec(text.slice(0, 200));
  if (found === null) throw xmlErrors.declarationRefused();
  return found[0].length;
}

function refuseMarkup(text: string, offset: number): never {
  if (text.startsWith('<?', offset)) throw xmlErrors.markupRefused({ markup: 'instruction', offset });
  if (text.startsWith('<!--', offset)) throw xmlErrors.markupRefused({ markup: 'comment', offset });
  if (text.startsWith('<![CDATA[', offset)) throw xmlErrors.markupRefused({ markup: 'CDATA section', offset });
  throw xmlErrors.markupRefused({ markup: 'declaration', offset });
}

/** Where a comment ends that begins at `at`. XML 1.0 §2.5 – two hyphens end it, and stand nowhere inside. */
function endOfComment(text: string, at: number): number {
  const end = text.indexOf('--', at + '<!--'.length);
  if (end < 0 || text.charAt(end + 2) !== '>')
    throw xmlErrors.malformed({ reason: 'a comment is not closed', offset: at });
  return end + '-->'.length;
}

/** Behind the comment at `at`, or `at` if there is none. The scan has refused those that may not be there. */
export function skipComment(text: string, at: number): number {
  return text.startsWith('<!--', at) ? endOfComment(text, at) : at;
}

function checkTags(text: string, start: number, { maxTags, allowComments }: XmlLimits): void {
  let count = 0;
  for (let at = text.indexOf('<', start); at >= 0; at = text.indexOf('<', at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (allowComments === true && text.startsWith('<!--', at)) at = endOfComment(text, at) - 1;
    else if (next === EXCLAMATION || next === QUESTION) refuseMarkup(text, at);
    count += 1;
    if (count > maxTags) throw xmlErrors.tooManyTags({ limit: maxTags });
  }
}

/** Text that may be parsed, or a refusal. Everything that makes parsers disagree ends here. */
export function scanXml(input: Uint8Array | string, limits: XmlLimits): ScannedText {
  if (input.length > limits.maxCharacters) throw xmlErrors.tooLarge({ limit: limits.maxCharacters });
  const raw = typeof input === 'string' ? input : decodeUtf8(input);
  if (raw.startsWith('\uFEFF')) throw xmlErrors.byteOrderMark();
  const offset = findIllegalCharacter(raw);
  if (offset >= 0) throw xmlErrors.illegalCharacter({ offset });
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  const start = readDeclaration(text);
  checkTags(text, start, limits);
  return { text, start };
}
