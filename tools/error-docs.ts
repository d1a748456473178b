// The page that lists every error code with its three sentences, taken from the packages' error tables by running them.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ERROR_TABLE, isTest, listFolders, readSources } from './source-tree.ts';

export type ErrorSentences = {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
};
export type ErrorTable = { readonly name: string; readonly entries: readonly ErrorSentences[] };

type Factory = (parameters: unknown) => ErrorSentences;

const INTRODUCTION = `# Errors

Every refusal and failure that Keyshift expects has a stable code. Its message reads *what failed – why – what to do*;
‹…› stands for a value of the moment. Written by \`npm run docs\` from the tables in \`packages/*/src/errors.ts\` and \`packages/*/src/errors/\`.
`;

export function formatErrorDocs(tables: readonly ErrorTable[]): string {
  return [INTRODUCTION, ...tables.map(formatTable)].join('\n');
}

/** The sentences of each function in a table, with placeholders for its parameters. */
export function readEntries(table: Readonly<Record<string, Factory>>): ErrorSentences[] {
  return Object.values(table).map((create) => create(placeholder('…')));
}

/** The tables of every package: what its `errors.ts`, or the files of its `errors/` in turn, export as `…Errors`. */
export async function readTables(root: string): Promise<ErrorTable[]> {
  const tables = listFolders(root, 'packages').map(async (name) => {
    const files = readSources(root, `packages/${name}`, ERROR_TABLE).filter(({ path }) => !isTest(path));
    const entries = await Promise.all(files.map(({ path }) => readModule(join(root, path))));
    return { name, entries: entries.flat() };
  });
  return (await Promise.all(tables)).filter(({ entries }) => entries.length > 0);
}

async function readModule(file: string): Promise<ErrorSentences[]> {
  const module: Record<string, Readonly<Record<string, Factory>>> = await import(pathToFileURL(file).href);
  return Object.entries(module)
    .filter(([key]) => key.endsWith('Errors'))
    .flatMap(([, table]) => readEntries(table));
}

function formatTable({ name, entries }: ErrorTable): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = entries.map(({ code, what, why, fix }) => `| \`${code}\` | ${[what, why, fix].map(cell).join(' | ')} |`);
  return [`## ${name}`, '', '| Code | What | Why | What to do |', '|---|---|---|---|', ...rows, ''].join('\n');
}

/** Stands for any value: every property and every call of it gives a placeholder again, as text it is ‹name›. */
function placeholder(name: string): unknown {
  return new Proxy(() => undefined, {
    get(_target, key) {
      if (key === Symbol.toPrimitive || key === 'toString') return () => `‹${name}›`;
      if (key === Symbol.iterator) return () => [][Symbol.iterator]();
      // A method of the value (join, map, filter …) keeps its name; a parameter's field shows its own.
      return placeholder(typeof key === 'string' && name === '…' ? key : name);
    },
    apply: () => placeholder(name),
  });
}
