// Which characters XML 1.0 allows, in text and in names.

// XML 1.0 §2.2 – quick pass over UTF-16 units: anything odd, surrogates included, is looked at again below.
const SUSPICIOUS = /[^\t\n\r -\uD7FF\uE000-\uFFFD]/;
const ILLEGAL = /[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Offset of the first character that XML 1.0 forbids (lone surrogates included), or -1. */
export function findIllegalCharacter(text: string): number {
  return SUSPICIOUS.test(text) ? text.search(ILLEGAL) : -1;
}

export function isLegalCodePoint(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

type Range = readonly [from: number, to: number];

// XML 1.0 §2.3 NameStartChar and NameChar beyond ASCII; the colon is left to the namespace rules.
const NAME_START: readonly Range[] = [
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x2ff],
  [0x370, 0x37d],
  [0x37f, 0x1fff],
  [0x200c, 0x200d],
  [0x2070, 0x218f],
  [0x2c00, 0x2fef],
  [0x3001, 0xd7ff],
  [0xf900, 0xfdcf],
  [0xfdf0, 0xfffd],
  [0x10000, 0xeffff],
];
const NAME_EXTRA: readonly Range[] = [
  [0xb7, 0xb7],
  [0x300, 0x36f],
  [0x203f, 0x2040],
];

function isWithin(code: number, ranges: readonly Range[]): boolean {
  return ranges.some(([from, to]) => code >= from && code <= to);
}

/** What each ASCII character may be in a name: 2 = start or continue it, 1 = continue it, 0 = neither. The colon is 0. */
const ASCII: Uint8Array = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) return 2;
  return /[0-9.-]/.test(character) ? 1 : 0;
});

/** Units (1 or 2) of the character beyond ASCII at `at` when a name may go on with it, else 0. */
function measureWideNameCharacter(text: string, at: number): number {
  const code = text.codePointAt(at) ?? 0;
  if (!isWithin(code, NAME_START) && !isWithin(code, NAME_EXTRA)) return 0;
  return code > 0xffff ? 2 : 1;
}

function isNameStart(code: number): boolean {
  return code < 128 ? ASCII[code] === 2 : isWithin(code, NAME_START);
}

/** Where the name without colon that starts at `from` ends; `from` itself when there is none. */
export function findNameEnd(text: string, from: number): number {
  if (!isNameStart(text.codePointAt(from) ?? 0)) return from;
  for (let at = from; ; ) {
    const unit = text.charCodeAt(at);
    const units = unit < 128 ? Math.min(ASCII[unit] ?? 0, 1) : measureWideNameCharacter(text, at);
    if (units === 0) return at;
    at += units;
  }
}
