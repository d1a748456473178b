// Look-ups of many requests in one statement: those that are asked in the same turn of the event loop travel together.
import type { Queryable } from '@keyshift/postgres';
import type { Kind, Resources } from './resources.ts';

export type Find = <K extends Kind>(kind: K, id: string) => Promise<Resources[K] | undefined>;

type Row = { kind: string; id: string; body: unknown };
type Wanted = { kind: string; id: string; resolve: (body: unknown) => void; reject: (error: unknown) => void };

const SQL = `SELECT kind, id, body FROM rehearsal.resource
  WHERE (kind, id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`;

/** Reads what is committed when the statement runs: for look-ups outside transactions. */
export function createBatchedFind(database: Queryable): Find {
  let pending: Wanted[] = [];
  const flush = async (): Promise<void> => {
    const batch = pending;
    pending = [];
    try {
      const bodies = await load(database, batch);
      for (const { kind, id, resolve } of batch) resolve(bodies.get(keyOf(kind, id)));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  };
  return <K extends Kind>(kind: K, id: string) =>
    new Promise<Resources[K] | undefined>((resolve, reject) => {
      // The row was stored under its kind, so its body has the kind's type.
      pending.push({ kind, id, resolve: (body) => resolve(body as Resources[K] | undefined), reject });
      if (pending.length === 1) setImmediate(() => void flush());
    });
}

async function load(database: Queryable, batch: readonly Wanted[]): Promise<ReadonlyMap<string, unknown>> {
  const distinct = new Map(batch.map(({ kind, id }) => [keyOf(kind, id), { kind, id }]));
  const wanted = [...distinct.values()];
  const rows = await database.query<Row>(SQL, [wanted.map(({ kind }) => kind), wanted.map(({ id }) => id)]);
  return new Map(rows.map(({ kind, id, body }) => [keyOf(kind, id), body]));
}

function keyOf(kind: string, id: string): string {
  return `${kind} ${id}`;
}
