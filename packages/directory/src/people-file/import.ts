// Importing people from a file: one plan for the dry run and the real one, stored in one transaction.
import { setImmediate as breathe } from 'node:timers/promises';
import { newId } from '@keyshift/base';
import type { Queryable } from '@keyshift/postgres';
import type { StoreDeps } from '../deps.ts';
import type { AdminRole } from '../person/person-rules.ts';
import { createReport, type Report, type ReportRow } from '../report.ts';
import { storing } from '../store-error.ts';
import { findKnown } from './known.ts';
import { type ImportMode, type PlannedRow, planRow, refusal } from './plan-row.ts';
import { type PeopleFile, readPeopleFile } from './read-file.ts';
import { type PlannedPerson, storePlan } from './store-plan.ts';

export type ImportInput = {
  csv: string;
  /** Only report. */
  dryRun: boolean;
  mode: ImportMode;
  actor: string;
  /** Told, rows of people with a higher role are refused. */
  actorRole?: AdminRole | null | undefined;
};
type Planned = { readonly number: number; readonly name: string; readonly plan: PlannedRow };

// Other requests get their turn after that many rows.
const BREATH_ROWS = 500;

/**
 * Rows that are refused are left out, the others are stored together. Throws `directory.csv_too_large`,
 * `directory.csv_unreadable`, `directory.csv_header`; `directory.taken` if somebody takes a name meanwhile.
 */
export async function importPeople(deps: StoreDeps, input: ImportInput): Promise<Report> {
  const file = readPeopleFile(input.csv);
  if (input.dryRun) return reportOf(true, await plan(deps.database, file, input));
  return storing({ kind: 'group', id: 'of the file' }, () =>
    deps.database.transaction(async (tx) => {
      const planned = await plan(tx, file, input);
      await storePlan(tx, planned.flatMap(withId(deps)), { actor: input.actor, at: deps.now() });
      return reportOf(false, planned);
    }),
  );
}

async function plan(database: Queryable, file: PeopleFile, input: ImportInput): Promise<Planned[]> {
  const texts = (column: string) => file.rows.map(({ cells }) => (cells?.get(column) ?? '').trim());
  const known = await findKnown(database, {
    usernames: texts('username'),
    emails: texts('email').map((email) => email.toLowerCase()),
    lock: !input.dryRun,
  });
  const above = { usernames: new Map<string, number>(), emails: new Map<string, number>() };
  const planned: Planned[] = [];
  for (const { number, cells } of file.rows) {
    if (number % BREATH_ROWS === 0) await breathe();
    const name = (cells?.get('username') ?? '').trim().slice(0, 64);
    planned.push({
      number,
      name,
      plan:
        cells === undefined
          ? { outcome: 'refused', findings: [cellsFinding(file.columns.length)] }
          : planRow(cells, number, { known, mode: input.mode, actorRole: input.actorRole, above }),
    });
  }
  return planned;
}

function cellsFinding(count: number) {
  const fix = 'check the commas, and put quotes around values that have one';
  return refusal('row', `it does not have ${count} cells as the header row has`, fix);
}

function withId(deps: StoreDeps): (row: Planned) => PlannedPerson[] {
  return ({ plan: row }) => {
    if (row.outcome === 'refused' || row.outcome === 'unchanged') return [];
    const { existing, groupIds, person } = row;
    return [{ existing, groupIds, person: { id: existing?.id ?? newId('usr', deps.random), ...person } }];
  };
}

function reportOf(dryRun: boolean, planned: readonly Planned[]): Report {
  const rows = planned.map(
    ({ number, name, plan: row }): ReportRow => ({
      subject: String(number),
      name,
      outcome: row.outcome,
      findings: row.outcome === 'refused' ? row.findings : [],
    }),
  );
  return createReport(dryRun, rows);
}
