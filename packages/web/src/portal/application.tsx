// One of my applications: what it is, and what other programs need to get in by it.
import type { Tile } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { useEndpoint } from '../api/endpoints.ts';
import { Loaded } from '../api/loaded.tsx';
import { AppMark } from '../parts/app-mark.tsx';
import { paths } from '../paths.ts';
import { CopyText } from '../ui/action/copy-text.tsx';
import { LinkButton } from '../ui/action/link.tsx';
import { Banner } from '../ui/feedback/banner.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { PageHeader } from '../ui/layout/page-header.tsx';
import { Section } from '../ui/layout/section.tsx';
import { CodeBlock } from '../ui/text/code-block.tsx';
import { KeyValues } from '../ui/text/key-values.tsx';
import { TimeText } from '../ui/text/time-text.tsx';
import { usePathParam } from '../url.ts';

const CRUMBS = [{ label: 'Your applications', href: paths.portal() }];

export function ApplicationDetails(): ReactNode {
  const id = usePathParam('id');
  const tiles = useEndpoint('listMyApplications');
  return (
    <Loaded result={tiles}>
      {({ items }) => {
        const tile = items.find((one) => one.id === id);
        return tile === undefined ? <NotYours /> : <Details tile={tile} />;
      }}
    </Loaded>
  );
}

function NotYours(): ReactNode {
  return (
    <>
      <PageHeader title="Application" crumbs={CRUMBS} />
      <EmptyState title="This is not one of your applications">
        It may have been taken away, or no group of yours may use it. Ask your Keyshift administrator.
      </EmptyState>
    </>
  );
}

function Details({ tile }: { tile: Tile }): ReactNode {
  return (
    <>
      <PageHeader
        title={tile.label}
        crumbs={CRUMBS}
        {...(tile.description !== '' && { intro: tile.description })}
        actions={
          <LinkButton tone="primary" href={tile.launchUrl}>
            Open
          </LinkButton>
        }
      />
      {!tile.ready && (
        <Banner tone="warn" title="This application is not set up yet">
          {tile.missing} Ask your Keyshift administrator to finish it.
        </Banner>
      )}
      <Section title="About" intro="How it comes to you.">
        <div className="flex items-start gap-4">
          <AppMark mark={tile} size={48} />
          <KeyValues
            items={[
              { label: 'Through', value: tile.viaGroups.join(', ') },
              {
                label: 'Last used',
                value: tile.lastUsedAt === null ? 'not yet' : <TimeText value={tile.lastUsedAt} />,
              },
            ]}
          />
        </div>
      </Section>
      {tile.connector === 'redshift' && tile.loginUrl !== null && <SqlClients loginUrl={tile.loginUrl} />}
      {tile.connector !== 'redshift' && tile.loginUrl !== null && (
        <Section title="Address" intro="A bookmark to sign in directly.">
          <CopyText label="Sign-in address" value={tile.loginUrl} />
        </Section>
      )}
    </>
  );
}

function SqlClients({ loginUrl }: { loginUrl: string }): ReactNode {
  const properties = [
    'plugin_name=com.amazon.redshift.plugin.BrowserSamlCredentialsProvider',
    `login_url=${loginUrl}`,
    'idp_response_timeout=120',
  ].join('\n');
  return (
    <Section title="SQL clients" intro="Leave user name and password empty; the browser opens for you to sign in.">
      <CopyText label="Login URL" value={loginUrl} />
      <CodeBlock label="Extended properties of the Redshift JDBC driver" code={properties} />
      <CodeBlock label="In a terminal" code={'keyshift sql -c "select current_user"'} />
    </Section>
  );
}
