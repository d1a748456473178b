// A whole Keyshift as its users start it: the command `keyshift up --demo --json` on free ports and a fresh directory.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Info } from '@keyshift/cli';
import { findFreePorts } from './ports.ts';
import { type Outcome, type RunOptions, run } from './program.ts';

export const REPOSITORY = resolve(import.meta.dirname, '../..');
export const BIN = join(REPOSITORY, 'packages/cli/bin/keyshift.js');

export type Keyshift = {
  readonly info: Info;
  readonly data: string;
  readonly listenPort: number;
  readonly process: ChildProcess;
  readonly events: readonly { event: string }[];
  /** Runs another command of Keyshift on the same data directory. */
  command(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  /** Ends it as Ctrl-C does and waits; the data stays. */
  stop(): Promise<number | null>;
};

export type StartOptions = { readonly data?: string; readonly ports?: readonly number[]; readonly demo?: boolean };

export function newDataDirectory(): string {
  const parent = mkdtempSync(join(tmpdir(), 'keyshift-e2e-'));
  // As a project's folder is: the account that runs PostgreSQL under root may pass through it.
  chmodSync(parent, 0o755);
  return join(parent, 'data');
}

export async function removeData(data: string): Promise<void> {
  await rm(join(data, '..'), { recursive: true, force: true });
}

/** Command-line flags of `up` for four ports: web, AWS, cluster, browser listener. */
export function portFlags([web, aws, cluster, listen]: readonly number[]): string[] {
  return ['--web-port', `${web}`, '--aws-port', `${aws}`, '--cluster-port', `${cluster}`, '--listen-port', `${listen}`];
}

/** Starts it and waits until it says that it is ready. */
export async function startKeyshift(options: StartOptions = {}): Promise<Keyshift> {
  const data = options.data ?? newDataDirectory();
  const ports = options.ports ?? (await findFreePorts(4));
  const demo = options.demo === false ? [] : ['--demo'];
  const child = spawn(process.execPath, [BIN, 'up', ...demo, '--json', '--data', data, ...portFlags(ports)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints += chunk;
  });
  const events: ({ event: string } & Info)[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    events.push(JSON.parse(line));
    if (events.at(-1)?.event === 'ready') break;
  }
  const info = events.at(-1);
  if (info?.event !== 'ready') throw new Error(`keyshift up ended before it was ready: ${complaints}`);
  return {
    info,
    data,
    listenPort: ports[3] ?? 0,
    process: child,
    events,
    command: (args, runOptions) => run(process.execPath, [BIN, ...args, '--data', data], runOptions),
    async stop() {
      if (child.exitCode !== null) return child.exitCode;
      child.kill('SIGINT');
      await once(child, 'exit');
      return child.exitCode;
    },
  };
}
