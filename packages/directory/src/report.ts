// What became of each of many: a bulk action or a file goes on where one is refused, and says so.
import type { Finding } from '@keyshift/base';

export type Outcome = 'created' | 'updated' | 'unchanged' | 'deleted' | 'refused';
export type ReportRow = {
  /** The id of an object, or the number of a row of a file (the header is row 1). */
  readonly subject: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly findings: readonly Finding[];
};
export type Report = {
  /** True if nothing was stored. */
  readonly dryRun: boolean;
  readonly counts: Readonly<Record<string, number>>;
  readonly rows: readonly ReportRow[];
};

export function createReport(dryRun: boolean, rows: readonly ReportRow[]): Report {
  const counts: Record<string, number> = {};
  for (const { outcome } of rows) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return { dryRun, counts, rows };
}
