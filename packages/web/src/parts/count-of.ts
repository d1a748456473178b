// A number with its noun, in words.

/** `countOf(1, 'person', 'people')` is "1 person". */
export function countOf(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
