// Which operating-system account runs the server: PostgreSQL refuses root, so root steps down to an unprivileged one.
import { lstat, readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { postgresErrors } from '../errors.ts';

export type Account = { readonly name: string; readonly uid: number; readonly gid: number };

/** `osUser` is who runs Keyshift; `account` is set only when the server must run as somebody else (we are root). */
export type Identity = { readonly osUser: string; readonly account: Account | undefined };

const PREFERRED = ['postgres', 'nobody'];

/** The accounts of /etc/passwd. */
export function parsePasswd(text: string): Account[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    if (name === undefined || !/^\d+$/.test(uid ?? '') || !/^\d+$/.test(gid ?? '')) return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}

/**
 * The account for a server in a directory that `ownerUid` owns now (undefined: not there yet). An existing directory
 * keeps its unprivileged owner, because PostgreSQL opens data only as the owner of the data.
 */
export function decideAccount(accounts: readonly Account[], ownerUid: number | undefined): Account | undefined {
  const owner = ownerUid === undefined || ownerUid === 0 ? undefined : accounts.find(({ uid }) => uid === ownerUid);
  if (owner !== undefined) return owner;
  const preferred = PREFERRED.map((name) => accounts.find((account) => account.name === name));
  return preferred.find((account) => account !== undefined && account.uid !== 0);
}

/** Who we are, and as whom a server in `directory` must run. Throws `postgres.no_account`. */
export async function findIdentity(directory: string): Promise<Identity> {
  const osUser = currentUser();
  if (!isRoot()) return { osUser, account: undefined };
  const owner = await lstat(directory).catch(() => undefined);
  return decideRootIdentity(osUser, parsePasswd(await readFile('/etc/passwd', 'utf8')), owner?.uid);
}

/** The identity of a server that root starts. Throws `postgres.no_account`. */
export function decideRootIdentity(
  osUser: string,
  accounts: readonly Account[],
  ownerUid: number | undefined,
): Identity {
  const account = decideAccount(accounts, ownerUid);
  if (account !== undefined) return { osUser, account };
  throw postgresErrors.noAccount({
    reason: 'we are root, PostgreSQL refuses root, and no unprivileged account exists',
  });
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

// A bare numeric user id (a container's --user) has no name; PostgreSQL itself refuses to run then.
function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    throw postgresErrors.noAccount({ reason: `the user id ${process.getuid?.()} has no name on this machine` });
  }
}
