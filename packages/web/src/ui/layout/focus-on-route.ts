// After a change of page the focus goes to its heading, so that screen readers say where they are.
import { type RefObject, useEffect } from 'react';

/**
 * Does nothing at the first page, where the browser does it, nor when only the query changes. A page that is still
 * loading gets its heading later, so the main element keeps the focus until then.
 */
export function useFocusOnRoute(path: string, main: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    // Kept on <html>, because going from one portal to the other also changes the frame that calls this.
    const { dataset } = document.documentElement;
    const before = dataset['page'];
    dataset['page'] = path;
    if (before === undefined || before === path) return;
    // After the menu that led here has closed, which still holds the focus now.
    requestAnimationFrame(() => {
      const active = document.activeElement;
      // Tabs of one object share the heading; the tab link that was pressed keeps the focus.
      if (main.current?.contains(active) === true && active !== main.current) return;
      const heading = main.current?.querySelector<HTMLElement>('h1[tabindex]');
      (heading ?? main.current)?.focus({ preventScroll: true });
    });
  }, [path, main]);
}
