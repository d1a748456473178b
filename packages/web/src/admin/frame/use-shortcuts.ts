// Keys that work on every admin page: g and a letter goes somewhere, ? tells them all.
import { useEffect, useRef } from 'react';
import { paths } from '../../paths.ts';
import { areKeysTaken } from '../../ui/list/row-keys.ts';
import { useGoTo } from '../../url.ts';

export const DESTINATIONS: Readonly<Record<string, { label: string; href: string }>> = {
  o: { label: 'Overview', href: paths.overview() },
  u: { label: 'Users', href: paths.users() },
  g: { label: 'Groups', href: paths.groups() },
  a: { label: 'SSO applications', href: paths.apps() },
  t: { label: 'Login traces', href: paths.traces() },
  l: { label: 'Audit log', href: paths.audit() },
  s: { label: 'Settings', href: paths.settings() },
};
/** So long a lone g waits for its letter. */
const PAUSE_MS = 1_200;

export function useShortcuts({ onHelp }: { onHelp: () => void }): void {
  const goTo = useGoTo();
  const leftAt = useRef<number>(undefined);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (areKeysTaken(event)) return;
      const isSecond = leftAt.current !== undefined && event.timeStamp - leftAt.current < PAUSE_MS;
      const target = isSecond ? DESTINATIONS[event.key] : undefined;
      leftAt.current = target === undefined && event.key === 'g' ? event.timeStamp : undefined;
      if (target === undefined && event.key !== '?') return;
      event.preventDefault();
      if (target === undefined) onHelp();
      else goTo(target.href);
    };
    // Before the lists, which have letters of their own.
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [goTo, onHelp]);
}
