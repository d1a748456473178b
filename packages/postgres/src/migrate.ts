// Brings a schema up to date: each migration once, in order, safe when several processes start together.
import type { Database, Queryable } from './database.ts';
import { postgresErrors } from './errors.ts';

/** `id` is stable and sorts as a person would expect (`001_people`); `sql` may hold several statements, no COMMIT. */
export type Migration = { id: string; sql: string };

const SCHEMA_NAME = /^[a-z][a-z0-9_]{0,62}$/;

/**
 * Runs the migrations that `<schema>.migration` does not list yet, each in a transaction of its own under an advisory
 * lock. Throws `postgres.schema_newer` when the table lists one that is unknown here, before anything is changed.
 */
export async function migrate(database: Database, schema: string, migrations: readonly Migration[]): Promise<void> {
  if (!SCHEMA_NAME.test(schema)) throw postgresErrors.schemaName({ schema });
  const applied = await database.transaction(async (tx) => {
    await lock(tx, schema);
    return prepare(tx, schema);
  });
  const known = new Set(migrations.map((migration) => migration.id));
  const unknown = [...applied].filter((id) => !known.has(id));
  if (unknown.length > 0) throw postgresErrors.schemaNewer({ schema, ids: unknown });
  for (const migration of migrations) {
    if (!applied.has(migration.id)) await database.transaction((tx) => apply(tx, schema, migration));
  }
}

// CREATE … IF NOT EXISTS alone is not safe: two sessions at once collide in the catalogue (23505 on pg_type).
async function lock(tx: Queryable, schema: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`keyshift.migration.${schema}`]);
}

async function prepare(tx: Queryable, schema: string): Promise<Set<string>> {
  const [table] = await tx.query<{ present: boolean }>('SELECT to_regclass($1) IS NOT NULL AS present', [
    `${schema}.migration`,
  ]);
  if (table?.present !== true) {
    await tx.query(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    await tx.query(
      `CREATE TABLE "${schema}".migration (id text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())`,
    );
    return new Set();
  }
  const rows = await tx.query<{ id: string }>(`SELECT id FROM "${schema}".migration ORDER BY id`);
  return new Set(rows.map((row) => row.id));
}

async function apply(tx: Queryable, schema: string, migration: Migration): Promise<void> {
  await lock(tx, schema);
  const done = await tx.query(`SELECT 1 FROM "${schema}".migration WHERE id = $1`, [migration.id]);
  if (done.length > 0) return;
  await tx.query(migration.sql);
  await tx.query(`INSERT INTO "${schema}".migration (id) VALUES ($1)`, [migration.id]);
}
