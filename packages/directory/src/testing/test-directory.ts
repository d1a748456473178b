// A directory on a PostgreSQL server of its own, for tests: real database, cheap password hashes, a clock to turn.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret, silentLog } from '@keyshift/base';
import { type Database, openDatabase, prepareDataDirectory, startPostgres } from '@keyshift/postgres';
import { createDirectory, type Directory, type DirectoryDeps, migrateDirectory } from '../index.ts';

export type TestDirectory = {
  directory: Directory;
  database: Database;
  clock: { now: Date };
  deps: DirectoryDeps;
  stop(): Promise<void>;
};

export async function startTestDirectory(): Promise<TestDirectory> {
  const folder = mkdtempSync(join(tmpdir(), 'keyshift-directory-'));
  await prepareDataDirectory(folder);
  const server = await startPostgres({
    directory: join(folder, 'pg'),
    log: silentLog,
    settings: { synchronous_commit: 'off' },
  });
  await server.ensureDatabase('keyshift');
  const database = openDatabase(server.target('keyshift'));
  await migrateDirectory(database);
  const clock = { now: new Date('2026-11-23T12:00:00Z') };
  const deps: DirectoryDeps = {
    database,
    now: () => clock.now,
    random: randomBytes,
    sealingKey: new Secret('ab'.repeat(32)),
    passwordHashing: { memoryKib: 64, passes: 1 },
    createKey: async () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      return { certificatePem: 'CERTIFICATE', privateKeyPem: new Secret(pem) };
    },
  };
  return {
    directory: createDirectory(deps),
    database,
    clock,
    deps,
    async stop() {
      await database.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
