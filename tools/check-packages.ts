// Holds the one-way package table: dependencies, references, exports and purity.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, finding } from './finding.ts';
import { isTest, listFolders, readJson, readSources } from './source-tree.ts';

type Architecture = { rows: [string, string[]][]; pure: Record<string, string[]> };
type Manifest = { dependencies?: Record<string, string>; exports?: Record<string, unknown> };
type Project = { references?: { path: string }[] };

const SCOPE = '@keyshift/';
const MOST_EXPORTS = 3;

export function checkPackages(root: string): Finding[] {
  const architecture = readJson(join(root, 'tools/architecture.json')) as Architecture;
  const table = new Map(architecture.rows);
  const names = listFolders(root, 'packages');
  const graph = readJson(join(root, 'tsconfig.json')) as Project;
  return [
    ...names.filter((name) => !table.has(name)).map(notInTable),
    ...[...table.keys()].filter((name) => !names.includes(name)).map(notOnDisk),
    ...names.filter((name) => !graph.references?.some((r) => r.path === `packages/${name}`)).map(notInGraph),
    ...names.flatMap((name) => checkPackage(root, name, architecture)),
  ];
}

function checkPackage(root: string, name: string, architecture: Architecture): Finding[] {
  const folder = join(root, 'packages', name);
  const manifest = readJson(join(folder, 'package.json')) as Manifest;
  const project = readJson(join(folder, 'tsconfig.json')) as Project;
  const internal = Object.keys(manifest.dependencies ?? {})
    .filter((dependency) => dependency.startsWith(SCOPE))
    .map((dependency) => dependency.slice(SCOPE.length));
  return [
    ...checkDirection(name, internal, architecture),
    ...checkReferences(name, internal, project),
    ...checkExports(name, manifest, folder),
    ...checkPurity(root, name, architecture.pure[name]),
    ...checkUse(root, name, internal),
  ];
}

function checkDirection(name: string, internal: string[], { rows }: Architecture): Finding[] {
  const order = rows.map(([row]) => row);
  const allowed = new Map(rows).get(name) ?? [];
  return internal.flatMap((dependency) => {
    const above = order.indexOf(dependency) !== -1 && order.indexOf(dependency) < order.indexOf(name);
    if (above && (allowed.includes('*') || allowed.includes(dependency))) return [];
    return finding(
      `packages/${name}/package.json`,
      `depends on ${dependency}, which its row in tools/architecture.json does not allow`,
      'declare a function type here and let cli pass the function in, or move the code',
    );
  });
}

function checkReferences(name: string, internal: string[], project: Project): Finding[] {
  const references = (project.references ?? []).map((reference) => reference.path.replace('../', ''));
  const missing = internal.filter((dependency) => !references.includes(dependency));
  const extra = references.filter((reference) => !internal.includes(reference));
  return [...missing, ...extra].flatMap((other) =>
    finding(
      `packages/${name}/tsconfig.json`,
      `references and package.json disagree about ${other}`,
      'list exactly the workspace dependencies as references',
    ),
  );
}

function checkExports(name: string, manifest: Manifest, folder: string): Finding[] {
  const entries = Object.values(manifest.exports ?? {});
  const where = `packages/${name}/package.json`;
  if (name !== 'cli' && (entries.length < 1 || entries.length > MOST_EXPORTS)) {
    return finding(where, `has ${entries.length} exports`, `a package has one to ${MOST_EXPORTS}`);
  }
  return entries.flatMap((entry) => {
    const source = (entry as { source?: string }).source;
    if (source !== undefined && existsSync(join(folder, source))) return [];
    return finding(where, 'an export has no `source` file', 'put the `source` condition first and let it exist');
  });
}

function checkPurity(root: string, name: string, allowed: string[] | undefined): Finding[] {
  if (allowed === undefined) return [];
  return productionSources(root, name).flatMap(({ path, text }) =>
    importsOf(text)
      .filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith(SCOPE) && !allowed.includes(specifier))
      .flatMap((specifier) =>
        finding(path, `a pure package imports ${specifier}`, 'take the value or function as a parameter instead'),
      ),
  );
}

function checkUse(root: string, name: string, internal: string[]): Finding[] {
  const used = new Set(productionSources(root, name).flatMap(({ text }) => importsOf(text)));
  const deep = [...used].filter((specifier) => specifier.startsWith(SCOPE) && specifier.split('/').length > 2);
  return [
    ...internal
      .filter((dependency) => !used.has(`${SCOPE}${dependency}`))
      .flatMap((dependency) =>
        finding(
          `packages/${name}/package.json`,
          `declares ${dependency} but never imports it`,
          'remove the dependency',
        ),
      ),
    ...deep.flatMap((specifier) => finding(`packages/${name}`, `imports inside ${specifier}`, 'use its exports')),
  ];
}

function productionSources(root: string, name: string) {
  return readSources(root, `packages/${name}/src`, /\.tsx?$/).filter(({ path }) => !isTest(path));
}

/** Module specifiers of static and dynamic imports and re-exports. */
function importsOf(text: string): string[] {
  const pattern =
    /(?:^|\n)\s*(?:import|export)\b[^;'"]*?from\s*'([^']+)'|(?:^|\n)import\s*'([^']+)'|import\('([^']+)'\)/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

function notInTable(name: string): Finding {
  return {
    where: `packages/${name}`,
    why: 'is not in tools/architecture.json',
    fix: 'add its row, and to docs/design',
  };
}

function notOnDisk(name: string): Finding {
  return { where: 'tools/architecture.json', why: `names ${name}, which does not exist`, fix: 'remove the row' };
}

function notInGraph(name: string): Finding {
  return { where: 'tsconfig.json', why: `does not reference packages/${name}`, fix: 'add the reference' };
}
