// Whether a program of the system is there, for tests that compare with it.
import { spawnSync } from 'node:child_process';

export function hasProgram(name: string): boolean {
  return spawnSync(name, ['--version']).error === undefined;
}
