// Strict base64: the alphabet, the padding and the spare bits must be exactly what encoding would give.

/** The bytes, or undefined unless `text` is the one canonical encoding of them. Empty text is refused too. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  // Re-encoding shows every tolerated oddity: other alphabets, missing padding, white space, spare bits.
  return text !== '' && bytes.toString('base64') === text ? bytes : undefined;
}

/** The same for text broken into lines, as RFC 2045 §6.8 and XML signatures allow. */
export function decodeBase64Lines(text: string): Buffer | undefined {
  return decodeBase64(/[ \t\r\n]/.test(text) ? text.replace(/[ \t\r\n]+/g, '') : text);
}
