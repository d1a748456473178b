// Makes an application from an exported file: first what it would be, then the same for real.
import type { Finding } from '@keyshift/web-api';
import { type ReactNode, useState } from 'react';
import { wordsOf } from '../../../api/api-error.ts';
import { useChange } from '../../../api/endpoints.ts';
import { useMay } from '../../../api/session.ts';
import { paths } from '../../../paths.ts';
import { LinkButton } from '../../../ui/action/link.tsx';
import { Banner } from '../../../ui/feedback/banner.tsx';
import { EmptyState } from '../../../ui/feedback/empty-state.tsx';
import { FileDrop } from '../../../ui/field/file-drop.tsx';
import { PageHeader } from '../../../ui/layout/page-header.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { type ApplicationFile, readApplicationFile } from './application-file.ts';
import { ImportReview } from './import-review.tsx';

const MOST_BYTES = 250_000;
type Checked = { readonly file: ApplicationFile; readonly findings: readonly Finding[] };

export function ImportApplication(): ReactNode {
  const mayManage = useMay('manage');
  const [checked, setChecked] = useState<Checked>();
  return (
    <>
      <PageHeader
        title="Import application"
        crumbs={[{ label: 'SSO applications', href: paths.apps() }]}
        intro="From a file that “Export as file” wrote, here or in another installation. Nothing is stored before you have seen what it would become."
      />
      {!mayManage ? (
        <EmptyState
          title="Your role may not add applications"
          action={<LinkButton href={paths.apps()}>Back to the applications</LinkButton>}
        >
          Ask an administrator or owner.
        </EmptyState>
      ) : checked === undefined ? (
        <ChooseFile onChecked={setChecked} />
      ) : (
        <ImportReview {...checked} onBack={() => setChecked(undefined)} />
      )}
    </>
  );
}

function ChooseFile({ onChecked }: { onChecked: (checked: Checked) => void }): ReactNode {
  const check = useChange('importApplication', { stale: [] });
  const [problem, setProblem] = useState<string>();
  const read = async (chosen: File) => {
    check.reset();
    const reading = readApplicationFile(await chosen.text());
    setProblem('problem' in reading ? reading.problem : undefined);
    if ('problem' in reading) return;
    const { file } = reading;
    const { findings } = await check.mutateAsync({ body: { file, dryRun: true } });
    onChecked({ file, findings });
  };
  return (
    <>
      {check.error !== null && (
        <Banner tone="bad" title={wordsOf(check.error).what}>
          {wordsOf(check.error).detail}
        </Banner>
      )}
      <div>
        <Section
          title="File"
          intro="It holds the settings. Keys, groups and the picture are not in it: the new application gets a key of its own, and nobody may use it yet."
        >
          <FileDrop
            label="Exported application"
            accept={['.json', 'application/json']}
            what="a JSON file of at most 250 kB"
            mostBytes={MOST_BYTES}
            error={problem}
            // What the server refuses stands in the banner.
            onFile={(file) => void read(file).catch(() => undefined)}
          />
        </Section>
      </div>
    </>
  );
}
