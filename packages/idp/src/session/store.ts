// Sessions in PostgreSQL; what a browser holds is stored only as a hash.
import { createHash } from 'node:crypto';
import { type Now, newId, type RandomBytes } from '@keyshift/base';
import {
  type Access,
  accessSql,
  appendAudit,
  type Person,
  type SecondFactorPolicy,
  secondFactorSql,
  type Trace,
} from '@keyshift/directory';
import type { Database } from '@keyshift/postgres';
import {
  addSeconds,
  isSessionLive,
  isTouchDue,
  type LoginMethod,
  type Session,
  type SessionClient,
} from './session-rules.ts';

type NewSession = {
  readonly person: Person;
  readonly methods: readonly LoginMethod[];
  /** Cookie of a session that this one replaces. */
  readonly replaced: string | undefined;
  readonly client: SessionClient;
  readonly lifetimeSeconds: number;
  readonly idleSeconds: number;
  readonly trace: Trace;
};
export type ListedSession = Session & SessionClient;
export type SessionStore = {
  /** The live session of a cookie. */
  find(cookie: string | undefined): Promise<Session | undefined>;
  /** The live session and all that a sign-in to the application at `ssoPath` needs, in one round trip. */
  findWithAccess(
    cookie: string | undefined,
    ssoPath: string,
  ): Promise<{ session: Session | undefined; access: Access; secondFactor: SecondFactorPolicy }>;
  /** Opens a session under a new cookie value, ends the one it replaces, and writes the audit entry. */
  open(session: NewSession): Promise<string>;
  /** Gives the session a new cookie value after another proof of identity. */
  prove(cookie: string, method: LoginMethod): Promise<string>;
  close(cookie: string, actor: string): Promise<void>;
  /** Live sessions of a person, newest first. */
  listOf(personId: string): Promise<ListedSession[]>;
  /** Ends one session of a person, or all but `keep`; gives the session indexes that ended. */
  end(o: { personId: string; sessionIndex?: string; keep?: string; actor: string }): Promise<string[]>;
  /** Ends those of everybody who is not active: after many people were changed at once. */
  endOfInactive(actor: string): Promise<void>;
};
type StoreDeps = { readonly database: Database; readonly now: Now; readonly random: RandomBytes };
type SessionRow = { [Field in keyof Session]: Session[Field] | null };

const SECRET_BYTES = 32;
const SESSION = `s.session_index AS "sessionIndex", s.person_id AS "personId",
  s.authenticated_at AS "authenticatedAt", s.last_seen_at AS "lastSeenAt", s.expires_at AS "expiresAt",
  s.idle_seconds AS "idleSeconds", s.methods, s.proved_at AS "provedAt"`;
const FIND = `SELECT ${SESSION} FROM idp.session s WHERE s.id_hash = $1`;
const FIND_WITH_ACCESS = `
  SELECT ${SESSION}, ${accessSql({ person: 's.person_id', ssoPath: '$2' })} AS access,
    ${secondFactorSql()} AS "secondFactor"
  FROM (SELECT 1) AS always LEFT JOIN idp.session s ON s.id_hash = $1`;

/** A new 256-bit value for a cookie. */
export function newCookieSecret(random: RandomBytes): string {
  return Buffer.from(random(SECRET_BYTES)).toString('base64url');
}

/** What is stored of a cookie. */
export function hashCookie(cookie: string): Buffer {
  return createHash('sha256').update(cookie).digest();
}

function toSession(row: SessionRow | undefined): Session | undefined {
  if (row === undefined || row.sessionIndex === null) return undefined;
  // Every other column is NOT NULL, so one outer join leaves all of them null or none.
  return row as Session;
}

async function keepLive(deps: StoreDeps, session: Session | undefined, hash: Buffer): Promise<Session | undefined> {
  const now = deps.now();
  if (session === undefined || !isSessionLive(session, now)) return undefined;
  if (isTouchDue(session, now)) {
    await deps.database.query('UPDATE idp.session SET last_seen_at = $2 WHERE id_hash = $1', [hash, now]);
  }
  return session;
}

