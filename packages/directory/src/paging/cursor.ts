// Opaque cursors: the sort value and id of the row at the edge of a page, and which way to go from there.
import { directoryErrors } from '../errors.ts';

export type Edge = { readonly value: string; readonly id: string };
export type Cursor = Edge & { readonly way: 'next' | 'previous' };

/** `order` names the list's sort: a cursor works for that one only. */
export function formatCursor(order: string, { way, value, id }: Cursor): string {
  return Buffer.from(JSON.stringify([order, way, value, id])).toString('base64url');
}

/** Throws `directory.cursor_invalid`. */
export function parseCursor(order: string, text: string): Cursor {
  const [ofOrder, way, value, id, ...more] = readList(text);
  const isWay = way === 'next' || way === 'previous';
  if (ofOrder !== order || !isWay || value === undefined || id === undefined || more.length > 0) {
    throw directoryErrors.cursorInvalid();
  }
  return { way, value, id };
}

function readList(text: string): string[] {
  try {
    const list: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(list) && list.every((one) => typeof one === 'string' && !one.includes('\0'))) return list;
  } catch {
    // Told below, as any other cursor that is not ours.
  }
  return [];
}
