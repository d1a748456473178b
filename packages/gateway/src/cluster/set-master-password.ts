// Changes the master user's password without ever sending it: the server receives the finished verifier.
import { randomBytes } from 'node:crypto';
import type { Secret } from '@keyshift/base';
import { openDatabase, type PostgresServer, type Queryable } from '@keyshift/postgres';
import { formatVerifier } from '../authentication/scram.ts';
import { gatewayErrors } from '../errors.ts';

/** Throws `gateway.master_unknown` when the cluster has no such role. */
export async function setMasterPassword(
  server: PostgresServer,
  masterUsername: string,
  password: Secret,
): Promise<void> {
  const database = openDatabase(server.target('postgres'), { maxConnections: 1 });
  try {
    const found = await database.query('SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1', [masterUsername]);
    if (found.length === 0) throw gatewayErrors.masterUnknown({ name: masterUsername });
    await storePassword(database, masterUsername, password);
  } finally {
    await database.close();
  }
}

/** Stores the SCRAM verifier of `password` for the role. */
export async function storePassword(database: Queryable, role: string, password: Secret): Promise<void> {
  const verifier = await formatVerifier(password.reveal(), randomBytes(16));
  const [row] = await database.query<{ statement: string }>(
    `SELECT format('ALTER ROLE %I PASSWORD %L', $1::text, $2::text) AS statement`,
    [role, verifier],
  );
  if (row !== undefined) await database.query(row.statement);
}
