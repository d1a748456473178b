// The top of an application's page: mark, name, state, certificate, id, and what can be done with it.
import type { ApplicationDetail } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { useEndpoint } from '../../../api/endpoints.ts';
import { AppMark } from '../../../parts/app-mark.tsx';
import { paths } from '../../../paths.ts';
import { CopyText } from '../../../ui/action/copy-text.tsx';
import { Badge } from '../../../ui/feedback/badge.tsx';
import { PageHeader } from '../../../ui/layout/page-header.tsx';
import { StateBadge } from '../general/state-badge.tsx';
import { ApplicationActions } from './application-actions.tsx';

const CRUMBS = [{ label: 'SSO applications', href: paths.apps() }];

export function ApplicationHeader({ application }: { application: ApplicationDetail }): ReactNode {
  const { id, label, kind, state, connector } = application;
  const catalogue = useEndpoint('listCatalogue');
  const name = catalogue.data?.items.find((entry) => entry.id === connector)?.name ?? connector;
  return (
    <PageHeader
      title={label}
      crumbs={CRUMBS}
      mark={<AppMark mark={application} size={44} />}
      state={
        <>
          <StateBadge state={state} />
          {kind === 'saml' && <CertificateBadge id={id} />}
        </>
      }
      intro={
        <span className="flex min-w-0 flex-wrap items-center gap-x-3">
          <span>{kind === 'saml' ? `${name} · SAML 2.0` : name}</span>
          <CopyText isBare label="application id" value={id} />
        </span>
      }
      actions={<ApplicationActions application={application} />}
    />
  );
}

function CertificateBadge({ id }: { id: string }): ReactNode {
  const keys = useEndpoint('listKeys', { params: { id } });
  const active = keys.data?.items.find(({ state }) => state === 'active');
  if (keys.data === undefined) return null;
  if (active === undefined) return <Badge tone="bad">No certificate</Badge>;
  if (active.expiry === 'expired') return <Badge tone="bad">Certificate expired</Badge>;
  if (active.expiry === 'soon') {
    return <Badge tone="warn">Certificate ends in {active.daysLeft === 1 ? '1 day' : `${active.daysLeft} days`}</Badge>;
  }
  return <Badge>Certificate until {active.notAfter.slice(0, 10)}</Badge>;
}
