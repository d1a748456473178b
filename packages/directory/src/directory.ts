// The directory as one object: functions grouped by noun.
import type { Now, RandomBytes, Secret } from '@keyshift/base';
import { type Database, migrate } from '@keyshift/postgres';
import { type ApiKeys, createApiKeys } from './api-key/store.ts';
import { type Applications, createApplications } from './application/store.ts';
import { type Audit, createAudit } from './audit/store.ts';
import { createCommonPasswords } from './credential/common-passwords.ts';
import { createPasswordHashing, type PasswordHashingOptions } from './credential/password-hashing.ts';
import { type Credentials, createCredentials } from './credential/store.ts';
import type { CreateApplicationKey } from './deps.ts';
import { createFactors, type Factors } from './factor/store.ts';
import { createGroups, type Groups } from './group/store.ts';
import { parseSealingKey } from './key/seal.ts';
import { createKeys, type Keys } from './key/store.ts';
import { directoryMigrations } from './migrations/all.ts';
import { createPeople, type People } from './person/store.ts';
import { createSettings, type SettingsStore } from './settings/store.ts';

export type DirectoryDeps = {
  readonly database: Database;
  readonly now: Now;
  readonly random: RandomBytes;
  /** 32 bytes as 64 hexadecimal digits; seals the applications' private keys. */
  readonly sealingKey: Secret;
  /** Makes an application's signing key, such as `createSelfSignedCertificate` of @keyshift/http. */
  readonly createKey: CreateApplicationKey;
  readonly passwordHashing?: PasswordHashingOptions;
};
export type Directory = {
  readonly people: People;
  readonly groups: Groups;
  readonly credentials: Credentials;
  readonly factors: Factors;
  readonly settings: SettingsStore;
  readonly apiKeys: ApiKeys;
  readonly applications: Applications;
  readonly keys: Keys;
  readonly audit: Audit;
};

/** Brings the schema `directory` up to date; call it before `createDirectory` is used. */
export function migrateDirectory(database: Database): Promise<void> {
  return migrate(database, 'directory', directoryMigrations);
}

/** Throws `directory.sealing_key_invalid`. */
export function createDirectory(deps: DirectoryDeps): Directory {
  const { database, now, random, createKey } = deps;
  const sealingKey = parseSealingKey(deps.sealingKey);
  const passwordHashing = createPasswordHashing(deps.passwordHashing);
  const isCommonPassword = createCommonPasswords();
  const stores = { database, now, random, sealingKey, passwordHashing, isCommonPassword, createKey };
  const keys = createKeys(stores);
  return {
    people: createPeople(stores),
    groups: createGroups(stores),
    credentials: createCredentials(stores),
    factors: createFactors(stores),
    settings: createSettings(stores),
    apiKeys: createApiKeys(stores),
    applications: createApplications(stores, keys),
    keys,
    audit: createAudit({ database, now }),
  };
}
