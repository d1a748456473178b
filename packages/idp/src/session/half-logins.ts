// Sign-ins whose password was right and whose second factor is still to come; bound to the browser's visit.
import type { Now } from '@keyshift/base';
import type { Database } from '@keyshift/postgres';
import { addSeconds } from './session-rules.ts';
import { hashCookie } from './store.ts';

type HalfLogin = { readonly personId: string; readonly next: string };
export type HalfLogins = {
  begin(visit: string, login: HalfLogin): Promise<void>;
  find(visit: string | undefined): Promise<HalfLogin | undefined>;
  finish(visit: string): Promise<void>;
  /** With the old password all that was begun with it ends. */
  endOf(personId: string): Promise<void>;
};
const SECONDS = 600;

export function createHalfLogins(deps: { database: Database; now: Now }): HalfLogins {
  const { database, now } = deps;
  return {
    async begin(visit, { personId, next }) {
      await database.query('DELETE FROM idp.half_login WHERE created_at < $1', [addSeconds(now(), -SECONDS)]);
      await database.query(
        `INSERT INTO idp.half_login (visit_hash, person_id, next, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (visit_hash) DO UPDATE SET person_id = $2, next = $3, created_at = $4`,
        [hashCookie(visit), personId, next, now()],
      );
    },
    async find(visit) {
      if (visit === undefined) return undefined;
      const [row] = await database.query<HalfLogin>(
        'SELECT person_id AS "personId", next FROM idp.half_login WHERE visit_hash = $1 AND created_at >= $2',
        [hashCookie(visit), addSeconds(now(), -SECONDS)],
      );
      return row;
    },
    async finish(visit) {
      await database.query('DELETE FROM idp.half_login WHERE visit_hash = $1', [hashCookie(visit)]);
    },
    async endOf(personId) {
      await database.query('DELETE FROM idp.half_login WHERE person_id = $1', [personId]);
    },
  };
}
