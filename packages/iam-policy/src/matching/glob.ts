// Wildcard patterns: `*` any run, `?` one character, in linear memory and without regular expressions.

// Negative numbers cannot be UTF-16 code units.
const MANY = -1;
const ONE = -2;

/** UTF-16 code units and the two wildcards. */
export type Glob = readonly number[];

/** Reads `*` and `?` as wildcards. */
export function parseGlob(text: string): Glob {
  return Array.from({ length: text.length }, (_, index) => {
    const unit = text.charCodeAt(index);
    if (unit === 0x2a) return MANY;
    return unit === 0x3f ? ONE : unit;
  });
}

/** Every character stands for itself: what a person typed must never become a wildcard. */
export function literalGlob(text: string): Glob {
  return Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

/** Whether the whole text matches. */
export function matchesGlob(glob: Glob, text: string): boolean {
  let at = 0;
  let position = 0;
  let lastMany = -1;
  let retry = 0;
  while (position < text.length) {
    const symbol = glob[at];
    if (symbol === MANY) {
      lastMany = at;
      retry = position;
      at += 1;
    } else if (symbol === ONE || symbol === text.charCodeAt(position)) {
      at += 1;
      position += 1;
    } else if (lastMany >= 0) {
      // The last `*` takes one character more; earlier ones never need to be revisited.
      retry += 1;
      position = retry;
      at = lastMany + 1;
    } else return false;
  }
  return glob.slice(at).every((symbol) => symbol === MANY);
}
