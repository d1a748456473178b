// What the directory's stores work with.
import type { KeyObject } from 'node:crypto';
import type { Now, RandomBytes, Secret } from '@keyshift/base';
import type { Database } from '@keyshift/postgres';
import type { IsCommonPassword } from './credential/common-passwords.ts';
import type { PasswordHashing } from './credential/password-hashing.ts';
import type { KeyAlgorithm } from './key/certificate.ts';

/** Makes an application's signing key with its self-signed certificate; RSA-2048 unless told. */
export type CreateApplicationKey = (o: {
  commonName: string;
  now: Date;
  years: number;
  algorithm?: KeyAlgorithm;
}) => Promise<{ certificatePem: string; privateKeyPem: Secret }>;

export type StoreDeps = {
  readonly database: Database;
  readonly now: Now;
  readonly random: RandomBytes;
  readonly passwordHashing: PasswordHashing;
  readonly isCommonPassword: IsCommonPassword;
  readonly sealingKey: KeyObject;
  readonly createKey: CreateApplicationKey;
};
