// DB groups, scripts and grants inside the cluster, as the master user.
import type { SqlSession } from '@keyshift/client';
import type { RolloutContext } from '../context.ts';
import type { Description } from '../description.ts';
import { ABSENT, type Observation, type Resource, type ResourceKind } from '../resource.ts';
import { findCluster, getAvailableCluster, isHopeless } from './cluster.ts';

// Redshift has no tags or comments for groups and grants, so what was made is written down in the database itself.
const LEDGER = `CREATE SCHEMA IF NOT EXISTS keyshift_rollout;
CREATE TABLE IF NOT EXISTS keyshift_rollout.made (rollout varchar(64), kind varchar(64), name varchar(256))`;

type DatabaseObject = {
  readonly kind: ResourceKind;
  readonly name: string;
  /** SQL that returns a row if the object exists. */
  readonly exists: string;
  readonly create: () => Promise<string>;
  readonly drop: string;
};

export function databaseGroup(context: RolloutContext, description: Description, group: string): Resource {
  return databaseObject(context, description, {
    kind: 'DB group',
    name: group,
    exists: `SELECT 1 FROM pg_group WHERE groname = ${literal(group)}`,
    create: async () => `CREATE GROUP ${identifier(group)}`,
    drop: `DROP GROUP ${identifier(group)}`,
  });
}

export function databaseScript(
  context: RolloutContext,
  description: Description,
  script: { readonly name: string; readonly file: string },
): Resource {
  const { name, file } = script;
  return databaseObject(context, description, {
    kind: 'SQL script',
    name,
    exists: `SELECT 1 FROM keyshift_rollout.made WHERE kind = 'SQL script' AND name = ${literal(name)}`,
    create: () => context.readScript(file),
    // What a script made is data of the warehouse: it goes with the cluster, never before it.
    drop: '',
  });
}

export function tableGrant(
  context: RolloutContext,
  description: Description,
  grant: { readonly group: string; readonly table: string },
): Resource {
  const [schema = '', table = ''] = grant.table.split('.');
  const to = `GROUP ${identifier(grant.group)}`;
  const on = `${identifier(schema)}.${identifier(table)}`;
  return databaseObject(context, description, {
    kind: 'grant',
    name: `select on ${grant.table} to ${grant.group}`,
    exists: `SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ${literal(schema)} AND c.relname = ${literal(table)}
      AND ${grants('c.relacl', grant.group, 'r')} AND ${grants('n.nspacl', grant.group, 'U')}`,
    create: async () => `GRANT USAGE ON SCHEMA ${identifier(schema)} TO ${to}; GRANT SELECT ON ${on} TO ${to}`,
    drop: `REVOKE SELECT ON ${on} FROM ${to}; REVOKE USAGE ON SCHEMA ${identifier(schema)} FROM ${to}`,
  });
}

function databaseObject(context: RolloutContext, description: Description, object: DatabaseObject): Resource {
  const inDatabase = <T>(work: (session: SqlSession) => Promise<T>) => withMasterSession(context, description, work);
  const row = `rollout = ${literal(description.name)} AND kind = ${literal(object.kind)} AND name = ${literal(object.name)}`;
  const record = `INSERT INTO keyshift_rollout.made VALUES (${[description.name, object.kind, object.name].map(literal).join(', ')})`;
  return {
    kind: object.kind,
    name: object.name,
    removedByDestroy: true,
    async observe(): Promise<Observation> {
      const cluster = await findCluster(context, description.cluster.identifier);
      if (cluster === undefined || isHopeless(cluster)) return ABSENT;
      return inDatabase(async (session) => {
        await session.run(LEDGER);
        const [found] = await session.run(object.exists);
        if (found === undefined || found.rowCount === 0) return ABSENT;
        const [made] = await session.run(`SELECT 1 FROM keyshift_rollout.made WHERE ${row}`);
        return { state: 'present', ours: made !== undefined && made.rowCount > 0, differences: [] };
      });
    },
    async create() {
      const sql = await object.create();
      await inDatabase((session) => session.run(`BEGIN; ${sql}; ${record}; COMMIT`));
    },
    update: async () => undefined,
    async remove() {
      const drop = object.drop === '' ? '' : `${object.drop};`;
      await inDatabase((session) =>
        session.run(`BEGIN; ${drop} DELETE FROM keyshift_rollout.made WHERE ${row}; COMMIT`),
      );
    },
  };
}

async function withMasterSession<T>(
  context: RolloutContext,
  description: Description,
  work: (session: SqlSession) => Promise<T>,
): Promise<T> {
  const { Endpoint } = await getAvailableCluster(context, description.cluster.identifier);
  const session = await context.openMasterSession({ host: Endpoint?.Address ?? '', port: Endpoint?.Port ?? 0 });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** An access control list as text is `group x=r/owner` in Redshift and `x=r/owner` in PostgreSQL. */
function grants(column: string, group: string, letter: string): string {
  const pattern = `(^|,)("?group )?"?${group}"?=[a-zA-Z*]*${letter}`;
  return `array_to_string(${column}, ',') ~ ${literal(pattern)}`;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
