// Keyshift's own data directory: private, and yet passable for the account that runs the database inside it.
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findIdentity } from './account.ts';
import { makePrivateDirectory } from './private-files.ts';

/**
 * Makes `path` a directory of mode 0700. Under root it belongs to the account that runs PostgreSQL: mode 0700 would
 * otherwise lock that account out of its own files beneath, and any wider mode would show Keyshift's files to
 * everybody; root, who runs Keyshift, passes in either case. An existing unprivileged owner is kept.
 * Throws `postgres.directory_unusable`, `postgres.no_account`.
 */
export async function prepareDataDirectory(path: string): Promise<void> {
  const directory = resolve(path);
  const { account } = await findIdentity(directory);
  await mkdir(resolve(directory, '..'), { recursive: true }).catch(() => undefined);
  await makePrivateDirectory(directory, account);
}
