// `keyshift sql`: run SQL as oneself, from -c, -f, a pipe or a prompt.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { isAppError } from '@keyshift/base';
import type { SqlResult, SqlSession } from '@keyshift/client';
import { cliErrors } from '../errors.ts';
import { splitStatement } from '../format/statement.ts';
import { FORMATS, formatRows, type ResultFormat } from '../format/table.ts';
import type { Terminal } from '../terminal.ts';
import { type CommandOptions, type CommandSpec, findText } from './command.ts';

export const sqlCommand: CommandSpec = {
  name: 'sql',
  summary: 'run SQL as yourself; without -c or -f a prompt',
  example: 'npx keyshift sql -c "select current_user" --format json',
  options: [
    { flags: '-c, --command <sql>', description: 'run this SQL' },
    { flags: '-f, --file <file>', description: 'run the SQL of this file' },
    { flags: '--format <format>', description: 'table, csv, tsv, json or jsonl', choices: FORMATS },
  ],
  async run(deps, options) {
    const { openOwnSession } = await import('../connection.ts');
    const sql = await readSql(options, deps.terminal);
    const format = (findText(options, 'format') ?? 'table') as ResultFormat;
    const session = await openOwnSession(deps);
    try {
      if (sql === undefined) await prompt(session, deps.terminal, format);
      else printResults(deps.terminal, await session.run(sql), format);
    } finally {
      await session.close();
    }
  },
};

/** The SQL that was given, or undefined for a prompt. */
async function readSql(options: CommandOptions, terminal: Terminal): Promise<string | undefined> {
  const file = findText(options, 'file');
  const command = findText(options, 'command');
  if (command !== undefined) return command;
  if (file !== undefined) {
    return readFile(file, 'utf8').catch((error: Error) => {
      throw cliErrors.fileUnreadable({ file, reason: error.message });
    });
  }
  return terminal.isInteractive ? undefined : text(process.stdin);
}

function printResults(terminal: Terminal, results: readonly SqlResult[], format: ResultFormat): void {
  for (const result of results) {
    if (result.columns.length > 0) terminal.out(formatRows(result, format));
    terminal.progress(describeOutcome(result));
  }
}

function describeOutcome({ command, columns, rowCount }: SqlResult): string {
  const rows = rowCount === 1 ? '1 row' : `${rowCount} rows`;
  return columns.length > 0 || rowCount > 0 ? `${command}: ${rows}` : command;
}

/** Statements end with `;` and may span lines; `\q` or Ctrl-D ends. A failed statement does not end the session. */
async function prompt(session: SqlSession, terminal: Terminal, format: ResultFormat): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stdout, historySize: 500 });
  terminal.progress('Connected. End a statement with ; and leave with \\q');
  lines.setPrompt('keyshift=> ');
  lines.prompt();
  let pending = '';
  for await (const line of lines) {
    if (pending === '' && line.trim() === '\\q') break;
    const { statement, rest } = splitStatement(`${pending}${line}\n`);
    pending = rest.trim() === '' ? '' : rest;
    if (statement !== '') await runShowingErrors(session, { terminal, format, statement });
    lines.setPrompt(pending === '' ? 'keyshift=> ' : 'keyshift-> ');
    lines.prompt();
  }
  lines.close();
}

async function runShowingErrors(
  session: SqlSession,
  { terminal, format, statement }: { terminal: Terminal; format: ResultFormat; statement: string },
): Promise<void> {
  try {
    printResults(terminal, await session.run(statement), format);
  } catch (error) {
    if (!isAppError(error)) throw error;
    terminal.progress(error.message);
  }
}
