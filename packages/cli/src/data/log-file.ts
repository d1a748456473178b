// The log of a running Keyshift: one JSON object a line, in a file only its owner can read.
import { createWriteStream } from 'node:fs';
import type { Log, Now } from '@keyshift/base';

export type LogFile = { readonly log: Log; close(): Promise<void> };

export function openLogFile(file: string, now: Now): LogFile {
  const stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
  // A log that cannot be written must not take the service down; audit records are what fails closed.
  stream.on('error', () => undefined);
  return {
    log(level, event, fields = {}) {
      if (level === 'debug') return;
      stream.write(`${JSON.stringify({ at: now().toISOString(), level, event, ...fields })}\n`);
    },
    close: () => new Promise((resolve) => stream.end(resolve)),
  };
}
