// SCRAM-SHA-256 verifiers as PostgreSQL stores them: made and checked without the server.
import { createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

export type ScramVerifier = { readonly iterations: number; readonly salt: Buffer; readonly storedKey: Buffer };

/** PostgreSQL's default. */
export const SCRAM_ITERATIONS = 4_096;
// A person may store a verifier of their own making; one with absurd work must not occupy our threads.
const MOST_ITERATIONS = 200_000;
const KEY_BYTES = 32;
const derive = promisify(pbkdf2);

/** Reads `SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>`; anything else (md5, NULL) is undefined. */
export function parseVerifier(text: string | null): ScramVerifier | undefined {
  const match = /^SCRAM-SHA-256\$(\d{1,9}):([A-Za-z0-9+/=]+)\$([A-Za-z0-9+/=]+):[A-Za-z0-9+/=]+$/.exec(text ?? '');
  if (match === null) return undefined;
  const [, iterationText = '', salt = '', key = ''] = match;
  const iterations = Number(iterationText);
  const storedKey = Buffer.from(key, 'base64');
  if (iterations < 1 || iterations > MOST_ITERATIONS || storedKey.length !== KEY_BYTES) return undefined;
  return { iterations, salt: Buffer.from(salt, 'base64'), storedKey };
}

/** A verifier that PostgreSQL accepts in place of a password, so that the password itself is never sent to it. */
export async function formatVerifier(password: string, salt: Uint8Array): Promise<string> {
  const salted = await derive(preparePassword(password), salt, SCRAM_ITERATIONS, KEY_BYTES, 'sha256');
  const serverKey = hmac(salted, 'Server Key').toString('base64');
  const text = `${Buffer.from(salt).toString('base64')}$${storedKeyOf(salted).toString('base64')}:${serverKey}`;
  return `SCRAM-SHA-256$${SCRAM_ITERATIONS}:${text}`;
}

/** rfc5802 §3 – the password is right when H(HMAC(SaltedPassword, "Client Key")) is the StoredKey. */
export async function isRightPassword(password: string, verifier: ScramVerifier): Promise<boolean> {
  const { salt, iterations, storedKey } = verifier;
  const salted = await derive(preparePassword(password), salt, iterations, KEY_BYTES, 'sha256');
  return timingSafeEqual(storedKeyOf(salted), storedKey);
}

function storedKeyOf(salted: Buffer): Buffer {
  return createHash('sha256').update(hmac(salted, 'Client Key')).digest();
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

// SASLprep: special blanks become blanks, invisible characters vanish, then NFKC; ASCII stays as it is.
function preparePassword(password: string): string {
  return password
    .replaceAll(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu, ' ')
    .replaceAll(/\u00ad|\u034f|\u1806|[\u180b-\u180d]|[\u200b-\u200d]|\u2060|[\ufe00-\ufe0f]|\ufeff/gu, '')
    .normalize('NFKC');
}
