// Runs the server process: spawned in a process group of its own, ready when it accepts a login, stopped in order.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { postgresErrors } from '../errors.ts';
import type { Account } from './account.ts';
import { openLogFile } from './private-files.ts';
import { SOCKET_PORT, SUPERUSER } from './settings.ts';

export type LaunchInput = {
  readonly program: string;
  readonly parameters: readonly string[];
  readonly account: Account | undefined;
  readonly logFile: string;
  readonly socketDirectory: string;
};
export type ServerProcess = { readonly processId: number; readonly exited: Promise<void>; stop(): Promise<void> };

const POLL_MS = 10;
// Recovery after a crash can take long; a server that neither exits nor answers for this long is hopeless.
const START_LIMIT_MS = 180_000;
const STOP_LIMIT_MS = 30_000;

/** Starts the server and waits until it answers. Throws `postgres.start_failed`; then no process is left. */
export async function launch(input: LaunchInput): Promise<ServerProcess> {
  const log = await openLogFile(input.logFile, input.account);
  try {
    const before = (await log.stat()).size;
    const child = await spawnServer(input, log.fd);
    const exited = once(child, 'exit').then(() => undefined);
    const stop = stopOnce(child, exited);
    if (!(await isReadyInTime(child, input.socketDirectory))) {
      await stop();
      const words = Buffer.alloc(4_096);
      const { bytesRead } = await log.read(words, 0, words.length, before);
      throw startError(input.logFile, words.subarray(0, bytesRead).toString('utf8'));
    }
    // A server must not keep our process alive by itself; whoever waits for its end holds it again.
    child.unref();
    return { processId: child.pid ?? 0, exited, stop };
  } finally {
    await log.close();
  }
}

function startError(logFile: string, output: string): Error {
  if (output.includes('No space left on device')) return postgresErrors.diskFull({ cause: new Error(output) });
  const lines = output.trim().split('\n');
  const telling = lines.findLast((line) => /FATAL|PANIC|error while/.test(line)) ?? lines.at(-1);
  return postgresErrors.startFailed({ logFile, output: telling === undefined || telling === '' ? 'none' : telling });
}

async function spawnServer(input: LaunchInput, logDescriptor: number): Promise<ChildProcess> {
  const owner = input.account === undefined ? {} : { uid: input.account.uid, gid: input.account.gid };
  const child = spawn(input.program, input.parameters, {
    ...owner,
    cwd: '/',
    env: { LC_ALL: 'C' },
    stdio: ['ignore', logDescriptor, logDescriptor],
    // Its own process group: a terminal's Ctrl-C must not reach it before our orderly stop.
    detached: true,
  });
  try {
    await once(child, 'spawn');
  } catch (error) {
    const output = error instanceof Error ? error.message : 'it could not be run';
    throw postgresErrors.startFailed({ logFile: input.logFile, output });
  }
  return child;
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}

async function isReadyInTime(child: ChildProcess, socketDirectory: string): Promise<boolean> {
  const deadline = performance.now() + START_LIMIT_MS;
  while (isRunning(child) && performance.now() < deadline) {
    if (await isAnswering(socketDirectory)) return true;
    await sleep(POLL_MS);
  }
  return false;
}

async function isAnswering(socketDirectory: string): Promise<boolean> {
  const client = new pg.Client({
    host: socketDirectory,
    port: SOCKET_PORT,
    user: SUPERUSER,
    database: 'postgres',
    ssl: false,
    password: '',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

// Fast shutdown first (SIGINT: sessions are ended, everything is written); immediate (SIGQUIT) leaves the rest to
// crash recovery.
function stopOnce(child: ChildProcess, exited: Promise<void>): () => Promise<void> {
  let stopping: Promise<void> | undefined;
  return () => {
    stopping ??= (async () => {
      if (!isRunning(child)) return;
      child.ref();
      child.kill('SIGINT');
      const patience = setTimeout(() => child.kill('SIGQUIT'), STOP_LIMIT_MS);
      await exited.finally(() => clearTimeout(patience));
    })();
    return stopping;
  };
}

export function serverProgram(binDirectory: string): string {
  return join(binDirectory, 'postgres');
}
