// Random secrets of one data directory, made on first start: there are no default credentials anywhere.
import { type RandomBytes, randomText, Secret } from '@keyshift/base';
import { findJson } from './find-json.ts';
import { writePrivateJson } from './write-private-json.ts';

type Stored = {
  sealingKey: string;
  accessKeyId: string;
  secretAccessKey: string;
  masterPassword: string;
  passwords: Record<string, string>;
};

export type Secrets = {
  /** 32 bytes, hex: seals private keys at rest and session tokens. */
  readonly sealingKey: Secret;
  readonly rootCredentials: { readonly accessKeyId: string; readonly secretAccessKey: Secret };
  readonly masterPassword: Secret;
  /** The password made for this person, kept so that `keyshift info` can show it. */
  passwordFor(username: string): Promise<Secret>;
  /** Names of those whose password was made here. */
  knownPeople(): readonly string[];
};

export async function loadOrCreateSecrets(file: string, random: RandomBytes): Promise<Secrets> {
  const found = await findJson<Stored>(file);
  const stored = found ?? create(random);
  if (found === undefined) await writePrivateJson(file, stored);
  return {
    sealingKey: new Secret(stored.sealingKey),
    rootCredentials: { accessKeyId: stored.accessKeyId, secretAccessKey: new Secret(stored.secretAccessKey) },
    masterPassword: new Secret(stored.masterPassword),
    knownPeople: () => Object.keys(stored.passwords),
    async passwordFor(username) {
      const known = stored.passwords[username];
      if (known !== undefined) return new Secret(known);
      const password = newPassword(random);
      stored.passwords[username] = password;
      await writePrivateJson(file, stored);
      return new Secret(password);
    },
  };
}

function create(random: RandomBytes): Stored {
  return {
    sealingKey: Buffer.from(random(32)).toString('hex'),
    accessKeyId: `AKIA${base32(16, random)}`,
    secretAccessKey: Buffer.from(random(30)).toString('base64url'),
    // Redshift asks for an upper-case letter, a lower-case letter and a digit.
    masterPassword: `Km1${randomText(29, random)}`,
    passwords: {},
  };
}

/** Easy to type, hard to guess: 80 random bits in four groups. */
function newPassword(random: RandomBytes): string {
  return Array.from({ length: 4 }, () => randomText(4, random)).join('-');
}

function base32(length: number, random: RandomBytes): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return Array.from(random(length), (byte) => alphabet.charAt(byte & 31)).join('');
}
