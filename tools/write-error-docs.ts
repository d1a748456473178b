// `npm run docs`: writes docs/errors.md from the error tables, so that every code can be looked up.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { formatErrorDocs, readEntries } from './error-docs.ts';
import { listFolders } from './source-tree.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const tables = await Promise.all(
  listFolders(root, 'packages')
    .map((name) => ({ name, file: join(root, 'packages', name, 'src/errors.ts') }))
    .filter(({ file }) => existsSync(file))
    .map(async ({ name, file }) => {
      const module: Record<string, Parameters<typeof readEntries>[0]> = await import(pathToFileURL(file).href);
      const named = Object.entries(module).filter(([key]) => key.endsWith('Errors'));
      return { name, entries: named.flatMap(([, table]) => readEntries(table)) };
    }),
);
writeFileSync(join(root, 'docs/errors.md'), formatErrorDocs(tables));
