// What the list of applications says of each.
import type { ApplicationRow } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { AppMark } from '../../../parts/app-mark.tsx';
import type { Column } from '../../../ui/list/table.tsx';
import { ExpiryText } from '../../../ui/text/expiry-text.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';
import { StateBadge } from '../general/state-badge.tsx';

export function columnsOf(nameOf: (connector: string) => string): readonly Column<ApplicationRow>[] {
  return [
    {
      id: 'label',
      head: 'Application',
      isSortable: true,
      cell: (row) => <Name row={row} of={nameOf(row.connector)} />,
    },
    { id: 'state', head: 'Status', cell: (row) => <StateBadge state={row.state} /> },
    { id: 'kind', head: 'Protocol', cell: (row) => (row.kind === 'saml' ? 'SAML 2.0' : 'Bookmark') },
    { id: 'access', head: 'Access', cell: ({ groupCount }) => <Access count={groupCount} /> },
    {
      id: 'certificate',
      head: 'Certificate expires',
      cell: ({ certificateExpiresAt, certificateExpiry }) => (
        <ExpiryText expiresAt={certificateExpiresAt} expiry={certificateExpiry} />
      ),
    },
    {
      id: 'lastSignIn',
      head: 'Last sign-in',
      cell: ({ lastSignInAt }) =>
        lastSignInAt === null ? <span className="text-ink-3">never</span> : <TimeText value={lastSignInAt} />,
    },
  ];
}

function Name({ row, of }: { row: ApplicationRow; of: string }): ReactNode {
  return (
    <span className="flex min-w-0 items-center gap-3">
      <AppMark mark={row} size={32} />
      <span className="min-w-0">
        <span className="block break-words">{row.label}</span>
        <span className="block text-xs font-normal text-ink-2">
          {of}
          {!row.showInPortal && ' · hidden in the portal'}
        </span>
      </span>
    </span>
  );
}

function Access({ count }: { count: number }): ReactNode {
  if (count === 0) return <span className="text-ink-3">nobody yet</span>;
  return count === 1 ? '1 group' : `${count} groups`;
}
