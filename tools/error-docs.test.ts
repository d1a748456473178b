import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formatErrorDocs, readEntries, readTables } from './error-docs.ts';

describe('error docs', () => {
  it('show each sentence with its parameters as placeholders, whatever is done with them', () => {
    const entries = readEntries({
      portTaken: (p: unknown) => {
        const { port, names } = p as { port: number; names: string[] };
        return {
          code: 'x.port_taken',
          what: 'cannot listen',
          why: `port ${port} | ${names.map(String).join(', ')}`,
          fix: 'move',
        };
      },
    });
    const page = formatErrorDocs([{ name: 'x', entries }]);
    expect(page).toContain('| `x.port_taken` | cannot listen | port ‹port› \\| ‹names› | move |');
  });

  it('read one errors.ts as well as a folder of tables', async () => {
    const root = mkdtempSync(join(tmpdir(), 'keyshift-docs-'));
    try {
      const table = (name: string, code: string) =>
        `export const ${name} = { x: () => ({ code: '${code}', what: 'w', why: 'y', fix: 'f' }) };`;
      mkdirSync(join(root, 'packages/one/src'), { recursive: true });
      mkdirSync(join(root, 'packages/two/src/errors'), { recursive: true });
      writeFileSync(join(root, 'packages/one/src/errors.ts'), table('oneErrors', 'one.a'));
      writeFileSync(join(root, 'packages/two/src/errors/left.ts'), table('leftErrors', 'two.b'));
      writeFileSync(join(root, 'packages/two/src/errors/right.ts'), table('rightErrors', 'two.c'));
      const codes = (await readTables(root)).map(({ name, entries }) => [name, ...entries.map(({ code }) => code)]);
      expect(codes).toEqual([
        ['one', 'one.a'],
        ['two', 'two.b', 'two.c'],
      ]);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
