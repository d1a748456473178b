// Sessions and waiting requests in PostgreSQL; what a browser holds is stored only as a hash.
import { createHash } from 'node:crypto';
import { type Now, newId, type RandomBytes } from '@keyshift/base';
import { type Access, accessSql, appendAudit, type Person } from '@keyshift/directory';
import type { Database } from '@keyshift/postgres';
import {
  ABSOLUTE_SECONDS,
  addSeconds,
  isSessionLive,
  isTouchDue,
  PENDING_SECONDS,
  type Session,
} from './session-rules.ts';

type PendingRequest = {
  readonly ssoPath: string;
  readonly binding: 'redirect' | 'post';
  readonly samlRequest: string;
  readonly relayState: string | undefined;
  readonly createdAt: Date;
};

export type SessionStore = {
  /** The live session of a cookie. */
  find(cookie: string | undefined): Promise<Session | undefined>;
  /** The live session and all that a sign-in to the application at `ssoPath` needs, in one round trip. */
  findWithAccess(
    cookie: string | undefined,
    ssoPath: string,
  ): Promise<{ session: Session | undefined; access: Access }>;
  /** Opens a session under a new cookie value, ends the one under `replaced`, and writes the audit entry. */
  open(person: Person, replaced: string | undefined): Promise<string>;
  close(cookie: string, actor: string): Promise<void>;
  /** Keeps a service provider's request for the browser that holds `visit`; gives its id. */
  savePending(request: Omit<PendingRequest, 'createdAt'>, visit: string): Promise<string>;
  findPending(id: string, visit: string | undefined): Promise<PendingRequest | undefined>;
};
type StoreDeps = { readonly database: Database; readonly now: Now; readonly random: RandomBytes };
type SessionRow = { [Field in keyof Session]: Session[Field] | null };

const SECRET_BYTES = 32;
const SESSION = `s.session_index AS "sessionIndex", s.person_id AS "personId",
  s.authenticated_at AS "authenticatedAt", s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt"`;
const FIND = `SELECT ${SESSION} FROM idp.session s WHERE s.id_hash = $1`;
const FIND_WITH_ACCESS = `
  SELECT ${SESSION}, ${accessSql({ person: 's.person_id', ssoPath: '$2' })} AS access
  FROM (SELECT 1) AS always LEFT JOIN idp.session s ON s.id_hash = $1`;

/** A new 256-bit value for a cookie. */
export function newCookieSecret(random: RandomBytes): string {
  return Buffer.from(random(SECRET_BYTES)).toString('base64url');
}

function hashOf(cookie: string): Buffer {
  return createHash('sha256').update(cookie).digest();
}

function toSession(row: SessionRow | undefined): Session | undefined {
  if (row === undefined) return undefined;
  const { sessionIndex, personId, authenticatedAt, lastSeenAt, expiresAt } = row;
  if (!sessionIndex || !personId || !authenticatedAt || !lastSeenAt || !expiresAt) return undefined;
  return { sessionIndex, personId, authenticatedAt, lastSeenAt, expiresAt };
}

async function keepLive(deps: StoreDeps, session: Session | undefined, hash: Buffer): Promise<Session | undefined> {
  const now = deps.now();
  if (session === undefined || !isSessionLive(session, now)) return undefined;
  if (isTouchDue(session, now)) {
    await deps.database.query('UPDATE idp.session SET last_seen_at = $2 WHERE id_hash = $1', [hash, now]);
  }
  return session;
}

async function open(deps: StoreDeps, person: Person, replaced: string | undefined): Promise<string> {
  const cookie = newCookieSecret(deps.random);
  const now = deps.now();
  const sessionIndex = newId('ses', deps.random);
  await deps.database.transaction(async (tx) => {
    const old = replaced === undefined ? Buffer.alloc(0) : hashOf(replaced);
    await tx.query('DELETE FROM idp.session WHERE id_hash = $1 OR expires_at < $2', [old, now]);
    await tx.query(
      `INSERT INTO idp.session (id_hash, session_index, person_id, authenticated_at, last_seen_at, expires_at)
       VALUES ($1, $2, $3, $4, $4, $5)`,
      [hashOf(cookie), sessionIndex, person.id, now, addSeconds(now, ABSOLUTE_SECONDS)],
    );
    const entry = { actor: person.id, action: 'session.opened', target: sessionIndex, details: { method: 'password' } };
    await appendAudit(tx, entry, now);
  });
  return cookie;
}

async function close(deps: StoreDeps, cookie: string, actor: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const [ended] = await tx.query<{ sessionIndex: string }>(
      'DELETE FROM idp.session WHERE id_hash = $1 RETURNING session_index AS "sessionIndex"',
      [hashOf(cookie)],
    );
    if (ended === undefined) return;
    await appendAudit(tx, { actor, action: 'session.closed', target: ended.sessionIndex }, deps.now());
  });
}

async function savePending(deps: StoreDeps, request: Omit<PendingRequest, 'createdAt'>, visit: string) {
  const id = newId('req', deps.random);
  const now = deps.now();
  await deps.database.query('DELETE FROM idp.pending_request WHERE created_at < $1', [
    addSeconds(now, -PENDING_SECONDS),
  ]);
  await deps.database.query(
    `INSERT INTO idp.pending_request (id, visit_hash, sso_path, binding, saml_request, relay_state, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [id, hashOf(visit), request.ssoPath, request.binding, request.samlRequest, request.relayState ?? null, now],
  );
  return id;
}

async function findPending(deps: StoreDeps, id: string, visit: string): Promise<PendingRequest | undefined> {
  const [row] = await deps.database.query<PendingRequest & { relayState: string | null }>(
    `SELECT sso_path AS "ssoPath", binding, saml_request AS "samlRequest", relay_state AS "relayState",
       created_at AS "createdAt"
     FROM idp.pending_request WHERE id = $1 AND visit_hash = $2 AND created_at >= $3`,
    [id, hashOf(visit), addSeconds(deps.now(), -PENDING_SECONDS)],
  );
  return row === undefined ? undefined : { ...row, relayState: row.relayState ?? undefined };
}

export function createSessionStore(deps: StoreDeps): SessionStore {
  return {
    async find(cookie) {
      if (cookie === undefined) return undefined;
      const hash = hashOf(cookie);
      const [row] = await deps.database.query<SessionRow>(FIND, [hash]);
      return keepLive(deps, toSession(row), hash);
    },
    async findWithAccess(cookie, ssoPath) {
      const hash = hashOf(cookie ?? '');
      const [row] = await deps.database.query<SessionRow & { access: Access }>(FIND_WITH_ACCESS, [hash, ssoPath]);
      if (row === undefined) throw new TypeError('the access query gave no row');
      const session = cookie === undefined ? undefined : await keepLive(deps, toSession(row), hash);
      return { session, access: row.access };
    },
    open: (person, replaced) => open(deps, person, replaced),
    close: (cookie, actor) => close(deps, cookie, actor),
    savePending: (request, visit) => savePending(deps, request, visit),
    findPending: async (id, visit) => (visit === undefined ? undefined : findPending(deps, id, visit)),
  };
}
