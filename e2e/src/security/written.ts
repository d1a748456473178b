// Everything that a running Keyshift wrote, as files: its data directory, and what it gives out.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import type { AdminApi } from '../interop/admin-api.ts';
import type { Keyshift } from '../keyshift.ts';
import { run } from '../program.ts';

/** What the process prints from now on. */
export function collectOutput({ process: child }: Keyshift): { read(): string } {
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { read: () => Buffer.concat(chunks).toString() };
}

/** Every row of every table: pg_dump must be of the server's own version, and none comes with it. */
async function dumpDatabase(data: string): Promise<string> {
  const target: { socketDirectory: string; port: number; user: string; database: string } = JSON.parse(
    readFileSync(join(data, 'directory-database.json'), 'utf8'),
  );
  const { socketDirectory: host, ...place } = target;
  const client = new Client({ host, ...place });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const lines: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(`SELECT one::text AS line FROM ${name} one`);
      lines.push(name, ...rows.map(({ line }) => line));
    }
    return lines.join('\n');
  } finally {
    await client.end();
  }
}

/** Puts what it gives out beside the data directory, one file each; gives their folder. `output`: see collectOutput. */
export async function collectWritten(keyshift: Keyshift, o: { api: AdminApi; output: string }): Promise<string> {
  const folder = join(keyshift.data, '../written');
  mkdirSync(folder);
  const { items } = await o.api.call<{ items: { id: string }[] }>('GET', '/traces?limit=200');
  const traces = await Promise.all(items.map(({ id }) => o.api.call('GET', `/traces/${id}`)));
  const texts = {
    output: JSON.stringify(keyshift.events) + o.output,
    'audit-export.jsonl': await o.api.text('/api/v1/audit/export', { withKey: true }),
    'audit.json': JSON.stringify(await o.api.call('GET', '/audit?limit=200')),
    'traces.json': JSON.stringify(traces),
    'people.csv': await o.api.text('/api/v1/people/export', { withKey: true }),
    'dump.sql': await dumpDatabase(keyshift.data),
  };
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text);
  return folder;
}

/** The forms in which a text can lie in a file. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  // The ends of base64 depend on what stands beside the text.
  const inside = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  const texts = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), bytes.toString('hex')];
  return [...new Set([...texts, ...inside.filter((one) => one.length >= 12)])];
}

async function grep(folders: readonly string[], args: readonly string[], input = ''): Promise<string[]> {
  const all = ['-rla', ...args, ...folders];
  const { status, stdout, stderr } = await run('grep', all, { input, env: { LC_ALL: 'C' } });
  // A file that went while it was read is no failure: PostgreSQL removes its own.
  if (status !== 1 && stdout === '') throw new Error(`grep: ${stderr}`);
  return stdout.split('\n').filter((line) => line !== '');
}

/** Files below the folders in which one of the texts is found, in clear or in a usual encoding. */
export function findTexts(folders: readonly string[], texts: readonly string[]): Promise<string[]> {
  if (texts.some((text) => text.length < 8)) throw new Error('too short to be looked for');
  return grep(folders, ['-F', '-f', '-'], `${texts.flatMap(formsOf).join('\n')}\n`);
}

// In PEM; and the start of every PKCS #8 RSA key as base64, bytes and hexadecimal digits.
const PRIVATE_KEY =
  'PRIVATE KEY|IBADANBgkqhkiG9w0BAQEFAASC|\\x02\\x01\\x00\\x30\\x0d\\x06\\x09\\x2a\\x86\\x48\\x86\\xf7\\x0d\\x01\\x01\\x01\\x05\\x00\\x04\\x82|020100300d06092a864886f70d0101010500048';

/** Files that hold a private key in clear, with their modes. */
export async function findPrivateKeys(folders: readonly string[]): Promise<string[]> {
  const found = await grep(folders, ['-P', PRIVATE_KEY]);
  return found.map((path) => `${path} ${(statSync(path).mode & 0o777).toString(8)}`);
}
