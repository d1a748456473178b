// Asks before what was typed is left behind: by a link, by "back", or by closing the tab.
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Confirm } from '../overlay/confirm.tsx';

const nowhere = () => false;

export type LeaveGuardProps = {
  /** Tells the paths at which it is kept, such as the other tabs of the object; the page's own always keeps it. */
  readonly isKeptAt?: (path: string) => boolean;
};

/** Render it as long as there is something to lose. */
export function LeaveGuard({ isKeptAt = nowhere }: LeaveGuardProps): ReactNode {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => next.pathname !== current.pathname && !isKeptAt(next.pathname),
    withResolver: true,
  });
  return (
    <Confirm
      title="Leave without saving?"
      action="Discard changes"
      cancel="Stay"
      isOpen={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      onConfirm={() => blocker.proceed?.()}
    >
      What you changed on this page is not saved yet, and is lost when you leave it.
    </Confirm>
  );
}
