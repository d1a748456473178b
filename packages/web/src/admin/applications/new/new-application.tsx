// Adding an application: choose it, describe it, done. Where one is in it stands in the address.
import type { ReactNode } from 'react';
import { useEndpoint } from '../../../api/endpoints.ts';
import { Loaded } from '../../../api/loaded.tsx';
import { useMay } from '../../../api/session.ts';
import { paths } from '../../../paths.ts';
import { LinkButton } from '../../../ui/action/link.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { PageHeader } from '../../../ui/layout/page-header.tsx';
import { Steps } from '../../../ui/layout/steps.tsx';
import { useQueryState } from '../../../url.ts';
import { CatalogueStep } from './catalogue-step.tsx';
import { DoneStep } from './done-step.tsx';
import { GeneralStep } from './general-step.tsx';

const CRUMBS = [{ label: 'SSO applications', href: paths.apps() }];

export function NewApplication(): ReactNode {
  const [query] = useQueryState();
  const mayManage = useMay('manage');
  const connector = query.get('connector');
  const made = query.get('made');
  const step = made !== null ? 'done' : connector !== null ? 'general' : 'catalogue';
  const steps = [
    { id: 'catalogue', label: 'Choose', href: paths.appNew() },
    {
      id: 'general',
      label: 'General info',
      href: `${paths.appNew()}?connector=${encodeURIComponent(connector ?? '')}`,
    },
    { id: 'done', label: 'Configure', href: paths.appNew() },
  ];
  return (
    <>
      <PageHeader
        title="Add New Application"
        crumbs={CRUMBS}
        intro="It gets a key, a certificate and an address of its own."
      />
      {mayManage ? (
        <div className="grid gap-x-8 gap-y-6 md:grid-cols-[220px_minmax(0,1fr)]">
          <Steps
            label="Steps"
            steps={made === null ? steps : steps.map((one) => ({ ...one, href: paths.appNew() }))}
            current={step}
          />
          <div className="min-w-0 max-w-3xl">
            {step === 'catalogue' && <CatalogueStep />}
            {step === 'general' && <Chosen connector={connector ?? ''} />}
            {step === 'done' && <DoneStep id={made ?? ''} />}
          </div>
        </div>
      ) : (
        <EmptyState
          title="Your role may not add applications"
          action={<LinkButton href={paths.apps()}>Back to the applications</LinkButton>}
        >
          Ask an administrator or owner.
        </EmptyState>
      )}
    </>
  );
}

function Chosen({ connector }: { connector: string }): ReactNode {
  const catalogue = useEndpoint('listCatalogue');
  return (
    <Loaded result={catalogue}>
      {({ items }) => {
        const entry = items.find(({ id }) => id === connector);
        if (entry !== undefined) return <GeneralStep key={entry.id} entry={entry} />;
        return (
          <EmptyState
            title="This is not in the catalogue"
            action={<LinkButton href={paths.appNew()}>Choose another</LinkButton>}
          >
            The link may come from another version.
          </EmptyState>
        );
      }}
    </Loaded>
  );
}
