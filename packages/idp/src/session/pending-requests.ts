// Service providers' requests that wait on the server while their person signs in.
import { type Now, newId, type RandomBytes } from '@keyshift/base';
import type { Database } from '@keyshift/postgres';
import { addSeconds, PENDING_SECONDS } from './session-rules.ts';
import { hashCookie } from './store.ts';

type PendingRequest = {
  readonly ssoPath: string;
  readonly binding: 'redirect' | 'post';
  readonly samlRequest: string;
  readonly relayState: string | undefined;
  readonly createdAt: Date;
  /** The query string as received, where its signature covers it. */
  readonly rawQuery: string | undefined;
};
export type PendingRequests = {
  /** Keeps a request for the browser that holds `visit`; gives its id. */
  save(request: Omit<PendingRequest, 'createdAt'>, visit: string): Promise<string>;
  find(id: string, visit: string | undefined): Promise<PendingRequest | undefined>;
};
type Deps = { readonly database: Database; readonly now: Now; readonly random: RandomBytes };
type Row = Omit<PendingRequest, 'relayState' | 'rawQuery'> & { relayState: string | null; rawQuery: string | null };

async function save(deps: Deps, request: Omit<PendingRequest, 'createdAt'>, visit: string): Promise<string> {
  const id = newId('req', deps.random);
  const now = deps.now();
  await deps.database.query('DELETE FROM idp.pending_request WHERE created_at < $1', [
    addSeconds(now, -PENDING_SECONDS),
  ]);
  const { ssoPath, binding, samlRequest, relayState, rawQuery } = request;
  await deps.database.query(
    `INSERT INTO idp.pending_request
       (id, visit_hash, sso_path, binding, saml_request, relay_state, raw_query, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, hashCookie(visit), ssoPath, binding, samlRequest, relayState ?? null, rawQuery ?? null, now],
  );
  return id;
}

async function find(deps: Deps, id: string, visit: string): Promise<PendingRequest | undefined> {
  const [row] = await deps.database.query<Row>(
    `SELECT sso_path AS "ssoPath", binding, saml_request AS "samlRequest", relay_state AS "relayState",
       raw_query AS "rawQuery", created_at AS "createdAt"
     FROM idp.pending_request WHERE id = $1 AND visit_hash = $2 AND created_at >= $3`,
    [id, hashCookie(visit), addSeconds(deps.now(), -PENDING_SECONDS)],
  );
  if (row === undefined) return undefined;
  return { ...row, relayState: row.relayState ?? undefined, rawQuery: row.rawQuery ?? undefined };
}

export function createPendingRequests(deps: Deps): PendingRequests {
  return {
    save: (request, visit) => save(deps, request, visit),
    find: async (id, visit) => (visit === undefined ? undefined : find(deps, id, visit)),
  };
}
