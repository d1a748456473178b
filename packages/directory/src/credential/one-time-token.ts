// One-time tokens to set a password: 256 random bits, stored as SHA-256, bound to a person, used once, for 30 minutes.
import { createHash } from 'node:crypto';
import { Secret } from '@keyshift/base';
import { appendEntries } from '../append-entries.ts';
import type { StoreDeps } from '../deps.ts';
import { directoryErrors } from '../errors.ts';
import { lockPerson } from '../person/columns.ts';
import { passwordEntry, prepareHash, storeHash } from './set-password.ts';

export type IssuedToken = { token: Secret; expiresAt: Date };
export type TokenOwner = { personId: string; username: string; displayName: string; expiresAt: Date };

const TOKEN_BYTES = 32;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const TTL_MINUTES = 30;

function hashOf(token: Secret): Buffer {
  const text = token.reveal();
  if (!TOKEN.test(text)) throw directoryErrors.tokenInvalid();
  return createHash('sha256').update(text).digest();
}

/** Replaces the person's token before. Throws `directory.not_found`. */
export async function issueToken(deps: StoreDeps, o: { personId: string; actor: string }): Promise<IssuedToken> {
  const { personId, actor } = o;
  const token = new Secret(Buffer.from(deps.random(TOKEN_BYTES)).toString('base64url'));
  const at = deps.now();
  const expiresAt = new Date(at.getTime() + TTL_MINUTES * 60_000);
  await deps.database.transaction(async (tx) => {
    await lockPerson(tx, personId);
    await tx.query(
      `INSERT INTO directory.one_time_token (hash, person_id, purpose, expires_at) VALUES ($1, $2, 'set_password', $3)
       ON CONFLICT (person_id) DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at`,
      [hashOf(token), personId, expiresAt],
    );
    await appendEntries(tx, [{ actor, action: 'person.password_link_made', target: personId }], at);
  });
  return { token, expiresAt };
}

/** Whose it is, without using it. Throws `directory.token_invalid`. */
export async function findToken(deps: StoreDeps, token: Secret): Promise<TokenOwner> {
  const [owner] = await deps.database.query<TokenOwner>(
    `SELECT p.id AS "personId", p.username, p.display_name AS "displayName", t.expires_at AS "expiresAt"
     FROM directory.one_time_token t JOIN directory.person p ON p.id = t.person_id
     WHERE t.hash = $1 AND t.expires_at > $2 AND p.state <> 'suspended'`,
    [hashOf(token), deps.now()],
  );
  if (owner === undefined) throw directoryErrors.tokenInvalid();
  return owner;
}

/**
 * Sets the password, lifts the lock, makes a staged person active, and uses the token up; of many at once, one succeeds.
 * The caller ends all sessions of the person given back; their second factor is still asked for. Throws
 * `directory.token_invalid`, `directory.invalid` (the token can be used again), `directory.busy`.
 */
export async function redeemToken(
  deps: StoreDeps,
  o: { token: Secret; password: Secret },
): Promise<{ personId: string }> {
  const { personId } = await findToken(deps, o.token);
  const hash = await prepareHash(deps, { personId, password: o.password });
  const at = deps.now();
  await deps.database.transaction(async (tx) => {
    // The person first and the token after, as everywhere: two transactions in different order could block each other.
    const { state } = await lockPerson(tx, personId);
    const used = await tx.query(
      'DELETE FROM directory.one_time_token WHERE hash = $1 AND expires_at > $2 RETURNING 1',
      [hashOf(o.token), at],
    );
    if (used.length === 0 || state === 'suspended') throw directoryErrors.tokenInvalid();
    await storeHash(tx, { personId, hash, at });
    await tx.query(
      `UPDATE directory.person SET state = 'active', version = version + 1, updated_at = $2
       WHERE id = $1 AND state = 'staged'`,
      [personId, at],
    );
    const changes = [{ field: 'state', from: 'staged', to: 'active' }];
    const activated = { actor: personId, action: 'person.state_changed', target: personId, changes };
    await appendEntries(
      tx,
      [
        passwordEntry(personId, personId),
        ...(state === 'staged' ? [{ ...activated, details: { state: 'active' } }] : []),
      ],
      at,
    );
  });
  return { personId };
}
