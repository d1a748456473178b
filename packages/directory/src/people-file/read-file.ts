// From CSV text to rows by column name; limits first, then syntax, then the header.
import { CsvError, parse } from 'csv-parse/sync';
import { directoryErrors } from '../errors.ts';
import { parseCell } from './cell.ts';
import { type Column, readHeader } from './columns.ts';

export type FileRow = {
  /** The header is row 1. */
  readonly number: number;
  /** By column; undefined where the row has another number of cells than the header. */
  readonly cells: ReadonlyMap<string, string> | undefined;
};
export type PeopleFile = { readonly columns: readonly Column[]; readonly rows: readonly FileRow[] };

const MOST_BYTES = 8_000_000;
const MOST_ROWS = 20_000;

/** Throws `directory.csv_too_large`, `directory.csv_unreadable`, `directory.csv_header`. */
export function readPeopleFile(csv: string): PeopleFile {
  if (Buffer.byteLength(csv) > MOST_BYTES) {
    throw directoryErrors.csvTooLarge({ why: `it has more than ${MOST_BYTES / 1_000_000} MB` });
  }
  const [header, ...records] = parseRecords(csv);
  if (header === undefined) throw directoryErrors.csvUnreadable({ why: 'it is empty' });
  if (header.length === 1 && /[;\t]/.test(header[0] ?? '')) {
    throw directoryErrors.csvUnreadable({ why: 'its columns are not separated by commas' });
  }
  if (records.length > MOST_ROWS) throw directoryErrors.csvTooLarge({ why: `it has more than ${MOST_ROWS} rows` });
  const columns = readHeader(header);
  return { columns, rows: records.map((cells, index) => ({ number: index + 2, cells: byColumn(columns, cells) })) };
}

function byColumn(columns: readonly Column[], cells: readonly string[]): ReadonlyMap<string, string> | undefined {
  if (cells.length !== columns.length) return undefined;
  return new Map(columns.map(({ name }, index) => [name, parseCell(cells[index] ?? '')]));
}

function parseRecords(csv: string): string[][] {
  if (csv.includes('\0')) throw directoryErrors.csvUnreadable({ why: 'it has a character that no text has (NUL)' });
  try {
    return parse(csv, { bom: true, relax_column_count: true, skip_empty_lines: true, to: MOST_ROWS + 2 });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw directoryErrors.csvUnreadable({ why: error.message.slice(0, 200) });
  }
}
