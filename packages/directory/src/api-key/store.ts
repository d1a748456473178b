// API keys: made with no more than their maker may do, found by their secret, ended at once.
import { createHash, timingSafeEqual } from 'node:crypto';
import { newId, randomText, Secret } from '@keyshift/base';
import { appendEntries } from '../append-entries.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { checkFields, isPlainText } from '../field-rules.ts';
import { lockPerson } from '../person/columns.ts';
import type { AdminRole } from '../person/person-rules.ts';

export const API_SCOPES = ['read', 'support', 'manage', 'own'] as const;
export type ApiScope = (typeof API_SCOPES)[number];
export type ApiKey = {
  id: string;
  name: string;
  scopes: ApiScope[];
  /** A person's id. */
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
  state: 'active' | 'expired' | 'revoked';
};
export type ApiKeyInput = {
  name: string;
  scopes: readonly ApiScope[];
  days: number;
  /** Who makes it, and what their role permits. */
  createdBy: string;
  allowedScopes: readonly ApiScope[];
};
/** What a request with a key may do is the key's scopes and no more than the creator's role now permits. */
export type FoundApiKey = { keyId: string; scopes: ApiScope[]; createdBy: string; role: AdminRole };
export type ApiKeys = {
  /** The secret is not kept. Throws `directory.invalid`, `directory.scope_refused`, `directory.not_found`. */
  create(input: ApiKeyInput): Promise<{ key: ApiKey; secret: Secret }>;
  list(): Promise<ApiKey[]>;
  /** Throws `directory.not_found`; nothing happens if it was revoked before. */
  revoke(id: string, actor: string): Promise<void>;
  /** The key, if it is in force and its creator is an active administrator. */
  find(secret: Secret): Promise<FoundApiKey | undefined>;
};
type FoundRow = FoundApiKey & { hash: Buffer; isStale: boolean };

const DAY_MS = 86_400_000;
const MOST_DAYS = 365;
// 260 random bits.
const SECRET_LENGTH = 52;
const SECRET = /^ks_([0-9a-z]{24})_([0-9a-z]{52})$/;
const USE_IS_NOTED_EVERY_SECONDS = 60;

// SHA-256 and not a slow hash: the secret is random, so there is nothing to guess from it.
function hashOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function checkInput(input: ApiKeyInput): string {
  const name = input.name.trim();
  checkFields('API key', [
    {
      field: 'name',
      holds: name !== '' && isPlainText(name, 100),
      why: 'it is empty, longer than 100 characters, or has control characters',
      fix: 'say what it is for',
    },
    {
      field: 'scopes',
      holds: input.scopes.length > 0 && input.scopes.every((scope) => API_SCOPES.includes(scope)),
      why: 'there is none, or one that does not exist',
      fix: `choose of ${API_SCOPES.join(', ')}`,
    },
    {
      field: 'days',
      holds: Number.isInteger(input.days) && input.days >= 1 && input.days <= MOST_DAYS,
      why: `it is not a whole number from 1 to ${MOST_DAYS}`,
      fix: 'choose when it ends, and make a new one in time',
    },
  ]);
  const refused = input.scopes.filter((scope) => !input.allowedScopes.includes(scope));
  if (refused.length > 0) throw directoryErrors.scopeRefused({ scopes: refused });
  return name;
}

async function create(deps: StoreDeps, input: ApiKeyInput): Promise<{ key: ApiKey; secret: Secret }> {
  const name = checkInput(input);
  const { createdBy } = input;
  const scopes = API_SCOPES.filter((scope) => input.scopes.includes(scope));
  const id = newId('key', deps.random);
  const text = randomText(SECRET_LENGTH, deps.random);
  const createdAt = deps.now();
  const expiresAt = new Date(createdAt.getTime() + input.days * DAY_MS);
  await deps.database.transaction(async (tx) => {
    await lockPerson(tx, createdBy);
    await tx.query(
      `INSERT INTO directory.api_key (id, name, hash, scopes, created_by, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, name, hashOf(text), scopes, createdBy, createdAt, expiresAt],
    );
    const details = { name, scopes, expiresAt: expiresAt.toISOString() };
    await appendEntries(tx, [{ actor: createdBy, action: 'api_key.created', target: id, details }], createdAt);
  });
  const secret = new Secret(`ks_${id.slice('key_'.length)}_${text}`);
  return { key: { id, name, scopes, createdBy, createdAt, expiresAt, lastUsedAt: null, state: 'active' }, secret };
}

async function revoke(deps: StoreDeps, id: string, actor: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const [key] = await tx.query<{ name: string; revokedAt: Date | null }>(
      'SELECT name, revoked_at AS "revokedAt" FROM directory.api_key WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (key === undefined) throw directoryErrors.notFound({ kind: 'API key', id });
    if (key.revokedAt !== null) return;
    await tx.query('UPDATE directory.api_key SET revoked_at = $2 WHERE id = $1', [id, deps.now()]);
    const entry = { actor, action: 'api_key.revoked', target: id, details: { name: key.name } };
    await appendEntries(tx, [entry], deps.now());
  });
}

async function find(deps: StoreDeps, secret: Secret): Promise<FoundApiKey | undefined> {
  const [, idText, text] = SECRET.exec(secret.reveal()) ?? [];
  if (idText === undefined || text === undefined) return undefined;
  const now = deps.now();
  const [row] = await deps.database.query<FoundRow>(
    `SELECT k.id AS "keyId", k.scopes, k.created_by AS "createdBy", p.role, k.hash,
       k.last_used_at IS NULL OR k.last_used_at < $2::timestamptz - interval '${USE_IS_NOTED_EVERY_SECONDS} seconds'
         AS "isStale"
     FROM directory.api_key k JOIN directory.person p ON p.id = k.created_by
     WHERE k.id = $1 AND k.revoked_at IS NULL AND k.expires_at > $2 AND p.state = 'active' AND p.role IS NOT NULL`,
    [`key_${idText}`, now],
  );
  if (row === undefined || !timingSafeEqual(row.hash, hashOf(text))) return undefined;
  if (row.isStale)
    await deps.database.query('UPDATE directory.api_key SET last_used_at = $2 WHERE id = $1', [row.keyId, now]);
  const { keyId, scopes, createdBy, role } = row;
  return { keyId, scopes, createdBy, role };
}

export function createApiKeys(deps: StoreDeps): ApiKeys {
  return {
    create: (input) => create(deps, input),
    list: () =>
      deps.database.query<ApiKey>(
        `SELECT id, name, scopes, created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt",
           last_used_at AS "lastUsedAt", CASE WHEN revoked_at IS NOT NULL THEN 'revoked'
             WHEN expires_at <= $1 THEN 'expired' ELSE 'active' END AS state
         FROM directory.api_key ORDER BY created_at DESC, id`,
        [deps.now()],
      ),
    revoke: (id, actor) => revoke(deps, id, actor),
    find: (secret) => find(deps, secret),
  };
}
