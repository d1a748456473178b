// Holds what the lockfile may bring in: from where, under which licences, how much, and what may run when it is installed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, finding } from './finding.ts';
import { readJson } from './source-tree.ts';

type Locked = {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly optional?: boolean;
  /** It came inside the archive of the package above it, whose hash covers it. */
  readonly inBundle?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};
type Rules = {
  /** Packages that run with the product, without those of other platforms. */
  readonly runtimePackages: number;
  readonly licences: { readonly runtime: readonly string[]; readonly development: readonly string[] };
  /** Name, or its beginning up to `*` → why its script does not matter. */
  readonly installScripts: Readonly<Record<string, string>>;
};
type Package = { readonly name: string; readonly entry: Locked };

const LOCK = 'package-lock.json';
const RULES = 'tools/supply-chain.json';
const FOLDER = 'node_modules/';
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/;

export function checkSupplyChain(root: string): Finding[] {
  const entries = Object.entries((readJson(join(root, LOCK)) as { packages: Record<string, Locked> }).packages);
  const rules = readJson(join(root, RULES)) as Rules;
  const packages = entries.flatMap(([path, entry]): Package[] => {
    const start = path.lastIndexOf(FOLDER);
    return start < 0 || entry.link === true ? [] : [{ name: path.slice(start + FOLDER.length), entry }];
  });
  const runtime = packages.filter(({ entry }) => entry.dev !== true);
  return [
    ...checkNpmrc(readFileSync(join(root, '.npmrc'), 'utf8')),
    ...entries.filter(([path]) => !path.includes(FOLDER)).flatMap(([path, entry]) => checkVersions(path, entry)),
    ...packages.flatMap(checkOrigin),
    ...packages.flatMap((one) => checkLicence(one, rules)),
    ...checkScripts(runtime, rules),
    ...checkBudget(runtime, rules),
  ];
}

function checkNpmrc(text: string): Finding[] {
  const lines = text.split('\n').map((line) => line.replaceAll(' ', ''));
  const other = lines.find((line) => /^(@[^:]+:)?registry=/.test(line));
  return [
    ...(lines.includes('ignore-scripts=true')
      ? []
      : finding('.npmrc', 'lets packages run scripts when they are installed', 'set ignore-scripts=true')),
    ...(other === undefined
      ? []
      : finding('.npmrc', `takes packages from elsewhere: ${other}`, 'take them from npm’s own registry')),
  ];
}

function checkVersions(path: string, { dependencies = {}, devDependencies = {} }: Locked): Finding[] {
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !EXACT.test(version))
    .flatMap(([name, version]) =>
      finding(`${path}/package.json`, `takes any ${version} of ${name}`, 'name one version, and change it on purpose'),
    );
}

// The lockfile leaves out addresses in the registry, so one that is there is of something else, such as a git repository.
function checkOrigin({ name, entry }: Package): Finding[] {
  const { resolved, integrity = '', inBundle } = entry;
  return [
    ...(resolved === undefined
      ? []
      : finding(LOCK, `${name} comes from ${resolved}`, 'take a published version from the registry')),
    ...(integrity.startsWith('sha512-') || inBundle === true
      ? []
      : finding(LOCK, `${name} has no SHA-512 hash`, 'remove its entry and run npm install again')),
  ];
}

function checkLicence({ name, entry }: Package, { licences }: Rules): Finding[] {
  const allowed = entry.dev === true ? [...licences.runtime, ...licences.development] : licences.runtime;
  // `(MIT OR GPL-3.0)` leaves the choice to us; `AND` asks for both.
  const terms = (entry.license ?? 'no licence').replaceAll(/[()]/g, '').split(' OR ');
  const isAllowed = terms.some((term) => term.split(' AND ').every((one) => allowed.includes(one)));
  if (isAllowed) return [];
  const where = entry.dev === true ? 'development' : 'runtime';
  return finding(
    LOCK,
    `${name} is under ${entry.license ?? 'no licence'}`,
    `find another, or add it to ${RULES} (${where})`,
  );
}

function checkScripts(runtime: readonly Package[], { installScripts }: Rules): Finding[] {
  const names = runtime.filter(({ entry }) => entry.hasInstallScript === true).map(({ name }) => name);
  const matches = (rule: string, name: string) =>
    rule.endsWith('*') ? name.startsWith(rule.slice(0, -1)) : name === rule;
  const rules = Object.keys(installScripts);
  return [
    ...names
      .filter((name) => !rules.some((rule) => matches(rule, name)))
      .flatMap((name) => finding(LOCK, `${name} wants to run a script when it is installed`, 'find one that does not')),
    ...rules
      .filter((rule) => !names.some((name) => matches(rule, name)))
      .flatMap((rule) => finding(RULES, `allows a script of ${rule}, which has none`, 'remove it')),
  ];
}

function checkBudget(runtime: readonly Package[], { runtimePackages }: Rules): Finding[] {
  const count = runtime.filter(({ entry }) => entry.optional !== true).length;
  if (count <= runtimePackages) return [];
  return finding(
    LOCK,
    `${count} packages run with the product, ${runtimePackages} may`,
    'do without one, or argue for more',
  );
}
