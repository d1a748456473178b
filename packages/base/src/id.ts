// Ids are prefix-typed strings (`usr_…`), so that one kind can never be taken for another.
import type { RandomBytes } from './sources.ts';

// Crockford's base 32: 32 symbols, so a byte's low five bits pick one without bias.
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const ID_LENGTH = 24;

/** `length` characters of 5 random bits each, `[0-9a-z]` without i, l, o, u. */
export function randomText(length: number, random: RandomBytes): string {
  let text = '';
  for (const byte of random(length)) text += ALPHABET.charAt(byte & 31);
  return text;
}

/** A new id `<prefix>_<24 characters>`: 120 random bits. */
export function newId<Prefix extends string>(prefix: Prefix, random: RandomBytes): `${Prefix}_${string}` {
  return `${prefix}_${randomText(ID_LENGTH, random)}`;
}
