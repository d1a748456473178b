// Unique ids of IAM: four letters for the kind, then characters of base 32.
import type { RandomBytes } from '@keyshift/base';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Length after the prefix: access keys have 16 characters, entities 17. */
const LENGTH = { AKIA: 16, ASIA: 16, AROA: 17, ANPA: 17, AIDA: 17 } as const;

export type UniqueIdPrefix = keyof typeof LENGTH;

/** A new id such as `AROA…` (role), `ANPA…` (policy), `ASIA…` (temporary access key): 80 or 85 random bits. */
export function newUniqueId(prefix: UniqueIdPrefix, random: RandomBytes): string {
  const characters = Array.from(random(LENGTH[prefix]), (byte) => ALPHABET.charAt(byte & 31));
  return `${prefix}${characters.join('')}`;
}

/** Whether a text has the form of such an id. */
export function isUniqueId(prefix: UniqueIdPrefix, text: string): boolean {
  return text.startsWith(prefix) && new RegExp(`^[A-Z2-7]{${LENGTH[prefix]}}$`).test(text.slice(prefix.length));
}
