// JSON in files that only their owner may read, replaced as a whole.
import { writePrivateFile } from '@keyshift/http';

export function writePrivateJson(file: string, value: unknown): Promise<void> {
  return writePrivateFile(file, `${JSON.stringify(value, undefined, 2)}\n`);
}
