import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkErrors } from './check-errors.ts';
import { checkLimits } from './check-limits.ts';
import { checkPackages } from './check-packages.ts';
import { checkSpecTags } from './check-spec-tags.ts';

let root: string;

function plant(files: Record<string, string | object>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

function soundTree(): Record<string, string | object> {
  const manifest = (dependencies: object) => ({ dependencies, exports: { '.': { source: './src/index.ts' } } });
  return {
    'tools/architecture.json': {
      rows: [
        ['low', []],
        ['high', ['low']],
      ],
      pure: { low: ['node:crypto'] },
    },
    'tools/limits.json': { fileLines: 5, folderEntries: 3, exceptions: {} },
    'tsconfig.json': { references: [{ path: 'packages/low' }, { path: 'packages/high' }] },
    'packages/low/package.json': manifest({}),
    'packages/low/tsconfig.json': {},
    'packages/low/src/index.ts': "// Low.\nimport { hash } from 'node:crypto';\nexport { hash };\n",
    'packages/high/package.json': manifest({ '@keyshift/low': '1' }),
    'packages/high/tsconfig.json': { references: [{ path: '../low' }] },
    'packages/high/src/index.ts': "// High.\nexport { hash } from '@keyshift/low';\n",
    'docs/specs.md': '`saml-core`',
    'docs/errors.md': '',
  };
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keyshift-checks-'));
  plant(soundTree());
});
afterEach(() => rmSync(root, { recursive: true }));

const reasons = (findings: readonly { why: string }[]) => findings.map(({ why }) => why).join('\n');

describe('a sound tree', () => {
  it.each([
    ['packages', checkPackages],
    ['limits', checkLimits],
    ['spec tags', checkSpecTags],
    ['errors', checkErrors],
  ])('has no finding by %s', (_name, check) => {
    expect(check(root)).toEqual([]);
  });
});

describe('packages: planted faults', () => {
  it('finds a dependency against the direction', () => {
    plant({
      'packages/low/package.json': {
        dependencies: { '@keyshift/high': '1' },
        exports: { '.': { source: './src/index.ts' } },
      },
    });
    expect(reasons(checkPackages(root))).toContain('depends on high');
  });

  it('finds references that differ from the dependencies', () => {
    plant({ 'packages/high/tsconfig.json': { references: [] } });
    expect(reasons(checkPackages(root))).toContain('disagree about low');
  });

  it('finds an impure import, also a dynamic one', () => {
    plant({
      'packages/low/src/index.ts': "// Low.\nimport { readFileSync } from 'node:fs';\nawait import('node:net');\n",
    });
    expect(reasons(checkPackages(root))).toMatch(/imports node:fs[\s\S]*imports node:net/);
  });

  it('finds a package outside the table, and a missing one', () => {
    plant({ 'packages/extra/package.json': { exports: {} }, 'packages/extra/tsconfig.json': {} });
    rmSync(join(root, 'packages/low'), { recursive: true });
    expect(reasons(checkPackages(root))).toMatch(/not in tools\/architecture[\s\S]*names low/);
  });

  it('finds a dependency that is declared and not used, and a deep import', () => {
    plant({ 'packages/high/src/index.ts': "// High.\nexport { x } from '@keyshift/low/src/x.ts';\n" });
    expect(reasons(checkPackages(root))).toMatch(/declares low but never[\s\S]*imports inside/);
  });

  it('finds an export without source', () => {
    plant({ 'packages/low/package.json': { exports: { '.': './dist/index.js' } } });
    expect(reasons(checkPackages(root))).toContain('no `source`');
  });
});

describe('limits: planted faults', () => {
  it('finds a long file, unless it is excepted with a reason', () => {
    plant({ 'packages/low/src/long.ts': `// Long.\n${'x\n'.repeat(9)}` });
    expect(reasons(checkLimits(root))).toContain('has 10 lines');
    plant({
      'tools/limits.json': { fileLines: 5, folderEntries: 3, exceptions: { 'packages/low/src/long.ts': 'a table' } },
    });
    expect(checkLimits(root)).toEqual([]);
  });

  it('finds a full folder and a file without its idea', () => {
    plant(Object.fromEntries(['a', 'b', 'c'].map((name) => [`packages/low/src/${name}.ts`, `// ${name}.\n`])));
    plant({ 'packages/high/src/mute.ts': 'export const x = 1;\n' });
    expect(reasons(checkLimits(root))).toMatch(/names its one idea[\s\S]*has 4 entries/);
  });
});

describe('spec tags: planted faults', () => {
  it('finds a tag without test and a spec without entry', () => {
    plant({ 'packages/low/src/index.ts': '// Low: saml-core §2.5 and rfc9999 §1.\n' });
    expect(reasons(checkSpecTags(root))).toMatch(/relies on saml-core §2.5[\s\S]*cites rfc9999/);
    plant({ 'packages/low/src/index.test.ts': "it('saml-core §2.5 holds')" });
    expect(reasons(checkSpecTags(root))).not.toContain('saml-core');
  });
});

describe('errors: planted faults', () => {
  it('finds a code that is untested, undocumented or double', () => {
    plant({
      'packages/low/src/errors.ts': "// Errors.\nAppError<'low.broken'>\n",
      'packages/high/src/errors.ts': "// Errors.\nAppError<'low.broken'>\n",
    });
    expect(reasons(checkErrors(root))).toMatch(/second time[\s\S]*no test[\s\S]*not in docs/);
  });

  it('finds them in a table that is split by area', () => {
    plant({
      'packages/low/src/errors/one.ts': "// One.\nAppError<'low.broken'>\n",
      'packages/low/src/errors/two.ts': "// Two.\nAppError<'low.broken'>\n",
    });
    expect(reasons(checkErrors(root))).toMatch(/second time[\s\S]*no test[\s\S]*not in docs/);
  });
});
