// A file that was named on the command line.
import { readFile } from 'node:fs/promises';
import { cliErrors } from '../errors.ts';

/** Throws `cli.file_unreadable`. */
export async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    throw cliErrors.fileUnreadable({ file, reason: error instanceof Error ? error.message : String(error) });
  }
}

/** Throws `cli.file_unreadable`. */
export async function readText(file: string): Promise<string> {
  return Buffer.from(await readBytes(file)).toString('utf8');
}
