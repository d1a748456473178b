// Imports people from CSV: first a rehearsal that only reports, then the same for real.
import type { Report } from '@keyshift/web-api';
import { type ReactNode, useState } from 'react';
import { wordsOf } from '../../api/api-error.ts';
import { useChange } from '../../api/endpoints.ts';
import { LookOnly } from '../../parts/look-only.tsx';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/action/button.tsx';
import { Radios } from '../../ui/choice/radios.tsx';
import { Banner } from '../../ui/feedback/banner.tsx';
import { FileDrop } from '../../ui/field/file-drop.tsx';
import { Textarea } from '../../ui/field/textarea.tsx';
import { PageHeader } from '../../ui/layout/page-header.tsx';
import { Section } from '../../ui/layout/section.tsx';
import { CodeBlock } from '../../ui/text/code-block.tsx';
import { ImportReport } from './people/import-report.tsx';

type Mode = 'create' | 'create_or_update';
const MOST_BYTES = 8_000_000;
const EXAMPLE = `username,displayName,email,groups,department,custom.costTeam
ana.ruiz,Ana Ruiz,ana.ruiz@example.com,redshift_dbgroup;analysts,Finance,north
ben.okoro,Ben Okoro,ben.okoro@example.com,analysts,Logistics,south
`;
const MODES = [
  { id: 'create' as const, label: 'Only add', detail: 'A row whose user name exists already is refused' },
  {
    id: 'create_or_update' as const,
    label: 'Add and update',
    detail: 'A row whose user name exists changes that user; columns that are not in the file stay as they are',
  },
];

export function ImportUsers(): ReactNode {
  const [csv, setCsv] = useState('');
  const [mode, setMode] = useState<Mode>('create');
  const [report, setReport] = useState<Report>();
  const [error, setError] = useState<unknown>();
  const send = useChange('importPeople', { stale: ['listPeople', 'listGroups', 'getOverview'] });
  const run = async (dryRun: boolean) => {
    setError(undefined);
    try {
      setReport(await send.mutateAsync({ body: { csv, mode, dryRun } }));
    } catch (refusal) {
      setError(refusal);
    }
  };
  // A report belongs to what was sent; when that changes it tells nothing any more.
  const change = (act: () => void) => {
    act();
    setReport(undefined);
    setError(undefined);
  };
  return (
    <>
      <PageHeader
        title="Import users"
        crumbs={[{ label: 'Users', href: paths.users() }]}
        intro="Nothing is stored before you have seen what each row would do."
      />
      <LookOnly need="manage" />
      {error !== undefined && (
        <Banner tone="bad" title={wordsOf(error).what}>
          {wordsOf(error).detail}
        </Banner>
      )}
      {report === undefined ? (
        <Source
          csv={csv}
          mode={mode}
          isPending={send.isPending}
          onCsv={(text) => change(() => setCsv(text))}
          onMode={(next) => change(() => setMode(next))}
          onCheck={() => void run(true)}
        />
      ) : (
        <ImportReport
          report={report}
          isPending={send.isPending}
          onImport={() => void run(false)}
          onBack={() => setReport(undefined)}
        />
      )}
    </>
  );
}

function Source(o: {
  csv: string;
  mode: Mode;
  isPending: boolean;
  onCsv: (text: string) => void;
  onMode: (mode: Mode) => void;
  onCheck: () => void;
}): ReactNode {
  return (
    <>
      <div>
        <Section title="File" intro="CSV in UTF-8 with commas; the first row names the columns.">
          <FileDrop
            label="CSV file"
            accept={['.csv', 'text/csv']}
            what="a CSV file, at most 8 MB,"
            mostBytes={MOST_BYTES}
            onFile={(file) => void file.text().then(o.onCsv)}
          />
          <Textarea
            label="Or paste the rows"
            isMono
            rows={8}
            value={o.csv}
            onChange={(event) => o.onCsv(event.target.value)}
          />
          <Radios label="People who exist already" options={MODES} value={o.mode} onChange={o.onMode} />
        </Section>
        <Section
          title="Columns"
          intro="Only username is needed. Several groups are separated by a semicolon; custom.<name> makes attributes of your own."
        >
          <CodeBlock label="Template with two rows" code={EXAMPLE} />
          <p className="text-ink-2">
            Other columns: state, firstName, lastName, jobTitle, employeeId, company, costCenter, location, manager,
            phone, mobile, street, locality, region, postalCode, country. Who is new and has no state is staged: give
            them a link to set a password afterwards.
          </p>
        </Section>
      </div>
      <div className="flex justify-end">
        <Button tone="primary" isDisabled={o.csv.trim() === ''} isPending={o.isPending} onPress={o.onCheck}>
          {o.isPending ? 'Checking …' : 'Check the file'}
        </Button>
      </div>
    </>
  );
}
