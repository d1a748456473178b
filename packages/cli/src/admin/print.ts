// Data of the API on a terminal: a table for people, JSON for programs.
import type { Report } from '@keyshift/web-api';
import type { CommandOptions } from '../commands/command.ts';
import { formatRows } from '../format/table.ts';
import type { Terminal } from '../terminal.ts';

type Cell = string | number | boolean | null | undefined;
export type Columns<Item> = Readonly<Record<string, (item: Item) => Cell>>;

function toText(value: Cell): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null || value === undefined ? '' : String(value);
}

export function isJson(options: CommandOptions): boolean {
  return options['json'] === true;
}

/** With `--json` the items as they came. */
export function printList<Item>(
  o: { terminal: Terminal; options: CommandOptions },
  items: readonly Item[],
  columns: Columns<Item>,
): void {
  const { terminal, options } = o;
  if (isJson(options)) {
    terminal.out(JSON.stringify(items));
    return;
  }
  const readers = Object.values(columns);
  const rows = items.map((item) => readers.map((read) => toText(read(item))));
  terminal.out(formatRows({ columns: Object.keys(columns), rows }, 'table'));
}

/** With `--json` the object as it came. */
export function printOne<Item>(
  o: { terminal: Terminal; options: CommandOptions },
  item: Item,
  columns: Columns<Item>,
): void {
  const { terminal, options } = o;
  if (isJson(options)) {
    terminal.out(JSON.stringify(item));
    return;
  }
  const width = Math.max(...Object.keys(columns).map((name) => name.length));
  for (const [name, read] of Object.entries(columns)) {
    const text = toText(read(item));
    if (text !== '') terminal.out(`${name.padEnd(width)}  ${text}`);
  }
}

/** A report of many changes: counts, then a line for each refusal. */
export function printReport(o: { terminal: Terminal; options: CommandOptions }, report: Report): void {
  const { terminal, options } = o;
  if (isJson(options)) {
    terminal.out(JSON.stringify(report));
    return;
  }
  const counts = Object.entries(report.counts)
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`);
  terminal.out(`${report.dryRun ? 'nothing was stored; it would be: ' : ''}${counts.join(', ') || 'nothing to do'}`);
  for (const { subject, name, findings } of report.rows) {
    for (const { level, where, why, fix } of findings) {
      terminal.out(`${level} ${subject} ${name}${where === undefined ? '' : ` ${where}`}: ${why} – ${fix}`);
    }
  }
}
