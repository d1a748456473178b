// One PostgreSQL server for all test files of a run (a Vitest global set-up): making a cluster costs each more than its tests.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@keyshift/base';
import type { TestProject } from 'vitest/node';
import { prepareDataDirectory, startPostgres } from '../index.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the run's server listens; see `createTestDatabase`. */
    postgres: { socketDirectory: string; port: number; user: string };
  }
}

/** Starts the server before the first test file; the function that it returns stops it after the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'keyshift-tests-'));
  await prepareDataDirectory(directory);
  const server = await startPostgres({
    directory: join(directory, 'pg'),
    log: silentLog,
    settings: { synchronous_commit: 'off' },
  });
  const { socketDirectory, port, superuser } = server;
  project.provide('postgres', { socketDirectory, port, user: superuser });
  return async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
