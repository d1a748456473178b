// All SSO applications: find one, open it, export the metadata of several, delete several.
import type { ApplicationRow } from '@keyshift/web-api';
import { Download, FileDown, Plus, Trash2, Upload } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { fileHref, useEndpoint } from '../../../api/endpoints.ts';
import { useMay } from '../../../api/session.ts';
import { download } from '../../../parts/download.ts';
import { OpenRows } from '../../../parts/open-rows.tsx';
import { paths } from '../../../paths.ts';
import { Button } from '../../../ui/action/button.tsx';
import { LinkButton } from '../../../ui/action/link.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { PageHeader } from '../../../ui/layout/page-header.tsx';
import type { Filter } from '../../../ui/list/filters.tsx';
import { ListPage } from '../../../ui/list/list-page.tsx';
import { pageQueryOf } from '../../../ui/list/list-query.ts';
import { useListState } from '../../../ui/list/list-state.ts';
import { columnsOf } from './columns.tsx';
import { DeleteApplications } from './delete-applications.tsx';
import { downloadMetadata } from './download-metadata.ts';

const STATES: Filter = {
  name: 'state',
  label: 'State',
  options: [
    { id: 'active', label: 'Active' },
    { id: 'inactive', label: 'Inactive' },
  ],
};
const hrefOf = (id: string) => paths.app(id, 'general');

export function Applications(): ReactNode {
  const list = useListState({ filters: ['state', 'connector'], sort: { by: 'label', direction: 'asc' } });
  const { sort: _, ...page } = pageQueryOf(list);
  const result = useEndpoint('listApplications', { query: { ...page, ...list.filters } });
  const catalogue = useEndpoint('listCatalogue');
  const mayManage = useMay('manage');
  const connectors = catalogue.data?.items ?? [];
  const nameOf = (connector: string) => connectors.find(({ id }) => id === connector)?.name ?? connector;
  const filters = [
    STATES,
    { name: 'connector', label: 'Connector', options: connectors.map(({ id, name }) => ({ id, label: name })) },
  ];
  const add = mayManage && (
    <LinkButton tone="primary" href={paths.appNew()}>
      <Plus aria-hidden />
      Add New Application
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="SSO applications"
        intro="Services that people sign in to through this identity provider."
        actions={
          <>
            {mayManage && (
              <LinkButton href={paths.appImport()}>
                <Upload aria-hidden />
                Import
              </LinkButton>
            )}
            {add}
          </>
        }
      />
      <OpenRows hrefOf={hrefOf}>
        <ListPage
          noun={['application', 'applications']}
          columns={columnsOf(nameOf)}
          list={list}
          result={result}
          filters={filters}
          rowId={({ id }) => id}
          rowLabel={({ label }) => label}
          rowHref={({ id }) => hrefOf(id)}
          bulk={(chosen, clear) => (
            <Chosen ids={chosen} items={result.data?.items ?? []} mayDelete={mayManage} clear={clear} />
          )}
          empty={
            <EmptyState title="No applications yet" action={add}>
              {mayManage
                ? 'Add Amazon Redshift, and the people in a group of yours can sign in to it.'
                : 'An administrator with more rights can add one.'}
            </EmptyState>
          }
        />
      </OpenRows>
    </>
  );
}

type ChosenProps = {
  readonly ids: readonly string[];
  readonly items: readonly ApplicationRow[];
  readonly mayDelete: boolean;
  readonly clear: () => void;
};

function Chosen({ ids, items, mayDelete, clear }: ChosenProps): ReactNode {
  const [isDeleting, setDeleting] = useState(false);
  const seen = useSeen(items);
  const rows = ids.flatMap((id) => seen.get(id) ?? []);
  const withMetadata = rows.filter(({ kind }) => kind === 'saml');
  return (
    <>
      <Button isDisabled={withMetadata.length === 0} onPress={() => downloadMetadata(withMetadata)}>
        <Download aria-hidden />
        Export metadata
      </Button>
      <Button
        onPress={() => {
          for (const id of ids) download(fileHref('exportApplication', { params: { id } }));
        }}
      >
        <FileDown aria-hidden />
        Export as file
      </Button>
      {mayDelete && (
        <Button tone="danger" onPress={() => setDeleting(true)}>
          <Trash2 aria-hidden />
          Delete
        </Button>
      )}
      <DeleteApplications
        applications={ids.map((id) => ({ id, label: seen.get(id)?.label ?? id }))}
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        onDeleted={clear}
      />
    </>
  );
}

/** Rows ticked on an earlier page are still chosen, and still have to be known. */
function useSeen(items: readonly ApplicationRow[]): ReadonlyMap<string, ApplicationRow> {
  const [seen] = useState(() => new Map<string, ApplicationRow>());
  for (const item of items) seen.set(item.id, item);
  return seen;
}
