// The keyboard of a list: j and k move over rows, x ticks, Enter opens, / searches.
import { type RefObject, useEffect } from 'react';

const EDITABLE = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"]';

/** True while keys belong to something else: a field, or an open dialog or menu. */
export function areKeysTaken(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  const target = event.target instanceof Element ? event.target : undefined;
  const isTicking = target instanceof HTMLInputElement && target.type === 'checkbox';
  if (target?.closest(EDITABLE) && !isTicking) return true;
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]') !== null;
}

/** Rows are the `tr[data-row]` inside `table`; each has its id there and takes the focus. */
export function useRowKeys(o: {
  table: RefObject<HTMLElement | null>;
  search: RefObject<HTMLInputElement | null>;
  onToggle: (id: string) => void;
  onOpen: (id: string) => void;
}): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (areKeysTaken(event)) return;
      const rows = [...(o.table.current?.querySelectorAll<HTMLElement>('tr[data-row]') ?? [])];
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const current = rows[at];
      const id = current?.dataset['row'];
      const actions: Record<string, (() => void) | undefined> = {
        '/': () => o.search.current?.focus(),
        j: () => rows[Math.min(at + 1, rows.length - 1)]?.focus(),
        k: () => rows[Math.max(at - 1, 0)]?.focus(),
        x: id === undefined ? undefined : () => o.onToggle(id),
        // A link or button inside the row keeps its own Enter.
        Enter: id === undefined || document.activeElement !== current ? undefined : () => o.onOpen(id),
      };
      const act = actions[event.key];
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  });
}
