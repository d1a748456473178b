// First step of every npm command: check Node.js, install and build what is missing, then run the rest of the line.
// Plain JavaScript, because it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSiteIfChanged } from './build-site.mjs';

const OLDEST_NODE = [20, 19];
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** @param {string} message */
function fail(message) {
  process.stderr.write(`keyshift: ${message}\n`);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    fail(
      `cannot start – this is Node.js ${process.versions.node}, and ${OLDEST_NODE.join('.')} is the oldest that works – install Node.js 20, 22 or 24`,
    );
  }
}

/** What the installed packages depend on: the lockfile, the Node.js major, the platform. */
function installStamp() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.version.split('.')[0]} ${process.platform}-${process.arch}`;
}

function installIfMissing() {
  const stampFile = join(root, 'node_modules', '.keyshift-installed');
  const stamp = installStamp();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  process.stderr.write('keyshift: installing packages (first run, or the lockfile changed) …\n');
  // Not `npm ci`: it refuses a lockfile that leaves out development tools of other platforms, as it does when it was
  // written behind a registry mirror without them. `--no-save` keeps the lockfile as it is.
  const npm = spawnSync('npm', ['install', '--no-save', '--no-fund', '--no-audit', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (npm.status !== 0)
    fail('cannot install packages – npm install failed, its output is above – check the network and try again');
  writeFileSync(stampFile, stamp);
}

function buildIfMissing() {
  const first = !existsSync(join(root, 'packages', 'cli', 'dist', 'main.js'));
  if (first) process.stderr.write('keyshift: building …\n');
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const build = spawnSync(process.execPath, [tsc, '-b'], { cwd: root, stdio: ['ignore', 2, 2] });
  if (build.status !== 0)
    fail('cannot build – the compiler reported the errors above – restore the sources and try again');
  if (!buildSiteIfChanged(root))
    fail('cannot build the portals – vite reported the errors above – restore the sources and try again');
}

/** Runs a command in our place: its exit status is ours, and a signal to us reaches it. */
function runInstead(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  // A terminal's Ctrl-C reaches the child by itself; other signals come to us alone.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (status, signal) => process.exit(status ?? (signal ? 1 : 0)));
}

checkNode();
installIfMissing();
buildIfMissing();
const [command, ...rest] = process.argv.slice(2);
if (command === 'keyshift') {
  // In this process: one process less, and signals need no forwarding.
  const bin = join(root, 'packages', 'cli', 'bin', 'keyshift.js');
  process.argv = [process.execPath, bin, ...rest];
  await import(pathToFileURL(bin).href);
} else if (command !== undefined) {
  runInstead(command, rest);
}
