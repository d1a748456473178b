// Every error code is unique, produced in some test, and documented.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, finding } from './finding.ts';
import { ERROR_TABLE, isTest, readSources } from './source-tree.ts';

const CODE = /AppError<'([a-z-]+\.[a-z0-9_]+)'>/g;

export function checkErrors(root: string): Finding[] {
  const tables = readSources(root, 'packages', ERROR_TABLE);
  const tests = [...readSources(root, 'packages', /\.ts$/), ...readSources(root, 'e2e', /\.ts$/)]
    .filter(({ path }) => isTest(path) || path.startsWith('e2e/'))
    .map(({ text }) => text)
    .join('\n');
  const docs = readFileSync(join(root, 'docs/errors.md'), 'utf8');
  const all = tables.flatMap(({ path, text }) => codesOf(text).map((code) => ({ path, code })));
  return [
    ...all
      .filter(({ code }, index) => all.findIndex((other) => other.code === code) !== index)
      .flatMap(({ path, code }) => finding(path, `defines ${code} a second time`, 'give it a code of its own')),
    ...all
      .filter(({ code }) => !tests.includes(code))
      .flatMap(({ path, code }) =>
        finding(path, `${code} is asserted by no test`, 'write the refusal test, or delete it'),
      ),
    ...all
      .filter(({ code }) => !docs.includes(`\`${code}\``))
      .flatMap(({ path, code }) => finding(path, `${code} is not in docs/errors.md`, 'run `npm run docs`')),
  ];
}

export function codesOf(text: string): string[] {
  return [...text.matchAll(CODE)].map((match) => match[1] ?? '');
}
