// Sends requests from a process of its own, and tells how long they took.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Load } from './load-process.ts';

export async function secondsFor(load: Load): Promise<number> {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  const client = fork(fileURLToPath(new URL(`./load-process.${extension}`, import.meta.url)));
  client.send(load);
  const [taken] = await Promise.race([once(client, 'message'), failure(client)]);
  return taken as number;
}

async function failure(client: ChildProcess): Promise<never> {
  const [code] = await once(client, 'exit');
  throw new Error(`the load generator ended with ${code} before it had measured`);
}
