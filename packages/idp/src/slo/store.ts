// Single logouts on their way from application to application, in PostgreSQL.
import { type Now, newId, type RandomBytes } from '@keyshift/base';
import type { Database } from '@keyshift/postgres';
import { addSeconds } from '../session/session-rules.ts';
import { hashCookie } from '../session/store.ts';
import type { Logout } from './logout.ts';

export type LogoutStore = {
  /** `browser` is the secret of its cookie. Undefined if the initiator's request has begun one already. */
  create(logout: Omit<Logout, 'id'>, browser: string): Promise<Logout | undefined>;
  /** The one that this browser has begun. */
  findBegun(browser: string | undefined): Promise<Logout | undefined>;
  /** Changes it under a lock: two answers at once do not undo each other. */
  change(id: string, how: (logout: Logout) => Logout): Promise<Logout | undefined>;
};
type Row = { state: Logout };
const SECONDS = 900;

function requestKeyOf({ initiator }: Logout): string | null {
  return initiator === null ? null : `${initiator.applicationId} ${initiator.requestId}`;
}

export function createLogoutStore(deps: { database: Database; now: Now; random: RandomBytes }): LogoutStore {
  const { database, now, random } = deps;
  return {
    async create(begun, browser) {
      const logout = { ...begun, id: newId('lgo', random) };
      await database.query('DELETE FROM idp.logout WHERE created_at < $1', [addSeconds(now(), -SECONDS)]);
      // A request is refused as too old long before its row is deleted.
      const stored = await database.query(
        `INSERT INTO idp.logout (id, state, created_at, request_key, browser_hash) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (request_key) DO NOTHING RETURNING id`,
        [logout.id, JSON.stringify(logout), now(), requestKeyOf(logout), hashCookie(browser)],
      );
      return stored.length === 0 ? undefined : logout;
    },
    async findBegun(browser) {
      if (browser === undefined) return undefined;
      const [row] = await database.query<Row>(
        'SELECT state FROM idp.logout WHERE browser_hash = $1 AND created_at >= $2',
        [hashCookie(browser), addSeconds(now(), -SECONDS)],
      );
      return row?.state;
    },
    change: (id, how) =>
      database.transaction(async (tx) => {
        const [row] = await tx.query<Row>(
          'SELECT state FROM idp.logout WHERE id = $1 AND created_at >= $2 FOR UPDATE',
          [id, addSeconds(now(), -SECONDS)],
        );
        if (row === undefined) return undefined;
        const changed = how(row.state);
        await tx.query('UPDATE idp.logout SET state = $2 WHERE id = $1', [id, JSON.stringify(changed)]);
        return changed;
      }),
  };
}
