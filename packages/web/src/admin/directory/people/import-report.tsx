// What an import would do, or did: counts, and every row that is not simply fine first.
import type { Report } from '@keyshift/web-api';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../../api/session.ts';
import { countOf } from '../../../parts/count-of.ts';
import { countRows, ReportTable } from '../../../parts/report-table.tsx';
import { paths } from '../../../paths.ts';
import { Button } from '../../../ui/action/button.tsx';
import { LinkButton } from '../../../ui/action/link.tsx';
import { Banner } from '../../../ui/feedback/banner.tsx';

/** More rows than this make a page slow; the counts tell the rest. */
const MOST_ROWS = 200;

const people = (count: number) => countOf(count, 'person', 'people');

export function ImportReport(o: {
  report: Report;
  isPending: boolean;
  onImport: () => void;
  onBack: () => void;
}): ReactNode {
  const { report } = o;
  const mayManage = useMay('manage');
  const [isAll, setAll] = useState(false);
  const refused = countRows(report, 'refused');
  const wanted = countRows(report, 'created', 'updated');
  // Refusals first: they are what has to be read.
  const rows = [...report.rows].sort((a, b) => Number(b.outcome === 'refused') - Number(a.outcome === 'refused'));
  const shown = isAll ? rows : rows.slice(0, MOST_ROWS);
  return (
    <div className="flex flex-col gap-4">
      <Summary report={report} refused={refused} wanted={wanted} />
      <ReportTable report={report} rows={shown} label={report.dryRun ? 'What would happen' : 'What happened'} isFile />
      {shown.length < rows.length && (
        <div>
          <Button onPress={() => setAll(true)}>Show all {rows.length.toLocaleString('en')} rows</Button>
        </div>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button tone="plain" onPress={o.onBack}>
          {report.dryRun ? 'Back to the file' : 'Import another file'}
        </Button>
        {report.dryRun ? (
          <Button tone="primary" isDisabled={wanted === 0 || !mayManage} isPending={o.isPending} onPress={o.onImport}>
            {o.isPending ? 'Importing …' : `Import ${people(wanted)}`}
          </Button>
        ) : (
          <LinkButton tone="primary" href={paths.users()}>
            Go to users
          </LinkButton>
        )}
      </div>
    </div>
  );
}

function Summary({ report, refused, wanted }: { report: Report; refused: number; wanted: number }): ReactNode {
  const parts = (
    [
      ['created', 'new'],
      ['updated', 'changed'],
      ['unchanged', 'unchanged'],
      ['refused', 'refused'],
    ] as const
  )
    .map(([outcome, word]) => ({ count: countRows(report, outcome), word }))
    .filter(({ count }) => count > 0)
    .map(({ count, word }) => `${count.toLocaleString('en')} ${word}`)
    .join(', ');
  if (!report.dryRun) {
    return (
      <Banner tone={refused === 0 ? 'ok' : 'warn'} title={`${people(wanted)} imported`}>
        {parts}. {refused > 0 && 'Correct the refused rows and import the file again.'}
      </Banner>
    );
  }
  return (
    <Banner
      tone={refused === 0 ? 'info' : 'warn'}
      title={wanted === 0 ? 'This file would change nothing' : `Checked: ${people(wanted)} can be imported`}
    >
      {parts}. Nothing is stored yet. {refused > 0 && 'Refused rows are left out.'}
    </Banner>
  );
}
