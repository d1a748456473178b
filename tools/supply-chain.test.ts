import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkSupplyChain } from './check-supply-chain.ts';

const sound = { version: '1.0.0', integrity: 'sha512-x', license: 'MIT' };
const RULES = {
  runtimePackages: 3,
  licences: { runtime: ['MIT', 'ISC'], development: ['MPL-2.0'] },
  installScripts: { '@native/*': 'it never runs' },
};
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'keyshift-supply-'));
  mkdirSync(join(root, 'tools'));
});
afterEach(() => rmSync(root, { recursive: true }));

type Fault = { packages?: object; rules?: object; npmrc?: string };
function check({ packages = {}, rules = {}, npmrc = 'ignore-scripts=true\nsave-exact=true\n' }: Fault = {}): string {
  const all = {
    '': { name: 'x', devDependencies: { tool: '1.0.0' } },
    'packages/one': { dependencies: { plain: '1.0.0' } },
    'node_modules/@x/one': { resolved: 'packages/one', link: true },
    'node_modules/plain': sound,
    'node_modules/plain/node_modules/inner': { ...sound, license: '(GPL-3.0 OR ISC)' },
    'node_modules/@native/linux': { ...sound, optional: true, hasInstallScript: true },
    'node_modules/tool': { ...sound, dev: true, license: 'MPL-2.0', hasInstallScript: true },
    'node_modules/tool/node_modules/packed': { version: '1.0.0', inBundle: true, dev: true, license: 'MIT' },
    ...packages,
  };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: all }));
  writeFileSync(join(root, 'tools/supply-chain.json'), JSON.stringify({ ...RULES, ...rules }));
  writeFileSync(join(root, '.npmrc'), npmrc);
  return checkSupplyChain(root)
    .map(({ why }) => why)
    .join('\n');
}
const planted = (change: object) => ({ packages: { 'node_modules/planted': { ...sound, ...change } } });

describe('the supply chain', () => {
  it('is sound as planted, and as it is', () => {
    expect(check()).toBe('');
    expect(checkSupplyChain(join(import.meta.dirname, '..'))).toEqual([]);
  });

  it.each<[string, Fault, string]>([
    ['a package without a hash', planted({ integrity: undefined }), 'planted has no SHA-512 hash'],
    ['a weak hash', planted({ integrity: 'sha1-x' }), 'planted has no SHA-512 hash'],
    ['a git repository', planted({ resolved: 'git+ssh://git@example.com/a.git#1' }), 'comes from git+ssh:'],
    ['another registry', planted({ resolved: 'https://registry.evil.example/a.tgz' }), 'comes from https:'],
    ['another registry for all', { npmrc: 'ignore-scripts=true\nregistry = http://evil.example/' }, 'registry=http:'],
    ['another registry for a scope', { npmrc: 'ignore-scripts=true\n@x:registry=https://evil.example/' }, 'elsewhere'],
    ['scripts that may run', { npmrc: 'save-exact=true' }, 'lets packages run scripts'],
    ['a script of a runtime package', planted({ hasInstallScript: true }), 'planted wants to run a script'],
    [
      'a permission for a script that is gone',
      { rules: { installScripts: { ...RULES.installScripts, gone: 'x' } } },
      'gone, which has none',
    ],
    ['a copyleft licence', planted({ license: 'GPL-3.0' }), 'planted is under GPL-3.0'],
    ['two licences of which one is', planted({ license: 'MIT AND GPL-3.0' }), 'is under MIT AND GPL-3.0'],
    ['no licence', planted({ license: undefined }), 'planted is under no licence'],
    ['a licence for tests only', planted({ license: 'MPL-2.0' }), 'planted is under MPL-2.0'],
    ['more packages than agreed', { rules: { runtimePackages: 1 } }, '2 packages run with the product, 1 may'],
    [
      'a range of versions',
      { packages: { 'packages/two': { dependencies: { plain: '^1.0.0' } } } },
      'any ^1.0.0 of plain',
    ],
  ])('finds %s', (_what, fault, why) => {
    expect(check(fault)).toContain(why);
  });
});
