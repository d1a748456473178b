// How names become words to search, and what was typed becomes a query: the same folding on both sides.

// A word of a name is a run of letters and digits; "alice@example.com" has three.
const NO_WORD = /[^\p{L}\p{N}]+/u;
const MOST_WORDS = 10;

/** Small letters without accents, so that "jose" finds "José". Done here because the database folds ASCII only. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

export function wordsOf(...texts: readonly string[]): string[] {
  const words = texts.flatMap((text) => fold(text).split(NO_WORD)).filter((word) => word !== '');
  return [...new Set(words)];
}

/** The words of what was typed: each must begin some word of the person. */
export function typedWords(typed: string): string[] {
  return wordsOf(typed).slice(0, MOST_WORDS);
}
