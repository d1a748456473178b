// Makes a click anywhere in a row of the lists inside open it; the link in the first cell stays for keyboard and readers.
import { type ReactNode, useEffect, useRef } from 'react';
import { useGoTo } from '../url.ts';

const ACTS_ITSELF = 'a, button, input, label, [role="button"]';

export function OpenRows({ hrefOf, children }: { hrefOf: (id: string) => string; children: ReactNode }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const goTo = useGoTo();
  useEffect(() => {
    const element = box.current;
    const onClick = (event: MouseEvent) => {
      if (!(event.target instanceof Element) || event.target.closest(ACTS_ITSELF) !== null) return;
      // Whoever marks text to copy it does not want to leave.
      if (document.getSelection()?.isCollapsed === false) return;
      const id = event.target.closest<HTMLElement>('tr[data-row]')?.dataset['row'];
      if (id !== undefined) goTo(hrefOf(id));
    };
    element?.addEventListener('click', onClick);
    return () => element?.removeEventListener('click', onClick);
  }, [goTo, hrefOf]);
  return (
    <div ref={box} className="contents [&_tr[data-row]]:cursor-pointer">
      {children}
    </div>
  );
}
