// Keyshift's own directory on a database, with the secrets of its data directory: the same for `up` and for a rollout beside it.
import type { Now, RandomBytes } from '@keyshift/base';
import { createDirectory, type Directory } from '@keyshift/directory';
import { createSelfSignedCertificate } from '@keyshift/http';
import type { Database } from '@keyshift/postgres';
import type { Secrets } from './data/secrets.ts';

export type DirectoryInput = {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly now: Now;
  readonly random: RandomBytes;
};

export function openDirectory({ database, secrets, now, random }: DirectoryInput): Directory {
  const { sealingKey } = secrets;
  return createDirectory({ database, now, random, sealingKey, createKey: createSelfSignedCertificate });
}
