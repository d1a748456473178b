// Reads JSON that Keyshift wrote; apart from the writing, which loads more than a quick command should.
import { readFile } from 'node:fs/promises';

/** The parsed file, or undefined if there is none. */
export async function findJson<Value>(file: string): Promise<Value | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as Value);
}
