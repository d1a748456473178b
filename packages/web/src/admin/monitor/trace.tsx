// One sign-in: outcome, cause and fix, every check with what it found.
import type { Trace } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { useEndpoint } from '../../api/endpoints.ts';
import { Loaded } from '../../api/loaded.tsx';
import { asSentence } from '../../parts/as-sentence.ts';
import { describeBrowser } from '../../parts/session-list.tsx';
import { formatMilliseconds, TraceTimeline } from '../../parts/trace-timeline.tsx';
import { paths } from '../../paths.ts';
import { CopyButton, CopyText } from '../../ui/action/copy-text.tsx';
import { Link } from '../../ui/action/link.tsx';
import { Badge } from '../../ui/feedback/badge.tsx';
import { Banner } from '../../ui/feedback/banner.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { KeyValues } from '../../ui/text/key-values.tsx';
import { TimeText } from '../../ui/text/time-text.tsx';
import { usePathParam } from '../../url.ts';
import { kindOf } from './trace-table.tsx';

const CRUMBS = [{ label: 'Login traces', href: paths.traces() }];

export function TracePage(): ReactNode {
  const id = usePathParam('id');
  const result = useEndpoint('getTrace', { params: { id } });
  if (result.data !== undefined) return <Shown trace={result.data} />;
  return (
    <>
      <PageHeader title="Login trace" crumbs={CRUMBS} />
      <Loaded result={result}>{() => null}</Loaded>
    </>
  );
}

function Shown({ trace }: { trace: Trace }): ReactNode {
  const { id, username, applicationLabel, outcome, refusal, code, steps } = trace;
  const who = username === '' ? 'Unknown person' : username;
  const link = new URL(paths.trace(id), location.origin).href;
  return (
    <>
      <PageHeader
        title={applicationLabel === null ? `${who}: ${kindOf(trace).toLowerCase()}` : `${who} → ${applicationLabel}`}
        crumbs={CRUMBS}
        state={outcome === 'succeeded' ? <Badge tone="ok">Worked</Badge> : <Badge tone="bad">Refused</Badge>}
        intro={
          <span className="flex flex-wrap items-center gap-x-3">
            <TimeText value={trace.at} isAbsolute />
            <CopyText isBare label="trace id" value={id} />
          </span>
        }
        actions={
          <span className="flex items-center gap-1 rounded-md border border-line-strong bg-raised pl-3 font-medium">
            Share link <CopyButton label="link to this trace" value={link} />
          </span>
        }
      />
      {outcome === 'refused' && (
        <Banner tone="bad" title={asSentence(refusal?.what ?? 'the sign-in was refused')}>
          {refusal !== null && (
            <>
              <p>Cause: {refusal.why}</p>
              <p>To do: {refusal.fix}</p>
            </>
          )}
          {code !== null && <code className="text-xs">{code}</code>}
        </Banner>
      )}
      <div>
        <Section title="Steps" intro="In order; times since the start. Open a step to see what it found.">
          <TraceTimeline steps={steps} label="Steps" />
        </Section>
        <Section title="About" intro="Who, where from, and to what.">
          <About trace={trace} />
        </Section>
      </div>
    </>
  );
}

function About({ trace }: { trace: Trace }): ReactNode {
  const { personId, username, applicationId, applicationLabel, address, userAgent, milliseconds } = trace;
  return (
    <KeyValues
      items={[
        {
          label: 'Person',
          value: personId === null ? username || 'unknown' : <Link href={paths.user(personId)}>{username}</Link>,
        },
        {
          label: 'Application',
          value:
            applicationId === null ? (
              (applicationLabel ?? 'none')
            ) : (
              <Link href={paths.app(applicationId, 'general')}>{applicationLabel ?? applicationId}</Link>
            ),
        },
        { label: 'What', value: kindOf(trace) },
        { label: 'Took', value: formatMilliseconds(milliseconds) },
        { label: 'From', value: <code>{address}</code> },
        { label: 'Browser', value: describeBrowser(userAgent) },
      ]}
    />
  );
}
