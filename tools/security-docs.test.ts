// docs/security-tests.md tells where each defence is tried; a test that moves must not leave it behind.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const text = readFileSync(join(ROOT, 'docs/security-tests.md'), 'utf8');

it('docs/security-tests.md names files that are there, and a test for each threat that is not noted as open', () => {
  const rows = text.split('\n').filter((line) => /^\| \d/.test(line));
  const named = [...text.matchAll(/`([\w./-]+\.ts)`/g)].map(([, path = '']) => path);
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  expect(rows.filter((row) => !/`[\w./-]+\.ts`/.test(row) && !row.includes('open:'))).toEqual([]);
});
