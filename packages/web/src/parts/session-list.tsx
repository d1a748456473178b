// Sessions of a person, for themselves and for administrators.
import type { SessionRow } from '@keyshift/web-api';
import { Monitor } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../ui/action/button.tsx';
import { Badge } from '../ui/feedback/badge.tsx';
import { TimeText } from '../ui/text/time-text.tsx';

const METHODS: Readonly<Record<string, string>> = {
  password: 'password',
  totp: 'authenticator app',
  passkey: 'passkey',
  recovery_code: 'recovery code',
};

export type SessionListProps = {
  readonly sessions: readonly SessionRow[];
  /** Absent: nothing can be ended from here. */
  readonly onEnd?: (session: SessionRow) => void;
  readonly isPending?: boolean;
};

export function SessionList({ sessions, onEnd, isPending = false }: SessionListProps): ReactNode {
  if (sessions.length === 0) return <p className="text-ink-2">Not signed in anywhere.</p>;
  return (
    <ul className="m-0 flex list-none flex-col divide-y divide-line rounded-lg border border-line bg-raised p-0">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center gap-3 px-4 py-3">
          <Monitor aria-hidden className="size-5 text-ink-3" />
          <div className="min-w-0 flex-1">
            <div className="flex flex-wrap items-center gap-2 font-medium">
              {describeBrowser(session.userAgent)} {session.isCurrent && <Badge tone="accent">this one</Badge>}
            </div>
            <div className="text-xs break-words text-ink-2">
              from {session.address}, signed in <TimeText value={session.authenticatedAt} /> with{' '}
              {session.methods.map((method) => METHODS[method] ?? method).join(' and ')}, last seen{' '}
              <TimeText value={session.lastSeenAt} />
              {session.applications.length > 0 && `; opened ${session.applications.join(', ')}`}
            </div>
          </div>
          {!session.isCurrent && onEnd !== undefined && (
            <Button
              tone="plain"
              isDisabled={isPending}
              aria-label={`End the session in ${describeBrowser(session.userAgent)} from ${session.address}`}
              onPress={() => onEnd(session)}
            >
              End
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

// Enough to recognise one's own browser; the order matters, for each imitates the ones after it.
const BROWSERS = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;
const SYSTEMS = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const;

export function describeBrowser(userAgent: string): string {
  const browser = BROWSERS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const system = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  if (browser === undefined) return userAgent === '' ? 'Unknown program' : userAgent.slice(0, 60);
  return system === undefined ? browser : `${browser} on ${system}`;
}
