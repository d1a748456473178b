// The control database server: directory and rehearsal state, a database each.
import type { Log } from '@keyshift/base';
import {
  type Database,
  type DatabaseTarget,
  openDatabase,
  type PostgresServer,
  startPostgres,
} from '@keyshift/postgres';

const DIRECTORY_DATABASE = 'directory';
const REHEARSAL_DATABASE = 'rehearsal';

export type Control = {
  readonly directory: Database;
  readonly rehearsal: Database;
  /** How another process of the same user reaches the directory's database. */
  readonly directoryTarget: DatabaseTarget;
  stop(): Promise<void>;
};

export async function startControl(directory: string, log: Log): Promise<Control> {
  const server = await startPostgres({ directory, log });
  try {
    const databases = {
      directory: await openOwn(server, DIRECTORY_DATABASE),
      rehearsal: await openOwn(server, REHEARSAL_DATABASE),
    };
    return {
      ...databases,
      directoryTarget: server.target(DIRECTORY_DATABASE),
      async stop() {
        await Promise.all([databases.directory.close(), databases.rehearsal.close()]);
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function openOwn(server: PostgresServer, name: string): Promise<Database> {
  await server.ensureDatabase(name);
  return openDatabase(server.target(name));
}
