// Makes directories and files for the server's account without ever following a link that the account may have planted.
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { chmod, type FileHandle, lchown, lstat, mkdir, open, rename } from 'node:fs/promises';
import { postgresErrors } from '../errors.ts';
import type { Account } from './account.ts';

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown reason';
}

/** Makes `path` (and its parents) when absent, then sets mode and owner. Throws `postgres.directory_unusable`. */
export async function makePrivateDirectory(path: string, account: Account | undefined, mode = 0o700): Promise<void> {
  try {
    await makeDirectory(path, mode);
    const found = await lstat(path);
    if (!found.isDirectory()) throw new Error('it is not a directory');
    if ((found.mode & 0o777) !== mode) await chmod(path, mode);
    if (account !== undefined && found.uid !== account.uid) await lchown(path, account.uid, account.gid);
  } catch (error) {
    throw postgresErrors.directoryUnusable({ directory: path, reason: reasonOf(error) });
  }
}

// A recursive mkdir tells a read-only file system as ENOENT, which would send people looking for a missing directory.
async function makeDirectory(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') await mkdir(path, { recursive: true, mode });
    else if (code !== 'EEXIST') throw error;
  }
}

/** Writes a 0600 file beside `path` and renames it over: readers see the old or the new text, never half of it. */
export async function replaceFile(path: string, text: string, account: Account | undefined): Promise<void> {
  const temporary = `${path}.${randomUUID()}`;
  // wx is O_EXCL: it never opens what is already there, link or not.
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(text);
    if (account !== undefined) await file.chown(account.uid, account.gid);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
}

/** Opens a log file for appending; the caller closes it. */
export async function openLogFile(path: string, account: Account | undefined): Promise<FileHandle> {
  const { O_APPEND, O_CREAT, O_NOFOLLOW, O_RDWR } = constants;
  const file = await open(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  if (account !== undefined) await file.chown(account.uid, account.gid);
  return file;
}
