// Rows that have outlived their use are deleted now and then: with each insert it would cost more than the insert.
import type { Queryable } from '@keyshift/postgres';

const PAUSE_MS = 60_000;

/** `sql` deletes what is over at the moment `$1`; at most once a minute, whatever the number of calls. */
export function createForgetting(database: Queryable, sql: string): (now: Date) => Promise<void> {
  let nextMs = 0;
  return async (now) => {
    if (now.getTime() < nextMs) return;
    nextMs = now.getTime() + PAUSE_MS;
    await database.query(sql, [now]);
  };
}
