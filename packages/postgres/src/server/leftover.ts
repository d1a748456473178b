// Deals with the server that a killed Keyshift left running, and with the pid file of one that is gone.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Log } from '@keyshift/base';
import { postgresErrors } from '../errors.ts';
import type { Account } from './account.ts';
import type { ServerFiles } from './files.ts';
import { replaceFile } from './private-files.ts';
import { OWNER_SETTING } from './settings.ts';

export type RunningProcess = { readonly parentId: number; readonly commandLine: string };
export type Leftover =
  | { readonly kind: 'none' }
  | { readonly kind: 'otherProgram' }
  | { readonly kind: 'owned'; readonly ownerProcessId: number }
  | { readonly kind: 'orphan' };

const run = promisify(execFile);

/** What the process named in the pid file is: nothing, a program that got the same number, or a server of `data`. */
export function decideLeftover(found: RunningProcess | undefined, data: string): Leftover {
  if (found === undefined) return { kind: 'none' };
  if (!`${found.commandLine} `.includes(`-D ${data} `)) return { kind: 'otherProgram' };
  const owner = new RegExp(`${OWNER_SETTING.replace('.', '\\.')}=(\\d+)`).exec(found.commandLine)?.[1];
  // An orphan gets another parent, so a server whose parent is still its owner is in use.
  if (owner !== undefined && Number(owner) === found.parentId) {
    return { kind: 'owned', ownerProcessId: found.parentId };
  }
  return { kind: 'orphan' };
}

/** Stops a leftover server of this home. Throws `postgres.in_use` when a living process owns it. */
export async function stopLeftover(files: ServerFiles, account: Account | undefined, log: Log): Promise<void> {
  const pidFile = join(files.data, 'postmaster.pid');
  const text = await readFile(pidFile, 'utf8').catch(() => '');
  const processId = Number.parseInt(text, 10);
  if (!(processId > 1)) return;
  const leftover = decideLeftover(await findProcess(processId), files.data);
  if (leftover.kind === 'owned') {
    throw postgresErrors.inUse({ directory: files.home, ownerProcessId: leftover.ownerProcessId });
  }
  if (leftover.kind === 'otherProgram') {
    // PostgreSQL would take that program for its server and refuse. It accepts a number that is its own parent's, and
    // still checks by the rest of the file that no process of a crashed server lingers.
    await replaceFile(pidFile, text.replace(/^\d+/, String(process.pid)), account);
  }
  if (leftover.kind === 'orphan') await stopOrphan(processId, log);
}

async function stopOrphan(processId: number, log: Log): Promise<void> {
  log('warn', 'postgres.leftover_stopped', { processId });
  process.kill(processId, 'SIGINT');
  for (let waitedMs = 0; await isAlive(processId); waitedMs += 20) {
    if (waitedMs === 30_000) process.kill(processId, 'SIGQUIT');
    await sleep(20);
  }
}

async function isAlive(processId: number): Promise<boolean> {
  try {
    process.kill(processId, 0);
    return !(await isZombie(processId));
  } catch {
    return false;
  }
}

// In a container without an init process nobody collects an orphan's exit status; it stays listed, but is gone.
async function isZombie(processId: number): Promise<boolean> {
  const status = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '');
  return status.slice(status.lastIndexOf(')') + 2).startsWith('Z');
}

async function findProcess(processId: number): Promise<RunningProcess | undefined> {
  if (process.platform !== 'linux') return findByPs(processId);
  try {
    const status = await readFile(`/proc/${processId}/stat`, 'utf8');
    const commandLine = await readFile(`/proc/${processId}/cmdline`, 'utf8');
    // The second field is the program's name in brackets and may hold anything; count from the last bracket.
    const [, parentId] = status.slice(status.lastIndexOf(')') + 2).split(' ');
    return { parentId: Number(parentId), commandLine: commandLine.replaceAll('\0', ' ') };
  } catch {
    return undefined;
  }
}

async function findByPs(processId: number): Promise<RunningProcess | undefined> {
  const output = await run('ps', ['-o', 'ppid=,args=', '-p', String(processId)]).catch(() => ({ stdout: '' }));
  const [, parentId, commandLine] = /^\s*(\d+)\s+(.*)$/m.exec(output.stdout) ?? [];
  return parentId === undefined ? undefined : { parentId: Number(parentId), commandLine: commandLine ?? '' };
}
