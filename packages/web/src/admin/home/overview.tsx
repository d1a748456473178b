// The start of the Admin Portal: what is still to set up, what needs attention, what happened last.
import type { ReactNode } from 'react';
import { type Result, useEndpoint } from '../../api/endpoints.ts';
import { Loaded } from '../../api/loaded.tsx';
import { countOf } from '../../parts/count-of.ts';
import { paths } from '../../paths.ts';
import { LinkButton } from '../../ui/action/link.tsx';
import { Banner } from '../../ui/feedback/banner.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Checklist } from './checklist.tsx';
import { Failures } from './failures.tsx';
import { Figures } from './figures.tsx';

type OverviewData = Result<'getOverview'>;

export function Overview(): ReactNode {
  const overview = useEndpoint('getOverview');
  return (
    <>
      <PageHeader title="Overview" intro="What needs attention, and what happened last." />
      <Loaded result={overview}>{(data) => <Content data={data} />}</Loaded>
    </>
  );
}

function Content({ data }: { data: OverviewData }): ReactNode {
  const isDone = data.checklist.every((step) => step.done);
  return (
    <div className="flex flex-col gap-8">
      {data.alerts.map((alert) => (
        <Alert key={alert.summary} alert={alert} />
      ))}
      {data.expiring.map((certificate) => (
        <Expiring key={certificate.applicationId} certificate={certificate} />
      ))}
      {!isDone && <Checklist steps={data.checklist} />}
      <Figures people={data.people} signIns={data.signIns24h} />
      <Failures failures={data.recentFailures} />
    </div>
  );
}

const WHAT_TO_DO: Readonly<Record<OverviewData['alerts'][number]['kind'], string>> = {
  assertion:
    'Treat the signing key as stolen: make a new one, take the old certificate from AWS, and end the sessions of the role.',
  guessing:
    'Browsers that nobody has signed in from get one try for each account for a while. The sign-ins tell whose names were tried, and from where.',
};

function Alert({ alert }: { alert: OverviewData['alerts'][number] }): ReactNode {
  const isForged = alert.kind === 'assertion';
  return (
    <Banner
      tone={isForged ? 'bad' : 'warn'}
      title={alert.summary}
      action={
        <LinkButton href={isForged ? paths.audit() : paths.traces()}>
          {isForged ? 'Open the audit log' : 'Open the sign-ins'}
        </LinkButton>
      }
    >
      {WHAT_TO_DO[alert.kind]}
    </Banner>
  );
}

function Expiring({ certificate }: { certificate: OverviewData['expiring'][number] }): ReactNode {
  const { applicationId, label, daysLeft } = certificate;
  const when = daysLeft <= 0 ? 'has expired' : `expires in ${countOf(daysLeft, 'day', 'days')}`;
  return (
    <Banner
      tone={daysLeft <= 0 ? 'bad' : 'warn'}
      title={`The certificate of ${label} ${when}`}
      action={<LinkButton href={paths.app(applicationId, 'sso')}>Renew</LinkButton>}
    >
      After that day the service refuses every sign-in. Make a new key, give its metadata to the service, then activate
      it.
    </Banner>
  );
}
