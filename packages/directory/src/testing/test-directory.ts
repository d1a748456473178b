// A directory in a PostgreSQL database of its own, for tests: real database, cheap password hashes, a clock to turn.
import { createPublicKey, randomBytes } from 'node:crypto';
import { Secret } from '@keyshift/base';
import type { Database } from '@keyshift/postgres';
import { createTestDatabase } from '@keyshift/postgres/testing';
import {
  type CreateApplicationKey,
  createDirectory,
  type Directory,
  type DirectoryDeps,
  migrateDirectory,
} from '../index.ts';
import { generateTestKey, selfSigned } from './self-signed.ts';

export type TestDirectory = {
  directory: Directory;
  database: Database;
  clock: { now: Date };
  deps: DirectoryDeps;
  stop(): Promise<void>;
};

export async function startTestDirectory(): Promise<TestDirectory> {
  const { database, drop } = await createTestDatabase();
  await migrateDirectory(database);
  const clock = { now: new Date('2026-11-23T12:00:00Z') };
  const deps: DirectoryDeps = {
    database,
    now: () => clock.now,
    random: randomBytes,
    sealingKey: new Secret('ab'.repeat(32)),
    passwordHashing: { memoryKib: 64, passes: 1 },
    createKey: async (o) => testKey(o),
  };
  return {
    directory: createDirectory(deps),
    database,
    clock,
    deps,
    stop: drop,
  };
}

type KeyInput = Parameters<CreateApplicationKey>[0];

/** Keys are made as by the real maker, only with the plainest certificate. */
export function testKey({ commonName, now, years, algorithm }: KeyInput): Awaited<ReturnType<CreateApplicationKey>> {
  const privateKey = generateTestKey(algorithm);
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + years);
  const certificate = { commonName, privateKey, publicKey: createPublicKey(privateKey), notBefore: now, notAfter };
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { certificatePem: selfSigned(certificate), privateKeyPem: new Secret(pem) };
}
