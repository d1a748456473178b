// The one place of SQL for resources: put if absent, get, list, update under a lock, delete.
import type { Database, Queryable } from '@keyshift/postgres';
import { createBatchedFind } from './batched-find.ts';
import type { Kind, Resources } from './resources.ts';

export type ResourceStore = {
  /** Atomic; false when the id is taken. */
  insert<K extends Kind>(kind: K, id: string, body: Resources[K]): Promise<boolean>;
  find<K extends Kind>(kind: K, id: string): Promise<Resources[K] | undefined>;
  /** Those of the ids that exist. */
  findMany<K extends Kind>(kind: K, ids: readonly string[]): Promise<readonly Resources[K][]>;
  /** In order of their id. */
  list<K extends Kind>(kind: K): Promise<readonly Resources[K][]>;
  /** Replaces the body; false when there is none. */
  replace<K extends Kind>(kind: K, id: string, body: Resources[K]): Promise<boolean>;
  /** False when there was none. */
  remove(kind: Kind, id: string): Promise<boolean>;
};

export type Store = ResourceStore & {
  /** Runs `work` in one transaction, alone among all writers of the account, so that what it reads stays true. */
  exclusive<Result>(work: (store: ResourceStore) => Promise<Result>): Promise<Result>;
  /** Deletes every resource, assertion use and credential. */
  clear(): Promise<void>;
};

type BodyRow<K extends Kind> = { body: Resources[K] };

export function createStore(database: Database): Store {
  const find = createBatchedFind(database);
  return {
    ...resourceStore(database),
    find,
    findMany: async (kind, ids) => {
      const found = await Promise.all(ids.map((id) => find(kind, id)));
      return found.filter((body) => body !== undefined);
    },
    exclusive: (work) =>
      database.transaction(async (tx) => {
        await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', ['keyshift.rehearsal.write']);
        return work(resourceStore(tx));
      }),
    async clear() {
      await database.query(
        'TRUNCATE rehearsal.resource, rehearsal.assertion_use, rehearsal.database_credential, rehearsal.trail_event',
      );
    },
  };
}

function resourceStore(database: Queryable): ResourceStore {
  return {
    async insert(kind, id, body) {
      const rows = await database.query(
        'INSERT INTO rehearsal.resource (kind, id, body) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING id',
        [kind, id, JSON.stringify(body)],
      );
      return rows.length === 1;
    },
    async find<K extends Kind>(kind: K, id: string) {
      const sql = 'SELECT body FROM rehearsal.resource WHERE kind = $1 AND id = $2';
      const [row] = await database.query<BodyRow<K>>(sql, [kind, id]);
      return row?.body;
    },
    async findMany<K extends Kind>(kind: K, ids: readonly string[]) {
      if (ids.length === 0) return [];
      const sql = 'SELECT body FROM rehearsal.resource WHERE kind = $1 AND id = ANY($2)';
      return (await database.query<BodyRow<K>>(sql, [kind, ids])).map(({ body }) => body);
    },
    async list<K extends Kind>(kind: K) {
      const sql = 'SELECT body FROM rehearsal.resource WHERE kind = $1 ORDER BY id';
      return (await database.query<BodyRow<K>>(sql, [kind])).map(({ body }) => body);
    },
    async replace(kind, id, body) {
      const sql = 'UPDATE rehearsal.resource SET body = $3 WHERE kind = $1 AND id = $2 RETURNING id';
      return (await database.query(sql, [kind, id, JSON.stringify(body)])).length === 1;
    },
    async remove(kind, id) {
      const sql = 'DELETE FROM rehearsal.resource WHERE kind = $1 AND id = $2 RETURNING id';
      return (await database.query(sql, [kind, id])).length === 1;
    },
  };
}
