// SQL results as text for people and for programs.
import type { SqlResult } from '@keyshift/client';

export type ResultFormat = 'table' | 'csv' | 'tsv' | 'json' | 'jsonl';
export const FORMATS: readonly ResultFormat[] = ['table', 'csv', 'tsv', 'json', 'jsonl'];

type Rows = Pick<SqlResult, 'columns' | 'rows'>;

/** Lines without a final line end. Values are the server's own text; NULL is empty, `null` in JSON. */
export function formatRows(result: Rows, format: ResultFormat): string {
  return FORMATTERS[format](result);
}

const FORMATTERS: Readonly<Record<ResultFormat, (result: Rows) => string>> = {
  table: formatTable,
  csv: ({ columns, rows }) => [columns, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n'),
  tsv: ({ columns, rows }) => [columns, ...rows].map((row) => row.map(tsvCell).join('\t')).join('\n'),
  json: (result) => JSON.stringify(toObjects(result), undefined, 2),
  jsonl: (result) =>
    toObjects(result)
      .map((row) => JSON.stringify(row))
      .join('\n'),
};

function toObjects({ columns, rows }: Rows): Record<string, string | null>[] {
  return rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index] ?? null])));
}

/** Columns aligned, a rule under the names, control characters shown as spaces. */
function formatTable({ columns, rows }: Rows): string {
  const cells = [columns, ...rows].map((row) => row.map((value) => (value ?? '').replace(/\p{Cc}/gu, ' ')));
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  const [header = [], ...body] = cells;
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(header), rule, ...body.map(line)].join('\n');
}

/** Quotes where the text needs them (RFC 4180). */
function csvCell(value: string | null): string {
  const text = value ?? '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function tsvCell(value: string | null): string {
  return (value ?? '').replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
