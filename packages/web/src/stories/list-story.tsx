// A list as in the portal: 64 applications behind cursors, filters, ticks and bulk deletion.
import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { paths } from '../paths.ts';
import { Button } from '../ui/action/button.tsx';
import { LinkButton } from '../ui/action/link.tsx';
import { Badge } from '../ui/feedback/badge.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useToast } from '../ui/feedback/toast.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { ListPage } from '../ui/list/list-page.tsx';
import { useListState } from '../ui/list/list-state.ts';
import type { Column } from '../ui/list/table.tsx';
import { ConfirmCount } from '../ui/overlay/confirm-count.tsx';
import { TimeText } from '../ui/text/time-text.tsx';
import { StoryFrame } from './story-frame.tsx';

type App = { id: string; label: string; vendor: string; state: 'active' | 'setup'; groups: number; seen: string };

const NAMES = [
  'Airflow',
  'Amazon Redshift – analytics',
  'Amazon Redshift – finance',
  'Amazon Redshift Serverless – lab',
];
const APPS: readonly App[] = Array.from({ length: 64 }, (_, index) => ({
  id: `app_${String(index + 1).padStart(4, '0')}`,
  label: `${NAMES[index % NAMES.length]} ${['(eu)', '(us)', '(staging)', ''][Math.floor(index / 4) % 4]}`.trim(),
  vendor: index % NAMES.length === 0 ? 'Apache' : 'Amazon Web Services',
  state: index % 5 === 3 ? 'setup' : 'active',
  groups: (index * 7) % 9,
  seen: new Date(Date.now() - index * index * 1_800_000 - 1_200_000).toISOString(),
}));

const COLUMNS: readonly Column<App>[] = [
  { id: 'label', head: 'Application', isSortable: true, cell: (app) => app.label },
  {
    id: 'state',
    head: 'State',
    cell: (app) => (app.state === 'active' ? <Badge tone="ok">Active</Badge> : <Badge tone="warn">Needs setup</Badge>),
  },
  { id: 'vendor', head: 'Vendor', cell: (app) => <span className="text-ink-2">{app.vendor}</span> },
  { id: 'groups', head: 'Groups', isNumeric: true, isSortable: true, cell: (app) => app.groups },
  { id: 'seen', head: 'Last sign-in', cell: (app) => <TimeText value={app.seen} /> },
];
const FILTERS = [
  {
    name: 'state',
    label: 'State',
    options: [
      { id: 'active', label: 'Active' },
      { id: 'setup', label: 'Needs setup' },
    ],
  },
];

export function ListStory(): ReactNode {
  const list = useListState({ filters: ['state'], sort: { by: 'label', direction: 'asc' }, limit: 10 });
  const [asked, setAsked] = useState<readonly string[]>([]);
  const toast = useToast();
  const start = Number(list.query['cursor'] ?? 0);
  const found = APPS.filter(
    (app) =>
      app.label.toLowerCase().includes(list.search.toLowerCase()) && (list.filters['state'] ?? app.state) === app.state,
  ).sort((a, b) => a.label.localeCompare(b.label) * (list.sort?.direction === 'desc' ? -1 : 1));
  const end = start + list.limit;
  const data = {
    items: found.slice(start, end),
    total: found.length,
    next: end < found.length ? String(end) : undefined,
  };
  return (
    <StoryFrame path={paths.apps()}>
      <PageHeader
        title="SSO applications"
        intro="Services that people sign in to through this identity provider."
        actions={
          <LinkButton tone="primary" href={paths.appNew()}>
            <Plus aria-hidden />
            Add application
          </LinkButton>
        }
      />
      <ListPage
        noun={['application', 'applications']}
        list={list}
        result={{ data, error: null, isFetching: false, refetch: () => undefined }}
        columns={COLUMNS}
        filters={FILTERS}
        rowId={(app) => app.id}
        rowLabel={(app) => app.label}
        rowHref={(app) => paths.app(app.id)}
        bulk={(chosen) => (
          <Button tone="danger" onPress={() => setAsked(chosen)}>
            Delete
          </Button>
        )}
        empty={<EmptyState title="No applications yet">Add Amazon Redshift to let people sign in.</EmptyState>}
      />
      <ConfirmCount
        title={`Delete ${asked.length} applications?`}
        action="Delete applications"
        count={asked.length}
        isOpen={asked.length > 0}
        onClose={() => setAsked([])}
        onConfirm={() => {
          toast({ tone: 'ok', text: `Deleted ${asked.length} applications` });
          setAsked([]);
        }}
      >
        People can no longer sign in to them, and their role mappings are lost.
      </ConfirmCount>
    </StoryFrame>
  );
}
