// Where a server's files live: in the given directory, unless its account could not reach them there.
import { randomBytes } from 'node:crypto';
import { lstat, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { postgresErrors } from '../errors.ts';
import type { Account, Identity } from './account.ts';
import { makePrivateDirectory, replaceFile } from './private-files.ts';

/** What decides access to a directory, as `stat` tells it. */
export type Access = { readonly mode: number; readonly uid: number; readonly gid: number };

/** Owned by root and open to traversal: each leaf below is private to its account. */
export const SYSTEM_DIRECTORY = '/var/lib/keyshift';

const MOVED = 'MOVED';
const MOVED_HOME = /^\/var\/lib\/keyshift\/[0-9a-f]{16}$/;

/** Whether `account` may pass through (the x bit of the class that applies to it, and only of that class). */
export function isTraversable(access: Access, account: Account): boolean {
  if (access.uid === account.uid) return (access.mode & 0o100) !== 0;
  if (access.gid === account.gid) return (access.mode & 0o010) !== 0;
  return (access.mode & 0o001) !== 0;
}

/**
 * Whether a server asked for in a directory with these parents can live there. An ordinary user's can. Root's runs as
 * `account`, which must reach it: a parent such as /root (0700) may be closed to it.
 */
export function isReachable(account: Account | undefined, parents: readonly Access[]): boolean {
  return account === undefined || parents.every((parent) => isTraversable(parent, account));
}

/** Every directory above `path`, nearest first. */
export function parentsOf(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [] : [parent, ...parentsOf(parent)];
}

/**
 * Makes the home (0700, owned by the server's account) and gives its path: the directory itself, or, where the account
 * cannot reach that, a place below /var/lib/keyshift that the file MOVED in it names. The name is random, so that a
 * directory which was deleted and made again never finds the old one's data.
 */
export async function prepareHome(directory: string, { account }: Identity): Promise<string> {
  const parents = await Promise.all(parentsOf(directory).map((parent) => stat(parent)));
  if (isReachable(account, parents)) {
    await makePrivateDirectory(directory, account);
    return directory;
  }
  await prepareSystemDirectory();
  const known = await findMovedHome(directory);
  const home = known ?? join(SYSTEM_DIRECTORY, randomBytes(8).toString('hex'));
  await makePrivateDirectory(home, account);
  if (known === undefined) await replaceFile(join(directory, MOVED), movedText(home, account), undefined);
  return home;
}

/** Deletes a stopped server's directory, and its home where that has moved. */
export async function removePostgres(directory: string): Promise<void> {
  const home = await findMovedHome(directory);
  if (home !== undefined) await rm(home, { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
}

async function findMovedHome(directory: string): Promise<string | undefined> {
  const text = await readFile(join(directory, MOVED), 'utf8').catch(() => '');
  return text.split('\n').find((line) => MOVED_HOME.test(line));
}

function movedText(home: string, account: Account | undefined): string {
  return `The database of this directory is in\n${home}\nbecause the account that runs it (${account?.name}) cannot reach this directory.\n`;
}

/** Makes /var/lib/keyshift (root only) and refuses one that somebody else could write to. */
export async function prepareSystemDirectory(): Promise<void> {
  await makePrivateDirectory(SYSTEM_DIRECTORY, undefined, 0o711);
  const access = await lstat(SYSTEM_DIRECTORY);
  if (!access.isDirectory() || access.uid !== 0 || (access.mode & 0o022) !== 0) {
    throw postgresErrors.directoryUnusable({
      directory: SYSTEM_DIRECTORY,
      reason: 'it must be a directory that only root can write to',
    });
  }
}
