// Compares a policy document that AWS stores percent-encoded with one of ours, by value.
import { isDeepStrictEqual } from 'node:util';

export function isSameDocument(stored: string | undefined, wanted: string): boolean {
  if (stored === undefined) return false;
  try {
    return isDeepStrictEqual(JSON.parse(decodeURIComponent(stored)), JSON.parse(wanted));
  } catch {
    return false;
  }
}
