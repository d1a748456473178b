// Starts an embedded PostgreSQL server in a directory: identity, home, programs, leftovers, data, rules, process.
import { lchown, mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Log } from '@keyshift/base';
import { openDatabase } from '../database.ts';
import { isDatabaseError } from '../database-error.ts';
import { postgresErrors } from '../errors.ts';
import { type Account, findIdentity } from './account.ts';
import { findBinaries } from './binaries.ts';
import { filesOf } from './files.ts';
import { parentsOf, prepareHome } from './home.ts';
import { initialize, writeAccessRules } from './initialize.ts';
import { launch, type ServerProcess, serverProgram } from './launch.ts';
import { stopLeftover } from './leftover.ts';
import { SOCKET_PORT, SUPERUSER, serverArguments } from './settings.ts';
import { prepareSocketDirectory, type SocketDirectory } from './socket-directory.ts';

type SocketTarget = { socketDirectory: string; port: number; user: string; database: string };

export type PostgresServer = {
  readonly socketDirectory: string;
  readonly port: number;
  readonly superuser: string;
  /** Where to connect; as the superuser unless `user` names another role (no password: the kernel vouches for us). */
  target(database: string, user?: string): SocketTarget;
  /** Creates the database when absent. */
  ensureDatabase(name: string): Promise<void>;
  readonly processId: number;
  /** Ends sessions, writes everything, and returns when the process is gone. May be called twice. */
  stop(): Promise<void>;
};

export type StartOptions = {
  /** Made if absent. Holds data, socket and log, or a text file MOVED that names the place (see `prepareHome`). */
  directory: string;
  log: Log;
  /** PostgreSQL settings; those that keep the server private and durable cannot be changed. */
  settings?: Record<string, string>;
  /** A bin directory with `initdb` and `postgres` to use instead of what would be found. */
  binaries?: string;
};

/**
 * Starts the server, first making or recovering its data, and waits until it answers. Runs under an unprivileged
 * account when we are root. Throws `postgres.*`; then nothing is left running.
 */
export async function startPostgres(options: StartOptions): Promise<PostgresServer> {
  const directory = resolve(options.directory);
  const identity = await findIdentity(directory);
  await makeDirectory(directory, identity.account);
  const files = filesOf(await prepareHome(directory, identity));
  const choice = options.binaries === undefined ? {} : { choice: options.binaries };
  const binaries = await findBinaries({ account: identity.account, ...choice });
  await stopLeftover(files, identity.account, options.log);
  await initialize(files, binaries, identity);
  await writeAccessRules(files, identity);
  const socket = await prepareSocketDirectory(files, identity.account);
  const parameters = serverArguments({
    data: files.data,
    socketDirectory: socket.path,
    ownerProcessId: process.pid,
    settings: options.settings ?? {},
  });
  const server = await launch({
    program: serverProgram(binaries.directory),
    parameters,
    account: identity.account,
    logFile: files.log,
    socketDirectory: socket.path,
  }).catch(async (error: unknown) => {
    await socket.remove();
    throw error;
  });
  options.log('info', 'postgres.started', { processId: server.processId, version: binaries.version });
  return describeServer(server, socket, options.log);
}

// What is made here under root belongs to the server's account, which must pass through it.
async function makeDirectory(directory: string, account: Account | undefined): Promise<void> {
  try {
    const first = await mkdir(directory, { recursive: true, mode: 0o700 });
    if (first === undefined || account === undefined) return;
    const made = [directory, ...parentsOf(directory)].filter((path) => path.startsWith(first));
    for (const path of made) await lchown(path, account.uid, account.gid);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown reason';
    throw postgresErrors.directoryUnusable({ directory, reason });
  }
}

function describeServer(server: ServerProcess, socket: SocketDirectory, log: Log): PostgresServer {
  let isStopping = false;
  void server.exited.then(() => {
    if (!isStopping) log('error', 'postgres.exited', { processId: server.processId });
  });
  const target = (database: string, user: string = SUPERUSER): SocketTarget => ({
    socketDirectory: socket.path,
    port: SOCKET_PORT,
    user,
    database,
  });
  return {
    socketDirectory: socket.path,
    port: SOCKET_PORT,
    superuser: SUPERUSER,
    target,
    ensureDatabase: (name) => ensureDatabase(target('postgres'), name),
    processId: server.processId,
    async stop(): Promise<void> {
      isStopping = true;
      await server.stop();
      await socket.remove();
    },
  };
}

async function ensureDatabase(target: SocketTarget, name: string): Promise<void> {
  const database = openDatabase(target, { maxConnections: 1 });
  try {
    const found = await database.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.length > 0) return;
    await database.query(`CREATE DATABASE "${name.replaceAll('"', '""')}"`);
  } catch (error) {
    // 42P04 duplicate_database, or 23505 on the catalogue: another connection was a moment faster.
    if (!isDatabaseError(error, '42P04') && !isDatabaseError(error, '23505')) throw error;
  } finally {
    await database.close();
  }
}
