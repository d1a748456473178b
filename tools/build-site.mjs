// Builds the portals with Vite when their sources changed since the last time. Plain JavaScript, as bootstrap uses it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

/** What the site is made of; the lockfile stands for every library. */
const SOURCES = [
  'package-lock.json',
  'packages/web/package.json',
  'packages/web/vite.config.ts',
  'packages/web/index.html',
  'packages/web/build',
  'packages/web/public',
  'packages/web/src',
  'packages/web-api/src',
];

/** @param {string} path @returns {string[]} every file at or below, in one order on every system */
function filesAt(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesAt(join(path, name)));
}

/** @param {string} root */
function sourceStamp(root) {
  const hash = createHash('sha256');
  for (const source of SOURCES.map((path) => join(root, path)).filter(existsSync)) {
    for (const file of filesAt(source).filter((path) => !/\.test\.tsx?$/.test(path))) {
      const content = readFileSync(file);
      hash.update(`${file.slice(root.length)} ${content.length}\n`).update(content);
    }
  }
  return hash.digest('hex');
}

/**
 * True if the site is there and current afterwards.
 * @param {string} root
 */
export function buildSiteIfChanged(root) {
  const web = join(root, 'packages', 'web');
  const stampFile = join(web, 'dist', 'site', '.stamp');
  const stamp = sourceStamp(root);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return true;
  process.stderr.write('keyshift: building the portals …\n');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const build = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: web,
    stdio: ['ignore', 2, 2],
    // A test runner sets NODE_ENV=test, with which React would be its slower development build, half as large again.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  if (build.status !== 0) return false;
  writeFileSync(stampFile, stamp);
  return true;
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = buildSiteIfChanged(fileURLToPath(new URL('..', import.meta.url))) ? 0 : 1;
}
