// Fetches a stock driver once per recipe, so that a second run needs no registry.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { run } from '../program.ts';

export type Installation = {
  /** Where it is kept. */
  readonly folder: string;
  /** The file that says what is installed: another content installs anew. */
  readonly recipe: string;
  /** Programs with arguments, run in order. */
  readonly steps: readonly (readonly [program: string, ...args: string[]])[];
};

const POLL_MS = 250;

/** Makes the lock file with our process id; false while a process that lives holds it. */
function takeLock(lock: string): boolean {
  try {
    writeFileSync(lock, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch {
    if (isAbandoned(lock)) rmSync(lock, { force: true });
    return false;
  }
}

/** Left by a process that was killed. One that is gone or not yet written is not. */
function isAbandoned(lock: string): boolean {
  const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
  return owner !== 0 && !existsSync(`/proc/${owner}`);
}

/**
 * Undefined when it is there, else what the first failing step printed. Of two test files that need it at the same time
 * one installs and the other waits.
 */
export async function installOnce({ folder, recipe, steps }: Installation): Promise<string | undefined> {
  const digest = createHash('sha256').update(readFileSync(recipe)).digest('hex').slice(0, 16);
  const stamp = join(folder, `installed-${digest}`);
  const lock = `${folder}.lock`;
  mkdirSync(dirname(folder), { recursive: true });
  while (!existsSync(stamp) && !takeLock(lock)) await setTimeout(POLL_MS);
  if (existsSync(stamp)) return undefined;
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const [program, ...args] of steps) {
      const { status, stdout, stderr } = await run(program, args);
      if (status !== 0) return `${program} ${args.join(' ')}: ${(stderr + stdout).slice(0, 300)}`;
    }
    writeFileSync(stamp, '');
    return undefined;
  } finally {
    rmSync(lock, { force: true });
  }
}
