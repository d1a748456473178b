// What a person did, and what was done to them: their sign-ins, and the audit log about them.
import type { AuditRecord, PersonDetail, TraceRow } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { useEndpoint } from '../../../api/endpoints.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { paths } from '../../../paths.ts';
import { LinkButton } from '../../../ui/action/link.tsx';
import { Badge } from '../../../ui/feedback/badge.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { type Column, Table } from '../../../ui/list/table.tsx';
import { TimeText } from '../../../ui/text/time-text.tsx';

const SHOWN = 20;
const KINDS: Record<TraceRow['kind'], string> = { login: 'Sign-in', sso: 'Opened', logout: 'Sign-out' };

const TRACE_COLUMNS: readonly Column<TraceRow>[] = [
  { id: 'what', head: 'What', cell: (row) => `${KINDS[row.kind]} ${row.applicationLabel ?? ''}`.trim() },
  {
    id: 'outcome',
    head: 'Result',
    cell: (row) =>
      row.outcome === 'succeeded' ? <Badge tone="ok">Succeeded</Badge> : <Badge tone="bad">Refused</Badge>,
  },
  { id: 'code', head: 'Reason', cell: (row) => (row.code === null ? '' : <code>{row.code}</code>) },
  { id: 'address', head: 'From', cell: (row) => <code>{row.address}</code> },
  { id: 'at', head: 'When', isEssential: true, cell: (row) => <TimeText value={row.at} /> },
];
const AUDIT_COLUMNS: readonly Column<AuditRecord>[] = [
  { id: 'summary', head: 'What', cell: (row) => row.summary },
  { id: 'actor', head: 'By', cell: (row) => row.actorName },
  { id: 'action', head: 'Action', cell: (row) => <code>{row.action}</code> },
  { id: 'at', head: 'When', isEssential: true, cell: (row) => <TimeText value={row.at} /> },
];

export function UserActivity({ person }: { person: PersonDetail }): ReactNode {
  const traces = useEndpoint('listTraces', { query: { personId: person.id, limit: SHOWN } });
  const audit = useEndpoint('listAudit', { query: { target: person.id, limit: SHOWN } });
  return (
    <div className="flex flex-col gap-8">
      <Part title="Sign-ins" more={{ label: 'All login traces', href: `${paths.traces()}?q=${person.username}` }}>
        <Loaded result={traces}>
          {({ items }) =>
            items.length === 0 ? (
              <Nothing title="No sign-ins yet" />
            ) : (
              <Table
                label="Sign-ins"
                density="log"
                columns={TRACE_COLUMNS}
                items={items}
                rowId={(row) => row.id}
                rowLabel={(row) => row.id}
                rowHref={(row) => paths.trace(row.id)}
              />
            )
          }
        </Loaded>
      </Part>
      <Part title="Changes" more={{ label: 'Whole audit log', href: paths.audit() }}>
        <Loaded result={audit}>
          {({ items }) =>
            items.length === 0 ? (
              <Nothing title="No changes yet" />
            ) : (
              <Table
                label="Changes"
                density="log"
                columns={AUDIT_COLUMNS}
                items={items}
                rowId={(row) => String(row.sequence)}
                rowLabel={(row) => row.summary}
              />
            )
          }
        </Loaded>
      </Part>
    </div>
  );
}

function Part(o: { title: string; more: { label: string; href: string }; children: ReactNode }): ReactNode {
  return (
    <section aria-label={o.title} className="flex flex-col gap-3">
      <div className="flex items-center justify-between gap-4">
        <h2 className="text-base font-semibold">{o.title}</h2>
        <LinkButton tone="plain" size="small" className="-mr-2" href={o.more.href}>
          {o.more.label}
        </LinkButton>
      </div>
      {o.children}
    </section>
  );
}

function Nothing({ title }: { title: string }): ReactNode {
  return (
    <div className="rounded-lg border border-line bg-raised">
      <EmptyState title={title} />
    </div>
  );
}
