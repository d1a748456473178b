// Makes the data directory with initdb, whole or not at all, and writes who may connect.
import { spawn } from 'node:child_process';
import { open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { postgresErrors } from '../errors.ts';
import type { Account, Identity } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { ServerFiles } from './files.ts';
import { replaceFile } from './private-files.ts';
import { SUPERUSER } from './settings.ts';

/** Makes `files.data` when absent. Throws `postgres.init_failed`, `.version_mismatch`, `.directory_unusable`. */
export async function initialize(files: ServerFiles, binaries: Binaries, { account }: Identity): Promise<void> {
  const found = await readFile(join(files.data, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (found !== undefined) return checkVersion(files, binaries, found.trim());
  if (await stat(files.data).catch(() => undefined)) {
    throw postgresErrors.directoryUnusable({ directory: files.data, reason: 'it holds no PostgreSQL data' });
  }
  // Under a temporary name until it is complete: a crash in the middle leaves nothing that looks like a database.
  const unfinished = `${files.data}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await runInitdb(unfinished, binaries, account);
  await rename(unfinished, files.data);
  const home = await open(files.home);
  await home.sync().finally(() => home.close());
}

function checkVersion(files: ServerFiles, binaries: Binaries, found: string): void {
  if (found === String(binaries.major)) return;
  throw postgresErrors.versionMismatch({ directory: files.data, found, binaries: binaries.version });
}

// UTF8 with byte order by code point: the same on every machine, whatever its locale. The built-in provider (17 and
// newer) adds correct upper and lower case beyond ASCII.
function initdbArguments(directory: string, major: number): string[] {
  const locale = major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'] : ['--locale=C'];
  const access = ['--auth-local=peer', '--auth-host=reject', `--username=${SUPERUSER}`];
  return ['-D', directory, '--encoding=UTF8', ...locale, ...access, '--no-instructions'];
}

async function runInitdb(directory: string, binaries: Binaries, account: Account | undefined): Promise<void> {
  const { code, output } = await runProgram(
    join(binaries.directory, 'initdb'),
    initdbArguments(directory, binaries.major),
    account,
  );
  if (code === 0) return;
  await rm(directory, { recursive: true, force: true });
  if (output.includes('No space left on device')) throw postgresErrors.diskFull({ cause: new Error(output) });
  throw postgresErrors.initFailed({ directory, output: lastLine(output) });
}

function lastLine(output: string): string {
  const lines = output.trim().split('\n');
  return lines.findLast((line) => /error|fatal|could not/i.test(line)) ?? lines.at(-1) ?? 'nothing';
}

function runProgram(
  program: string,
  parameters: readonly string[],
  account: Account | undefined,
): Promise<{ code: number | null; output: string }> {
  return new Promise((done) => {
    const owner = account === undefined ? {} : { uid: account.uid, gid: account.gid };
    // An environment of our own: nothing of Keyshift's reaches the server.
    const child = spawn(program, parameters, {
      ...owner,
      cwd: '/',
      env: { LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    const collect = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-8_192);
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => done({ code: null, output: error.message }));
    child.on('close', (code) => done({ code, output }));
  });
}

/**
 * Only the operating-system user that runs Keyshift gets in, over the socket, and as any role: the kernel vouches for
 * it (peer), so the gateway can open a session as a role that has no password.
 */
export async function writeAccessRules(files: ServerFiles, { osUser, account }: Identity): Promise<void> {
  await replaceFile(join(files.data, 'pg_hba.conf'), 'local all all peer map=keyshift\n', account);
  const name = osUser.replaceAll('"', '""');
  await replaceFile(join(files.data, 'pg_ident.conf'), `keyshift "${name}" all\n`, account);
}
