// Taking a data directory for one running Keyshift: whose it is, who uses it, and what is wrong when it cannot be had.
import { open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { isAppError } from '@keyshift/base';
import { prepareDataDirectory } from '@keyshift/postgres';
import { cliErrors } from '../errors.ts';
import { type DataFolder, findRunning } from './folder.ts';

const FORMAT_VERSION = 1;

/**
 * Makes or takes the directory for one running Keyshift; `release` gives it free.
 * Throws `cli.data_foreign`, `cli.data_newer`, `cli.data_unwritable`, `cli.data_in_use`, `cli.disk_full`.
 */
export async function claimDataFolder(folder: DataFolder): Promise<{ release(): Promise<void> }> {
  try {
    await checkOwner(folder);
    await prepareDataDirectory(folder.directory);
    await writeFile(folder.marker, `${JSON.stringify({ version: FORMAT_VERSION })}\n`, { mode: 0o600 });
    await takeLock(folder);
  } catch (error) {
    throw translate(folder.directory, error);
  }
  return { release: () => rm(folder.lock, { force: true }) };
}

async function checkOwner(folder: DataFolder): Promise<void> {
  const names = await readdir(folder.directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (names.length === 0) return;
  const marker = await readFile(folder.marker, 'utf8').catch(() => undefined);
  const version = marker === undefined ? undefined : parseVersion(marker);
  if (version === undefined) throw cliErrors.dataForeign({ directory: folder.directory });
  if (version > FORMAT_VERSION) throw cliErrors.dataNewer({ directory: folder.directory, version });
}

function parseVersion(marker: string): number | undefined {
  try {
    const { version } = JSON.parse(marker) as { version?: unknown };
    return typeof version === 'number' ? version : undefined;
  } catch {
    return undefined;
  }
}

async function takeLock(folder: DataFolder): Promise<void> {
  const running = await findRunning(folder);
  if (running !== undefined && running !== process.pid) {
    throw cliErrors.dataInUse({ directory: folder.directory, processId: running });
  }
  // A lock whose process is gone is a crash's; exclusive creation decides between two that start at once.
  await rm(folder.lock, { force: true });
  const handle = await open(folder.lock, 'wx', 0o600);
  await handle.writeFile(`${process.pid}\n`);
  await handle.close();
}

/** Tells a full disk and a refused write in words; anything else stays what it is. */
export function translate(directory: string, error: unknown): unknown {
  if (isAppError(error, 'postgres.disk_full')) return cliErrors.diskFull({ directory });
  if (isAppError(error) || !(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return cliErrors.diskFull({ directory });
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'you may not write there',
    EPERM: 'you may not change it',
    EROFS: 'the file system is read-only',
    ENOTDIR: 'it, or a part of its path, is a file and not a directory',
  };
  const reason = reasons[code ?? ''];
  return reason === undefined ? error : cliErrors.dataUnwritable({ directory, reason });
}
