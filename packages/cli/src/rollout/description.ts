// The demo's description, and how a description is read and moved to other ports.
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Description, parseDescription } from '@keyshift/rollout';
import type { Settings } from '../config.ts';
import { cliErrors } from '../errors.ts';

export const DEMO_FILE: string = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'demo', 'keyshift.yaml');

/** Throws `cli.file_unreadable`, `rollout.description_invalid`. */
export async function readDescription(file: string): Promise<Description> {
  return parseDescription(await readTextFile(file), file);
}

/** The demo, with its cluster and its browser listener on the ports that were asked for. */
export async function readDemo({ clusterPort, listenPort }: Settings): Promise<Description> {
  const description = await readDescription(DEMO_FILE);
  const acsUrl = new URL(description.application.acsUrl);
  acsUrl.port = String(listenPort);
  return {
    ...description,
    application: { ...description.application, acsUrl: acsUrl.href },
    cluster: { ...description.cluster, port: clusterPort },
  };
}

/** Reads the scripts that a description names, relative to its own file. */
export function scriptReader(descriptionFile: string): (file: string) => Promise<string> {
  return (file) => readTextFile(resolve(dirname(descriptionFile), file));
}

async function readTextFile(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw cliErrors.fileUnreadable({ file, reason: error.code === 'ENOENT' ? 'there is no such file' : error.message });
  });
}
