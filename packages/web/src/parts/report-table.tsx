// What became of many things at once, row by row, with the reason where something was refused.
import type { Report } from '@keyshift/web-api';
import type { ReactNode } from 'react';
import { Badge, type BadgeTone } from '../ui/feedback/badge.tsx';
import { type Column, Table } from '../ui/list/table.tsx';

type Row = Report['rows'][number];
type Outcome = Row['outcome'];

const OUTCOMES: Record<Outcome, { word: string; tone: BadgeTone }> = {
  created: { word: 'Created', tone: 'ok' },
  updated: { word: 'Updated', tone: 'ok' },
  deleted: { word: 'Deleted', tone: 'ok' },
  unchanged: { word: 'Unchanged', tone: 'plain' },
  refused: { word: 'Refused', tone: 'bad' },
};
/** In a dry run nothing has happened yet. */
const PLANNED: Record<Outcome, string> = {
  created: 'Will be created',
  updated: 'Will be updated',
  deleted: 'Will be deleted',
  unchanged: 'Stays as it is',
  refused: 'Refused',
};

/** How many rows came to an outcome. */
export function countRows(report: Report, ...outcomes: readonly Outcome[]): number {
  return report.rows.filter((row) => outcomes.includes(row.outcome)).length;
}

export function ReportTable({
  report,
  rows = report.rows,
  label,
  isFile = false,
}: {
  report: Report;
  /** Those to show; all unless told. */
  rows?: readonly Row[];
  label: string;
  /** The subject of a row is its number in a file. */
  isFile?: boolean;
}): ReactNode {
  const columns: readonly Column<Row>[] = [
    ...(isFile ? [{ id: 'row', head: 'Row', isNumeric: true, cell: (row: Row) => row.subject }] : []),
    { id: 'name', head: 'User', cell: (row) => <code>{row.name === '' ? '–' : row.name}</code> },
    {
      id: 'outcome',
      head: 'Result',
      isEssential: true,
      cell: ({ outcome }) => (
        <Badge tone={OUTCOMES[outcome].tone}>{report.dryRun ? PLANNED[outcome] : OUTCOMES[outcome].word}</Badge>
      ),
    },
    { id: 'findings', head: 'Why', isEssential: true, cell: (row) => <Findings row={row} isFile={isFile} /> },
  ];
  return (
    <Table
      label={label}
      density="log"
      columns={columns}
      items={rows}
      rowId={(row) => row.subject}
      rowLabel={(row) => row.name}
    />
  );
}

function Findings({ row, isFile }: { row: Row; isFile: boolean }): ReactNode {
  if (row.findings.length === 0) return <span className="text-ink-3">–</span>;
  return (
    <ul className="m-0 flex min-w-48 list-none flex-col gap-1 p-0">
      {row.findings.map((finding) => (
        <li key={`${finding.code} ${finding.why}`}>
          {isFile && finding.where !== undefined && <code className="mr-1.5">{finding.where}</code>}
          {finding.why} <span className="text-ink-2">– {finding.fix}</span>
        </li>
      ))}
    </ul>
  );
}
