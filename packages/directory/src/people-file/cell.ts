// One cell of a CSV file: quoted where needed, and never taken for a formula by a spreadsheet.

// What makes a spreadsheet compute (CWE-1236); the apostrophe makes it text, and is taken off again on import.
const FORMULA = /^'*[=+\-@\t\r]/;
const GUARDED = /^'+[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

export function formatCell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Of a cell whose quotes the parser took off. */
export function parseCell(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
