import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Log, silentLog } from '@keyshift/base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type PostgresServer, prepareDataDirectory, startPostgres } from '../index.ts';

let directory: string;
const running: PostgresServer[] = [];
const start = async (options: Partial<Parameters<typeof startPostgres>[0]> = {}): Promise<PostgresServer> => {
  const server = await startPostgres({ directory: join(directory, 'pg'), log: silentLog, ...options });
  running.push(server);
  return server;
};
const isAlive = (processId: number): boolean => {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'start-test-'));
  await prepareDataDirectory(directory);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await rm(directory, { recursive: true, force: true });
});

async function makePrograms(scripts: Record<string, string>): Promise<string> {
  const programs = join(directory, 'bin');
  await mkdir(programs);
  await chmod(programs, 0o755);
  for (const [name, body] of Object.entries(scripts)) {
    await writeFile(join(programs, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
  }
  return programs;
}

describe('startPostgres', () => {
  it('keeps the data over a restart, listens on its private socket only, and stops without a trace', async () => {
    const first = await start();
    await first.ensureDatabase('kept');
    await first.ensureDatabase('kept');
    const database = openDatabase(first.target('kept'));
    await database.query('CREATE TABLE t AS SELECT 42 AS answer');
    expect(await database.query('SHOW listen_addresses')).toEqual([{ listen_addresses: '' }]);
    await database.close();
    await first.stop();
    await first.stop();
    expect(isAlive(first.processId)).toBe(false);
    const second = await start();
    const again = openDatabase(second.target('kept'));
    expect(await again.query('SELECT answer FROM t')).toEqual([{ answer: 42 }]);
    await again.close();
    expect((await stat(second.socketDirectory)).mode & 0o777).toBe(0o700);
  });

  it('keeps passwords out of its log', async () => {
    const server = await start();
    const database = openDatabase(server.target('postgres'));
    await database.query("CREATE ROLE a PASSWORD 'canary-1'");
    await database.query("CREATE ROLE a PASSWORD 'canary-2'").catch(() => undefined);
    await database.query("CREATE ROLE b PASSWRD 'canary-3'").catch(() => undefined);
    await database.close();
    await server.stop();
    const log = await readFile(join(directory, 'pg', 'server.log'), 'utf8');
    expect(log).toContain('already exists');
    expect(log).not.toContain('canary');
  });

  it('recovers after the whole server is killed', async () => {
    const server = await start();
    const database = openDatabase(server.target('postgres'));
    await database.query('CREATE TABLE t AS SELECT 1 AS a');
    process.kill(server.processId, 'SIGKILL');
    await expect.poll(() => isAlive(server.processId)).toBe(false);
    await database.close().catch(() => undefined);
    const recovered = openDatabase((await startWhenFree()).target('postgres'));
    expect(await recovered.query('SELECT a FROM t')).toEqual([{ a: 1 }]);
    await recovered.close();
  });

  // The children of a killed server need a moment to notice; until then PostgreSQL itself refuses the directory.
  const startWhenFree = async (): Promise<PostgresServer> => {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const server = await start().catch(() => undefined);
      if (server !== undefined) return server;
    }
    return start();
  };

  it('tells when the server goes away by itself', async () => {
    const events: string[] = [];
    const log: Log = (_level, event) => void events.push(event);
    const server = await start({ log });
    process.kill(server.processId, 'SIGINT');
    await expect.poll(() => events).toContain('postgres.exited');
  });

  it('first stops the server that a killed owner left behind', async () => {
    const program = `import { startPostgres } from '@keyshift/postgres';
      const server = await startPostgres({ directory: ${JSON.stringify(join(directory, 'pg'))}, log: () => undefined });
      console.log(server.processId); setInterval(() => {}, 1000);`;
    const file = fileURLToPath(new URL('./start-test-owner.ts', import.meta.url));
    const args = ['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', program];
    const owner = spawn(process.execPath, args, { cwd: join(file, '..'), stdio: ['ignore', 'pipe', 'inherit'] });
    const leftover = Number(String((await once(owner.stdout, 'data'))[0]));
    expect(isAlive(leftover)).toBe(true);
    await expect(start()).rejects.toMatchObject({ code: 'postgres.in_use', details: { ownerProcessId: owner.pid } });
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const server = await start();
    expect(server.processId).not.toBe(leftover);
    await expect.poll(async () => isAlive(leftover) && !(await isZombie(leftover))).toBe(false);
  });

  it('is not misled by a pid file whose number belongs to another program now', async () => {
    await (await start()).stop();
    const other = spawn('sleep', ['60'], { stdio: 'ignore' });
    const data = join(directory, 'pg', 'data');
    await writeFile(
      join(data, 'postmaster.pid'),
      `${other.pid}\n${data}\n1700000000\n5432\n/none\n\n  1 1\nready   \n`,
    );
    await start();
    expect(isAlive(other.pid ?? 0)).toBe(true);
    other.kill();
  });

  it('uses a short private directory for the socket when the path would be too long', async () => {
    const deep = join(directory, 'd'.repeat(100), 'pg');
    const server = await start({ directory: deep });
    expect(server.socketDirectory.startsWith(deep)).toBe(false);
    expect((await stat(server.socketDirectory)).mode & 0o777).toBe(0o700);
    await server.stop();
    await expect(stat(server.socketDirectory)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

async function isZombie(processId: number): Promise<boolean> {
  const status = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '');
  return status.slice(status.lastIndexOf(')') + 2).startsWith('Z');
}

describe('startPostgres refuses', () => {
  it('a directory that another server is using (postgres.in_use)', async () => {
    await start();
    await expect(start()).rejects.toMatchObject({ code: 'postgres.in_use', details: { ownerProcessId: process.pid } });
  });

  it('a path that is a file (postgres.directory_unusable)', async () => {
    await writeFile(join(directory, 'file'), '');
    const refused = start({ directory: join(directory, 'file') });
    await expect(refused).rejects.toMatchObject({ code: 'postgres.directory_unusable' });
    await expect(prepareDataDirectory(join(directory, 'file'))).rejects.toMatchObject({
      code: 'postgres.directory_unusable',
    });
  });

  it('a link in place of its directory (postgres.directory_unusable)', async () => {
    await symlink('/etc', join(directory, 'link'));
    await expect(start({ directory: join(directory, 'link') })).rejects.toMatchObject({
      code: 'postgres.directory_unusable',
    });
  });

  it('a data directory without PostgreSQL data (postgres.directory_unusable)', async () => {
    await mkdir(join(directory, 'pg', 'data'), { recursive: true });
    await expect(start()).rejects.toMatchObject({ code: 'postgres.directory_unusable' });
  });

  it('data of another major version (postgres.version_mismatch)', async () => {
    await mkdir(join(directory, 'pg', 'data'), { recursive: true });
    await writeFile(join(directory, 'pg', 'data', 'PG_VERSION'), '12\n');
    await expect(start()).rejects.toMatchObject({ code: 'postgres.version_mismatch' });
  });

  it('a setting that PostgreSQL does not take, leaving no process (postgres.start_failed)', async () => {
    const error: unknown = await start({ settings: { shared_buffers: 'plenty' } }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'postgres.start_failed', why: expect.stringContaining('shared_buffers') });
    await start();
  });

  it('programs whose initdb fails, leaving no half directory (postgres.init_failed)', async () => {
    const binaries = await makePrograms({
      postgres: 'echo "postgres (PostgreSQL) 18.4"',
      initdb: 'mkdir "$2"; echo "initdb: error: bad luck" >&2; exit 1',
    });
    const error: unknown = await start({ binaries }).catch((cause: unknown) => cause);
    expect(error).toMatchObject({ code: 'postgres.init_failed', why: expect.stringContaining('bad luck') });
    await start();
  });

  it('programs that are too old or not there (postgres.binaries_unusable)', async () => {
    const binaries = await makePrograms({ postgres: 'echo "postgres (PostgreSQL) 15.20"', initdb: 'true' });
    await expect(start({ binaries })).rejects.toMatchObject({
      code: 'postgres.binaries_unusable',
      why: expect.stringContaining('15.20'),
    });
    await expect(start({ binaries: '/nonexistent' })).rejects.toMatchObject({ code: 'postgres.binaries_unusable' });
  });

  it('a full disk in initdb (postgres.disk_full)', async () => {
    const binaries = await makePrograms({
      postgres: 'echo "postgres (PostgreSQL) 18.4"',
      initdb: 'echo "could not write: No space left on device" >&2; exit 1',
    });
    await expect(start({ binaries })).rejects.toMatchObject({ code: 'postgres.disk_full' });
  });
});
