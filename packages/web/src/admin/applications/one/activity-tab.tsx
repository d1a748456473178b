// What happened with one application: sign-ins through it, and changes of it.
import type { ReactNode } from 'react';
import { useEndpoint } from '../../../api/endpoints.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { paths } from '../../../paths.ts';
import { Link } from '../../../ui/action/link.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { AuditEntries } from '../../monitor/audit-entries.tsx';
import { TraceTable } from '../../monitor/trace-table.tsx';
import { useSettingsDraft } from './settings-draft.tsx';

const SHOWN = 20;

export function ActivityTab(): ReactNode {
  const { application } = useSettingsDraft();
  const { id } = application;
  const traces = useEndpoint('listTraces', { query: { applicationId: id, limit: SHOWN } });
  const audit = useEndpoint('listAudit', { query: { target: id, limit: SHOWN } });
  return (
    <div>
      <Section
        title="Sign-ins"
        intro={<Link href={`${paths.traces()}?applicationId=${encodeURIComponent(id)}`}>All login traces of it</Link>}
      >
        <Loaded result={traces}>
          {({ items }) =>
            items.length === 0 ? (
              <div className="rounded-lg border border-line bg-raised">
                <EmptyState title="Nobody signed in yet">Sign-ins to {application.label} appear here.</EmptyState>
              </div>
            ) : (
              <TraceTable items={items} without={['application', 'address']} />
            )
          }
        </Loaded>
      </Section>
      <Section
        title="Changes"
        intro={<Link href={`${paths.audit()}?target=${encodeURIComponent(id)}`}>In the audit log</Link>}
      >
        <Loaded result={audit}>
          {({ items }) =>
            items.length === 0 ? (
              <div className="rounded-lg border border-line bg-raised">
                <EmptyState title="Nothing changed yet">What administrators change appears here.</EmptyState>
              </div>
            ) : (
              <AuditEntries isNarrow items={items} />
            )
          }
        </Loaded>
      </Section>
    </div>
  );
}
