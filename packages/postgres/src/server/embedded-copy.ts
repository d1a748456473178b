// A private copy of the npm package's server, for when the original cannot be written or reached.
import { randomUUID } from 'node:crypto';
import { chmod, cp, lstat, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { postgresErrors } from '../errors.ts';
import type { Account } from './account.ts';
import { replayLinks } from './embedded-links.ts';
import { prepareSystemDirectory, SYSTEM_DIRECTORY } from './home.ts';
import { makePrivateDirectory } from './private-files.ts';

/** Copies the package once per version and gives the copy's root. Two processes at once end with one whole copy. */
export async function copyEmbedded(root: string, account: Account | undefined): Promise<string> {
  const parent = await copyParent(account);
  const copy = join(parent, `bin-${await versionOf(root)}`);
  if (await isOurs(copy)) return copy;
  const unfinished = `${copy}.${randomUUID()}`;
  try {
    await cp(join(root, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
    await replayLinks(unfinished);
    await openToReaders(unfinished);
    // A rename onto a finished copy fails: then another process was first, and its copy is as good.
    await rename(unfinished, copy).catch(() => undefined);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  if (await isOurs(copy)) return copy;
  throw postgresErrors.binariesUnusable({ directory: copy, reason: 'no private copy could be made there' });
}

async function copyParent(account: Account | undefined): Promise<string> {
  if (account !== undefined) {
    await prepareSystemDirectory();
    return SYSTEM_DIRECTORY;
  }
  const cache = join(homedir(), '.cache', 'keyshift');
  await makePrivateDirectory(cache, undefined);
  return cache;
}

async function versionOf(root: string): Promise<string> {
  const parsed: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const version = typeof parsed === 'object' && parsed !== null && 'version' in parsed ? parsed.version : undefined;
  if (typeof version === 'string' && /^[\w.+-]+$/.test(version)) return version;
  throw postgresErrors.binariesUnusable({ directory: root, reason: 'its package.json names no version' });
}

// Programs that root starts must be root's own, and writable by nobody else.
async function isOurs(copy: string): Promise<boolean> {
  const found = await lstat(copy).catch(() => undefined);
  if (!found?.isDirectory()) return false;
  return found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
}

async function openToReaders(directory: string): Promise<void> {
  await chmod(directory, 0o755);
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) await openToReaders(path);
    else if (entry.isFile()) await chmod(path, ((await lstat(path)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}
