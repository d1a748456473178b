// Where a person may be sent after signing in: a path of this site and nothing else.

const LONGEST_PATH = 2_048;

/** The path with its query, or undefined for anything that a browser might read as another site. */
export function findLocalPath(text: string | undefined, origin: string): string | undefined {
  if (text === undefined || text.length > LONGEST_PATH) return undefined;
  // A browser takes \ for / and drops tabs and line ends, so none of them may be in it at all.
  if (!/^\/[^/\\]/.test(text) || /[\\\p{Cc}\p{Z}]/u.test(text)) return undefined;
  if (!URL.canParse(text, origin)) return undefined;
  const url = new URL(text, origin);
  const isOurs = url.origin === origin && !url.pathname.startsWith('//') && url.hash === '';
  return isOurs ? url.pathname + url.search : undefined;
}
