// A foreign service provider as a program: its own folder, a free port, an account without rights, and its end.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { request } from 'undici';

export type ServiceProvider = {
  readonly origin: string;
  /** The document it makes itself. */
  metadata(): Promise<string>;
  stop(): Promise<void>;
};

export type Program = {
  readonly origin: string;
  readonly folder: string;
  readonly metadataPath: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly env?: Readonly<Record<string, string>>;
};

type Account = { readonly uid: number; readonly gid: number };

/** Under root, the account that owns nothing; else oneself. */
function unprivileged(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const numberOf = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: numberOf('-u'), gid: numberOf('-g') };
}

/** A folder that only the service provider's account can read, with a key pair as most administrators make one. */
export function newFolder(filesIn: (folder: string) => Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyshift-sp-'));
  const files = { ...filesIn(folder), log: '' };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30', '-subj', '/CN=service provider'],
      ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')],
    ],
    { stdio: 'ignore' },
  );
  const account = unprivileged();
  const all = [folder, ...[...Object.keys(files), 'key.pem', 'certificate.pem'].map((name) => join(folder, name))];
  if (account !== undefined) for (const path of all) chownSync(path, account.uid, account.gid);
  chmodSync(folder, 0o700);
  return folder;
}

async function whenAnswering(child: ChildProcess, url: string, log: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the service provider ended: ${readFileSync(log, 'utf8')}`);
    const status = await request(url).then(
      async (response) => {
        await response.body.dump();
        return response.statusCode;
      },
      () => undefined,
    );
    if (status === 200) return;
    if (status !== undefined) throw new Error(`the service provider answers ${status}: ${readFileSync(log, 'utf8')}`);
    await delay(100);
  }
}

/** Starts it and waits until it gives out its metadata. */
export async function startServiceProvider(o: Program): Promise<ServiceProvider> {
  const [program, ...args] = o.command;
  const log = join(o.folder, 'log');
  const child = spawn(program, args, {
    cwd: o.folder,
    env: { PATH: `${process.env['PATH']}:/usr/sbin`, HOME: o.folder, TMPDIR: o.folder, ...o.env },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...unprivileged(),
  });
  child.stderr.on('data', (chunk: Buffer) => writeFileSync(log, chunk, { flag: 'a' }));
  await whenAnswering(child, `${o.origin}${o.metadataPath}`, log);
  return {
    origin: o.origin,
    metadata: async () => (await request(`${o.origin}${o.metadataPath}`)).body.text(),
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      rmSync(o.folder, { recursive: true, force: true });
    },
  };
}
