// The data directory: where everything in it lies, and who runs on it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type DataFolder = ReturnType<typeof dataFolder>;

/** The places in a data directory; nothing is touched. */
export function dataFolder(directory: string): {
  readonly directory: string;
  readonly marker: string;
  readonly lock: string;
  readonly log: string;
  readonly secrets: string;
  readonly info: string;
  /** Where other commands reach the directory's database while `up` runs. */
  readonly directoryDatabase: string;
  /** Key of the admin API for other commands of the same user. */
  readonly apiKey: string;
  readonly session: string;
  readonly control: string;
  cluster(identifier: string): string;
} {
  return {
    directory,
    marker: join(directory, 'keyshift.json'),
    lock: join(directory, 'up.pid'),
    log: join(directory, 'keyshift.log'),
    secrets: join(directory, 'secrets.json'),
    info: join(directory, 'info.json'),
    directoryDatabase: join(directory, 'directory-database.json'),
    apiKey: join(directory, 'api-key.json'),
    session: join(directory, 'client', 'session.json'),
    control: join(directory, 'control'),
    cluster: (identifier) => join(directory, 'clusters', identifier),
  };
}

/** The process that runs on the directory, if one does. */
export async function findRunning(folder: DataFolder): Promise<number | undefined> {
  const text = await readFile(folder.lock, 'utf8').catch(() => '');
  const processId = Number.parseInt(text, 10);
  return Number.isInteger(processId) && isAlive(processId) ? processId : undefined;
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
