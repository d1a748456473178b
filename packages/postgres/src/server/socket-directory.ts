// A private place for the server's Unix socket, whose path the system limits to about a hundred bytes.
import { lchown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { ServerFiles } from './files.ts';
import { makePrivateDirectory } from './private-files.ts';
import { SOCKET_PORT } from './settings.ts';

// sun_path has 104 bytes on macOS, 108 on Linux, including the final zero.
const SOCKET_PATH_BYTES = 103;

export type SocketDirectory = { readonly path: string; remove(): Promise<void> };

export function isShortEnough(directory: string): boolean {
  return Buffer.byteLength(join(directory, `.s.PGSQL.${SOCKET_PORT}`)) <= SOCKET_PATH_BYTES;
}

/** `<home>/run`, or a fresh private directory under the system's temporary one when that path would be too long. */
export async function prepareSocketDirectory(
  files: ServerFiles,
  account: Account | undefined,
): Promise<SocketDirectory> {
  if (isShortEnough(files.run)) {
    await makePrivateDirectory(files.run, account);
    await clear(files.run);
    return { path: files.run, remove: async () => undefined };
  }
  const path = await mkdtemp(join(tmpdir(), 'keyshift-'));
  if (account !== undefined) await lchown(path, account.uid, account.gid);
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

// No server of this home is alive here (the caller has seen to it), so what is left belongs to a dead one.
async function clear(directory: string): Promise<void> {
  const left = (await readdir(directory)).filter((name) => name.startsWith('.s.PGSQL.'));
  await Promise.all(left.map((name) => rm(join(directory, name), { force: true })));
}
