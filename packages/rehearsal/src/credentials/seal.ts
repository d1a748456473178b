// Authenticated encryption of small texts with the rehearsal's own key (AES-256-GCM).
import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { RandomBytes, Secret } from '@keyshift/base';
import { rehearsalErrors } from '../errors.ts';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** `purpose` is bound to the sealed text: what was sealed for one purpose does not open for another. */
export type Sealer = {
  seal(text: string, purpose: string): string;
  /** Undefined when it was changed, sealed for another purpose, or by another key. */
  open(sealed: string, purpose: string): string | undefined;
};

/** Throws `rehearsal.sealing_key_invalid`. */
export function createSealer(key: Secret, random: RandomBytes): Sealer {
  if (!/^[0-9a-f]{64}$/i.test(key.reveal())) throw rehearsalErrors.sealingKeyInvalid();
  const keyBytes = Buffer.from(key.reveal(), 'hex');
  return {
    seal(text, purpose) {
      const iv = random(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyBytes, iv).setAAD(Buffer.from(purpose));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
    },
    open(sealed, purpose) {
      const bytes = Buffer.from(sealed, 'base64');
      // Base64 has several spellings of the same bytes; only ours is accepted.
      if (bytes.length <= IV_BYTES + TAG_BYTES || bytes.toString('base64') !== sealed) return undefined;
      const tag = bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', keyBytes, bytes.subarray(0, IV_BYTES), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
          'utf8',
        );
      } catch {
        return undefined;
      }
    },
  };
}
