// Makes a new cluster's database and master user, with no more rights than Redshift's master user needs here.
import type { Secret } from '@keyshift/base';
import { type Database, openDatabase, type PostgresServer } from '@keyshift/postgres';
import { gatewayErrors } from '../errors.ts';
import { isRoleName } from '../roles/role-name.ts';
import { storePassword } from './set-master-password.ts';

// The master user creates users, groups and databases and reads and writes all tables, as in Redshift. It is no
// superuser: nothing reaches the machine's files or programs, the server's settings or another cluster. Reading all tables
// includes password verifiers in the catalogue (Redshift's superusers see theirs too); catalogues cannot be written.
const ATTRIBUTES = 'LOGIN CREATEROLE CREATEDB NOSUPERUSER NOREPLICATION NOBYPASSRLS';
const MEMBERSHIPS = ['pg_read_all_data', 'pg_write_all_data', 'pg_monitor', 'pg_signal_backend'];

/**
 * Creates the master role and the database, or brings them to this state; may be repeated.
 * Throws `gateway.master_name_refused`.
 */
export async function createClusterDatabase(
  server: PostgresServer,
  o: { database: string; masterUsername: string; masterPassword: Secret },
): Promise<void> {
  if (!isRoleName(o.masterUsername)) throw gatewayErrors.masterNameRefused({ name: o.masterUsername });
  await server.ensureDatabase(o.database);
  const database = openDatabase(server.target('postgres'), { maxConnections: 1 });
  try {
    await prepareMaster(database, o.masterUsername);
    await storePassword(database, o.masterUsername, o.masterPassword);
    await run(database, 'ALTER DATABASE %I OWNER TO %I', [o.database, o.masterUsername]);
    // The server's own databases are not the cluster's.
    for (const name of ['postgres', 'template1']) await run(database, 'REVOKE ALL ON DATABASE %I FROM PUBLIC', [name]);
  } finally {
    await database.close();
  }
  await hardenSchema(server, o.database);
}

async function prepareMaster(database: Database, name: string): Promise<void> {
  const found = await database.query('SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1', [name]);
  await run(database, `${found.length === 0 ? 'CREATE' : 'ALTER'} ROLE %I ${ATTRIBUTES}`, [name]);
  for (const role of MEMBERSHIPS) await run(database, 'GRANT %I TO %I WITH INHERIT TRUE, SET FALSE', [role, name]);
  // PostgreSQL 16 – a role with CREATEROLE administers what it creates, and by this setting also has its rights, so
  // that CREATE SCHEMA … AUTHORIZATION and reading a user's tables work as for Redshift's master user.
  await run(database, "ALTER ROLE %I SET createrole_self_grant = 'set, inherit'", [name]);
}

async function hardenSchema(server: PostgresServer, name: string): Promise<void> {
  const database = openDatabase(server.target(name), { maxConnections: 1 });
  try {
    await database.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC');
  } finally {
    await database.close();
  }
}

async function run(database: Database, template: string, names: readonly string[]): Promise<void> {
  const places = names.map((_, index) => `$${index + 2}::text`).join(', ');
  const [row] = await database.query<{ statement: string }>(`SELECT format($1, ${places}) AS statement`, [
    template,
    ...names,
  ]);
  if (row !== undefined) await database.query(row.statement);
}
