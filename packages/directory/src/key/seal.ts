// Seals private keys for storage: AES-256-GCM, bound to the record they belong to.
import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject } from 'node:crypto';
import type { RandomBytes, Secret } from '@keyshift/base';
import { directoryErrors } from '../errors.ts';

const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Throws `directory.sealing_key_invalid` unless it is 64 hexadecimal digits. */
export function parseSealingKey(sealingKey: Secret): KeyObject {
  if (!/^[0-9a-f]{64}$/i.test(sealingKey.reveal())) throw directoryErrors.sealingKeyInvalid();
  return createSecretKey(Buffer.from(sealingKey.reveal(), 'hex'));
}

/** Version byte, nonce, tag, ciphertext. `belongsTo` is authenticated: sealed bytes cannot be moved to another record. */
export function seal(text: string, o: { key: KeyObject; belongsTo: string; random: RandomBytes }): Buffer {
  const nonce = o.random(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, o.key, nonce).setAAD(Buffer.from(o.belongsTo));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), nonce, cipher.getAuthTag(), body]);
}

/** The text, or undefined when key, owner or bytes are not those it was sealed with. */
export function unseal(sealed: Uint8Array, o: { key: KeyObject; belongsTo: string }): string | undefined {
  const bytes = Buffer.from(sealed);
  if (bytes.length < 1 + NONCE_BYTES + TAG_BYTES || bytes[0] !== VERSION) return undefined;
  const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
  const tag = bytes.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
  const decipher = createDecipheriv(CIPHER, o.key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(o.belongsTo)).setAuthTag(tag);
  try {
    const start = decipher.update(bytes.subarray(1 + NONCE_BYTES + TAG_BYTES), undefined, 'utf8');
    return start + decipher.final('utf8');
  } catch {
    return undefined;
  }
}
