// IAM → Identity providers: all that the account trusts.
import type { SamlProvider } from '@keyshift/web-api';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useEndpoint } from '../../api/endpoints.ts';
import { useMay } from '../../api/session.ts';
import { OpenRows } from '../../parts/open-rows.tsx';
import { paths } from '../../paths.ts';
import { LinkButton } from '../../ui/action/link.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { ListPage } from '../../ui/list/list-page.tsx';
import { pageQueryOf } from '../../ui/list/list-query.ts';
import { useListState } from '../../ui/list/list-state.ts';
import type { Column } from '../../ui/list/table.tsx';
import { ExpiryText } from '../../ui/text/expiry-text.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';

const COLUMNS: readonly Column<SamlProvider>[] = [
  { id: 'name', head: 'Provider', isSortable: true, cell: (provider) => <Name provider={provider} /> },
  {
    id: 'validUntil',
    head: 'Valid until',
    cell: ({ validUntil, expiry }) => <ExpiryText expiresAt={validUntil} expiry={expiry} />,
  },
  { id: 'type', head: 'Type', cell: () => 'SAML' },
  { id: 'createdAt', head: 'Created', cell: ({ createdAt }) => <TimeText value={createdAt} /> },
];

export function IamProviders(): ReactNode {
  const list = useListState({ sort: { by: 'name', direction: 'asc' } });
  const { sort: _byName, ...query } = pageQueryOf(list);
  const result = useEndpoint('listSamlProviders', { query });
  const mayManage = useMay('manage');
  const create = mayManage && (
    <LinkButton tone="primary" href={paths.iamProviderNew()}>
      <Plus aria-hidden />
      Create identity provider
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Identity providers"
        intro="Whose word IAM takes for who somebody is. Roles name one in their trust policies."
        actions={create}
      />
      <OpenRows hrefOf={paths.iamProvider}>
        <ListPage
          noun={['identity provider', 'identity providers']}
          columns={COLUMNS}
          list={list}
          result={result}
          rowId={({ name }) => name}
          rowLabel={({ name }) => name}
          rowHref={({ name }) => paths.iamProvider(name)}
          empty={
            <EmptyState title="No identity providers yet" action={create}>
              {mayManage
                ? 'Create one from the metadata of an SSO application, and roles can let its people in.'
                : 'An administrator with more rights can create one.'}
            </EmptyState>
          }
        />
      </OpenRows>
    </>
  );
}

function Name({ provider: { name, arn } }: { provider: SamlProvider }): ReactNode {
  return (
    <span className="block min-w-0">
      <span className="block break-words">{name}</span>
      <span className="block font-mono text-xs font-normal text-ink-2 wrap-anywhere">{arn}</span>
    </span>
  );
}
