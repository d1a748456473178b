// The layout of a server's home.
import { join } from 'node:path';

export type ServerFiles = { readonly home: string; readonly data: string; readonly run: string; readonly log: string };

export function filesOf(home: string): ServerFiles {
  return { home, data: join(home, 'data'), run: join(home, 'run'), log: join(home, 'server.log') };
}
