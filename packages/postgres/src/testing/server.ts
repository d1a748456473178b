// A real server in a fresh directory, for tests.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '@keyshift/base';
import { type PostgresServer, prepareDataDirectory, startPostgres } from '../index.ts';

export type TestServer = { readonly server: PostgresServer; stop(): Promise<void> };

export async function startTestServer(): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'postgres-test-'));
  await prepareDataDirectory(directory);
  const server = await startPostgres({ directory: join(directory, 'pg'), log: silentLog });
  await server.ensureDatabase('test');
  return {
    server,
    async stop() {
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
