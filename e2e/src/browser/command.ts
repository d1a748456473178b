// Makes a program that clients can start as their browser, in which a given person signs in.
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Info } from '@keyshift/cli';
import { REPOSITORY } from '../keyshift.ts';
import type { Login } from './sign-in.ts';

/** The path of a program that takes an address; its directory is private because it holds the password. */
export function createBrowserCommand({ web, caFile }: Info, { username, password }: Login): string {
  const directory = mkdtempSync(join(tmpdir(), 'keyshift-browser-'));
  const person = join(directory, 'person.json');
  writeFileSync(person, JSON.stringify({ web, caFile, username, password }), { mode: 0o600 });
  const command = join(directory, 'browser');
  const program = join(REPOSITORY, 'e2e/src/browser/program.ts');
  const tsx = join(REPOSITORY, 'node_modules/tsx/dist/loader.mjs');
  const line = `exec '${process.execPath}' --import '${tsx}' '${program}' "$1" > '${directory}/log' 2>&1`;
  writeFileSync(command, `#!/bin/sh\nexport KEYSHIFT_TEST_PERSON='${person}'\n${line}\n`);
  chmodSync(command, 0o700);
  return command;
}
