// The server's words begin small, for they are parts of one line; as a title of their own they begin with a capital.

export function asSentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
