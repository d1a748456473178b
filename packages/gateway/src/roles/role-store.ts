// The SQL of login roles and of the memberships that sessions bring along.
import type { Queryable } from '@keyshift/postgres';

export type RoleFacts = { readonly canLogin: boolean; readonly isPowerful: boolean };

/** Statements come from the server's own format('%I'), so that quoting is the server's. */
async function run(tx: Queryable, template: string, names: readonly string[]): Promise<void> {
  const places = names.map((_, index) => `$${index + 2}::text`).join(', ');
  const [row] = await tx.query<{ statement: string }>(`SELECT format($1, ${places}) AS statement`, [
    template,
    ...names,
  ]);
  if (row !== undefined) await tx.query(row.statement);
}

/** Advisory locks belong to a database; every gateway connection of this kind uses the same one. */
export async function lockUser(tx: Queryable, user: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`keyshift.user.${user}`]);
}

export async function findRole(tx: Queryable, name: string): Promise<RoleFacts | undefined> {
  const [row] = await tx.query<RoleFacts>(
    `SELECT rolcanlogin AS "canLogin", rolsuper OR rolreplication OR rolbypassrls AS "isPowerful"
       FROM pg_catalog.pg_roles WHERE rolname = $1`,
    [name],
  );
  return row;
}

/** A person's role: it may log in, and nothing else. The master user gets the right to alter it, not to act as it. */
export async function createLoginRole(tx: Queryable, p: { user: string; masterUsername: string }): Promise<void> {
  await run(tx, 'CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOREPLICATION NOBYPASSRLS PASSWORD NULL', [
    p.user,
  ]);
  await run(tx, 'GRANT %I TO %I WITH ADMIN TRUE, INHERIT FALSE, SET FALSE', [p.user, p.masterUsername]);
}

// What a session brought along: granted by this superuser, inherited, neither passed on nor usable by SET ROLE. An
// administrator's own grants have another grantor, and what CREATEROLE gives to a creator carries the admin option;
// the server's own pg_… roles are never a session's group.
const SESSION_MEMBERSHIP = `
  FROM pg_catalog.pg_auth_members AS membership
  JOIN pg_catalog.pg_roles AS team ON team.oid = membership.roleid
  JOIN pg_catalog.pg_roles AS person ON person.oid = membership.member
 WHERE membership.grantor = (SELECT oid FROM pg_catalog.pg_roles WHERE rolname = current_user)
   AND membership.inherit_option AND NOT membership.set_option AND NOT membership.admin_option
   AND NOT team.rolcanlogin AND NOT starts_with(team.rolname, 'pg_')`;

export async function listSessionGroups(tx: Queryable, user: string): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `SELECT team.rolname AS name ${SESSION_MEMBERSHIP} AND person.rolname = $1`,
    [user],
  );
  return rows.map((row) => row.name);
}

/** Users that have memberships of sessions, for clearing up after a crash. */
export async function listSessionUsers(tx: Queryable): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(`SELECT DISTINCT person.rolname AS name ${SESSION_MEMBERSHIP}`, []);
  return rows.map((row) => row.name);
}

export async function joinGroup(tx: Queryable, user: string, group: string): Promise<void> {
  await run(tx, 'GRANT %I TO %I WITH INHERIT TRUE, SET FALSE, ADMIN FALSE', [group, user]);
}

export async function leaveGroup(tx: Queryable, user: string, group: string): Promise<void> {
  await run(tx, 'REVOKE %I FROM %I', [group, user]);
}
