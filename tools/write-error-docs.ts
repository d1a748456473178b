// `npm run docs`: writes docs/errors.md from the error tables, so that every code can be looked up.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatErrorDocs, readTables } from './error-docs.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

writeFileSync(join(root, 'docs/errors.md'), formatErrorDocs(await readTables(root)));
