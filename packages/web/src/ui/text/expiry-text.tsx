// Until when a certificate or a document holds, with a warning in time.
import type { ReactNode } from 'react';
import { Badge } from '../feedback/badge.tsx';

type Expiry = 'ok' | 'soon' | 'expired';

export function ExpiryText(o: { expiresAt: string | null; expiry: Expiry | null }): ReactNode {
  if (o.expiresAt === null) return <span className="text-ink-3">none</span>;
  const day = o.expiresAt.slice(0, 10);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1 tabular-nums">
      <time dateTime={o.expiresAt} className="whitespace-nowrap">
        {day}
      </time>
      {o.expiry === 'soon' && <Badge tone="warn">soon</Badge>}
      {o.expiry === 'expired' && <Badge tone="bad">expired</Badge>}
    </span>
  );
}
