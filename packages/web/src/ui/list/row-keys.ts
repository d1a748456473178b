// The keyboard of lists, the same on all of them: j and k move over rows, x ticks, o opens, / searches.
import { useEffect } from 'react';

const EDITABLE = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"]';
const OPENS = 'a[href], button[aria-expanded]';

/** True while keys belong to something else: a field, or an open dialog or menu. */
export function areKeysTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  const target = event.target instanceof Element ? event.target : undefined;
  const isTicking = target instanceof HTMLInputElement && target.type === 'checkbox';
  if (target?.closest(EDITABLE) && !isTicking) return true;
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null;
}

/** What a key does now; nothing if it belongs to the browser. */
function actionOf(key: string): (() => void) | undefined {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const row = rows[at];
  const next = () => rows[Math.min(at + 1, rows.length - 1)]?.focus();
  const before = () => rows[Math.max(at - 1, 0)]?.focus();
  const open = () => row?.querySelector<HTMLElement>(OPENS)?.click();
  const isOnRow = row !== undefined && document.activeElement === row;
  const actions: Record<string, (() => void) | undefined> = {
    '/': () => document.querySelector<HTMLElement>('input[type="search"]')?.focus(),
    j: next,
    k: before,
    // Elsewhere the arrows scroll, and inside a row links and buttons keep their Enter.
    ArrowDown: isOnRow ? next : undefined,
    ArrowUp: isOnRow ? before : undefined,
    Enter: isOnRow ? open : undefined,
    x: row && (() => row.querySelector<HTMLElement>('input[type="checkbox"]')?.click()),
    o: row && open,
    e: row && open,
  };
  return actions[key];
}

/** Once around all pages. Rows are whatever has `data-row` and takes the focus; its first link or its unfolding opens it. */
export function useRowKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const act = areKeysTaken(event) ? undefined : actionOf(event.key);
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
