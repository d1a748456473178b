// Prepares the role of a minted session and takes back its group memberships when the last such session ends.
//
// How this differs from Redshift: there, DbGroups belong to one session. PostgreSQL knows memberships of a role only, so
// while a person has several sessions at once, all of them have the groups of the newest one. Memberships that an
// administrator granted (ALTER GROUP … ADD USER) are separate records and are never touched.
import type { Database, Queryable } from '@keyshift/postgres';
import { gatewayErrors } from '../errors.ts';
import type { DatabaseGrant } from '../gateway-deps.ts';
import { checkRoleName } from './role-name.ts';
import {
  createLoginRole,
  findRole,
  joinGroup,
  leaveGroup,
  listSessionGroups,
  listSessionUsers,
  lockUser,
} from './role-store.ts';

export type SessionRoles = {
  /** Makes the role fit the grant; the returned function ends this session's claim. Throws `gateway.*`. */
  enter(grant: DatabaseGrant): Promise<() => Promise<void>>;
  /** Takes back what sessions of an earlier run left behind. */
  clear(): Promise<void>;
};

export function createSessionRoles(database: Database, masterUsername: string): SessionRoles {
  const sessions = new Map<string, number>();
  const leave = async (user: string): Promise<void> => {
    const left = (sessions.get(user) ?? 1) - 1;
    if (left > 0) {
      sessions.set(user, left);
      return;
    }
    sessions.delete(user);
    await database.transaction(async (tx) => {
      await lockUser(tx, user);
      // A new session may have begun while we waited for the lock; then its groups stay.
      if (!sessions.has(user)) await setSessionGroups(tx, user, []);
    });
  };
  return {
    async enter(grant): Promise<() => Promise<void>> {
      const user = grant.dbUser;
      checkRoleName('user', user);
      if (user === masterUsername) throw gatewayErrors.userRefused({ user });
      for (const group of grant.dbGroups) checkRoleName('group', group);
      sessions.set(user, (sessions.get(user) ?? 0) + 1);
      try {
        await database.transaction((tx) => prepareRole(tx, grant, masterUsername));
      } catch (error) {
        await leave(user);
        throw error;
      }
      return () => leave(user);
    },
    async clear(): Promise<void> {
      for (const user of await listSessionUsers(database)) {
        await database.transaction(async (tx) => {
          await lockUser(tx, user);
          await setSessionGroups(tx, user, []);
        });
      }
    },
  };
}

async function prepareRole(tx: Queryable, grant: DatabaseGrant, masterUsername: string): Promise<void> {
  const user = grant.dbUser;
  await lockUser(tx, user);
  const role = await findRole(tx, user);
  if (role === undefined && !grant.autoCreate) throw gatewayErrors.userUnknown({ user });
  if (role !== undefined && (role.isPowerful || !role.canLogin)) throw gatewayErrors.userRefused({ user });
  if (role === undefined) await createLoginRole(tx, { user, masterUsername });
  for (const group of grant.dbGroups) {
    const facts = await findRole(tx, group);
    if (facts === undefined) throw gatewayErrors.groupUnknown({ group });
    if (facts.canLogin || facts.isPowerful) throw gatewayErrors.groupRefused({ group });
  }
  await setSessionGroups(tx, user, grant.dbGroups);
}

async function setSessionGroups(tx: Queryable, user: string, groups: readonly string[]): Promise<void> {
  const wanted = new Set(groups);
  const present = new Set(await listSessionGroups(tx, user));
  for (const group of present) if (!wanted.has(group)) await leaveGroup(tx, user, group);
  for (const group of wanted) if (!present.has(group)) await joinGroup(tx, user, group);
}
