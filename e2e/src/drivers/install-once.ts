// Fetches a stock driver once per recipe, so that a second run needs no registry.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../program.ts';

export type Installation = {
  /** Where it is kept. */
  readonly folder: string;
  /** The file that says what is installed: another content installs anew. */
  readonly recipe: string;
  /** Programs with arguments, run in order. */
  readonly steps: readonly (readonly [program: string, ...args: string[]])[];
};

/** Undefined when it is there, else what the first failing step printed. */
export async function installOnce({ folder, recipe, steps }: Installation): Promise<string | undefined> {
  const stamp = join(
    folder,
    `installed-${createHash('sha256').update(readFileSync(recipe)).digest('hex').slice(0, 16)}`,
  );
  if (existsSync(stamp)) return undefined;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [program, ...args] of steps) {
    const { status, stdout, stderr } = await run(program, args);
    if (status !== 0) return `${program} ${args.join(' ')}: ${(stderr + stdout).slice(0, 300)}`;
  }
  writeFileSync(stamp, '');
  return undefined;
}
