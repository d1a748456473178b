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

/** "help", an address, or nothing; `leftAt` is the moment of a g before. */
function answerTo(event: KeyboardEvent, leftAt: number | undefined): string | undefined {
  if (leftAt !== undefined && event.timeStamp - leftAt < PAUSE_MS) return DESTINATIONS[event.key]?.href;
  return event.key === '?' ? 'help' : undefined;
}

export function useShortcuts({ onHelp }: { onHelp: () => void }): void {
  const goTo = useGoTo();
  const leftAt = useRef<number>(undefined);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (areKeysTaken(event)) return;
      const answer = answerTo(event, leftAt.current);
      leftAt.current = answer === undefined && event.key === 'g' ? event.timeStamp : undefined;
      if (answer === undefined) return;
      event.preventDefault();
      if (answer === 'help') onHelp();
      else goTo(answer);
    };
    // Before the lists, which have letters of their own.
    document.addEventListener('keydown', onKey, { capture: true });
    return () => document.removeEventListener('keydown', onKey, { capture: true });
  }, [goTo, onHelp]);
}