async function open(deps: StoreDeps, o: NewSession): Promise<string> {
  const cookie = newCookieSecret(deps.random);
  const now = deps.now();
  const sessionIndex = newId('ses', deps.random);
  const { person, methods, client, idleSeconds } = o;
  await deps.database.transaction(async (tx) => {
    const old = o.replaced === undefined ? Buffer.alloc(0) : hashCookie(o.replaced);
    await tx.query('DELETE FROM idp.session WHERE id_hash = $1 OR expires_at < $2', [old, now]);
    await tx.query(
      `INSERT INTO idp.session (id_hash, session_index, person_id, authenticated_at, last_seen_at, expires_at,
         methods, proved_at, idle_seconds, address, user_agent)
       VALUES ($1, $2, $3, $4, $4, $5, $6, $4, $7, $8, $9)`,
      [
        ...[hashCookie(cookie), sessionIndex, person.id, now, addSeconds(now, o.lifetimeSeconds)],
        ...[methods, idleSeconds, client.address, client.userAgent],
      ],
    );
    const details = { methods, address: client.address };
    const { trace } = o;
    await appendAudit(tx, { actor: person.id, action: 'session.opened', target: sessionIndex, details, trace }, now);
  });
  return cookie;
}

async function prove(deps: StoreDeps, cookie: string, method: LoginMethod): Promise<string> {
  const renewed = newCookieSecret(deps.random);
  await deps.database.query(
    `UPDATE idp.session SET id_hash = $2, proved_at = $3,
       methods = CASE WHEN $4 = ANY (methods) THEN methods ELSE methods || $4::text END
     WHERE id_hash = $1`,
    [hashCookie(cookie), hashCookie(renewed), deps.now(), method],
  );
  return renewed;
}

async function close(deps: StoreDeps, cookie: string, actor: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const [ended] = await tx.query<{ sessionIndex: string }>(
      'DELETE FROM idp.session WHERE id_hash = $1 RETURNING session_index AS "sessionIndex"',
      [hashCookie(cookie)],
    );
    if (ended === undefined) return;
    await appendAudit(tx, { actor, action: 'session.closed', target: ended.sessionIndex }, deps.now());
  });
}

const END = `DELETE FROM idp.session
  WHERE person_id = $1 AND ($2::text IS NULL OR session_index = $2) AND session_index IS DISTINCT FROM $3
  RETURNING session_index AS "sessionIndex", person_id AS "personId"`;
const END_OF_INACTIVE = `DELETE FROM idp.session s USING directory.person p
  WHERE p.id = s.person_id AND p.state <> 'active'
  RETURNING s.session_index AS "sessionIndex", s.person_id AS "personId"`;

async function end(deps: StoreDeps, o: { sql: string; values: unknown[]; actor: string }): Promise<string[]> {
  return deps.database.transaction(async (tx) => {
    const ended = await tx.query<{ sessionIndex: string; personId: string }>(o.sql, o.values);
    for (const { sessionIndex: target, personId } of ended) {
      const entry = { actor: o.actor, action: 'session.ended', target, details: { personId } };
      await appendAudit(tx, entry, deps.now());
    }
    return ended.map((row) => row.sessionIndex);
  });
}

async function listOf(deps: StoreDeps, personId: string): Promise<ListedSession[]> {
  const rows = await deps.database.query<ListedSession>(
    `SELECT ${SESSION}, s.address, s.user_agent AS "userAgent" FROM idp.session s
     WHERE s.person_id = $1 ORDER BY s.last_seen_at DESC LIMIT 100`,
    [personId],
  );
  return rows.filter((session) => isSessionLive(session, deps.now()));
}

export function createSessionStore(deps: StoreDeps): SessionStore {
  return {
    async find(cookie) {
      if (cookie === undefined) return undefined;
      const hash = hashCookie(cookie);
      const [row] = await deps.database.query<SessionRow>(FIND, [hash]);
      return keepLive(deps, toSession(row), hash);
    },
    async findWithAccess(cookie, ssoPath) {
      const hash = hashCookie(cookie ?? '');
      type Row = SessionRow & { access: Access; secondFactor: SecondFactorPolicy };
      const [row] = await deps.database.query<Row>(FIND_WITH_ACCESS, [hash, ssoPath]);
      if (row === undefined) throw new TypeError('the access query gave no row');
      const session = cookie === undefined ? undefined : await keepLive(deps, toSession(row), hash);
      return { session, access: row.access, secondFactor: row.secondFactor };
    },
    open: (session) => open(deps, session),
    prove: (cookie, method) => prove(deps, cookie, method),
    close: (cookie, actor) => close(deps, cookie, actor),
    listOf: (personId) => listOf(deps, personId),
    end: ({ personId, sessionIndex, keep, actor }) =>
      end(deps, { sql: END, values: [personId, sessionIndex ?? null, keep ?? null], actor }),
    async endOfInactive(actor) {
      await end(deps, { sql: END_OF_INACTIVE, values: [], actor });
    },
  };
}
