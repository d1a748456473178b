import { execFile, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { silentLog } from '@keyshift/base';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type PostgresServer, prepareDataDirectory, removePostgres, startPostgres } from '../index.ts';
import { type Account, findIdentity, isRoot, parsePasswd } from './account.ts';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..', '..', '..');

// Says what the server answers to a login over a socket: R (in), E and the message, or the system's error.
const KNOCK = `
  const socket = require('node:net').connect(process.argv[1] + '/.s.PGSQL.5432');
  const body = Buffer.from('\\0\\x03\\0\\0user\\0keyshift\\0database\\0postgres\\0\\0', 'latin1');
  const size = Buffer.alloc(4); size.writeInt32BE(body.length + 4);
  socket.on('connect', () => socket.write(Buffer.concat([size, body])));
  socket.on('data', (data) => { console.log(data.toString('latin1')); socket.destroy(); });
  socket.on('error', (error) => console.log(error.code));`;

describe.skipIf(!isRoot())('under root (skipped for ordinary users: run as root)', () => {
  let directory: string;
  let server: PostgresServer | undefined;
  let account: Account;
  let nobody: Account;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'root-test-'));
    account = (await findIdentity('/nonexistent')).account ?? { name: '', uid: 0, gid: 0 };
    const accounts = parsePasswd(await readFile('/etc/passwd', 'utf8'));
    nobody = accounts.find(({ name }) => name === 'nobody') ?? account;
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    await rm(directory, { recursive: true, force: true });
  });
  const knockAs = async (who: Account, socketDirectory: string): Promise<string> => {
    const options = { uid: who.uid, gid: who.gid, cwd: '/' };
    return (await run(process.execPath, ['-e', KNOCK, socketDirectory], options)).stdout;
  };

  it('a data directory stays 0700 and belongs to the account that runs the server', async () => {
    await prepareDataDirectory(join(directory, 'data'));
    await prepareDataDirectory(join(directory, 'data'));
    const made = await stat(join(directory, 'data'));
    expect([made.mode & 0o777, made.uid]).toEqual([0o700, account.uid]);
  });

  it('the server runs unprivileged in that directory, and only root may log in', async () => {
    await chmod(directory, 0o755);
    await prepareDataDirectory(join(directory, 'data'));
    server = await startPostgres({ directory: join(directory, 'data', 'clusters', 'pg'), log: silentLog });
    const status = await readFile(`/proc/${server.processId}/status`, 'utf8');
    expect(status).toMatch(new RegExp(`^Uid:\\s+${account.uid}\\s+${account.uid}\\s`, 'm'));
    expect(status).toMatch(/^Groups:\s*$/m);
    expect(server.socketDirectory).toBe(join(directory, 'data', 'clusters', 'pg', 'run'));
    expect(await knockAs({ name: 'root', uid: 0, gid: 0 }, server.socketDirectory)).toMatch(/^R/);
    // The server's own account reaches the socket, and is still not let in.
    expect(await knockAs(account, server.socketDirectory)).toMatch(/^E[\s\S]*28000[\s\S]*Peer authentication failed/);
    if (nobody.uid !== account.uid) expect(await knockAs(nobody, server.socketDirectory)).toContain('EACCES');
  });

  it('the server moves to /var/lib/keyshift when a parent is closed to its account', async () => {
    await chmod(directory, 0o700);
    const asked = join(directory, 'project', 'pg');
    await mkdir(join(directory, 'project'));
    server = await startPostgres({ directory: asked, log: silentLog });
    const [home] = /^\/var\/lib\/keyshift\/[0-9a-f]{16}$/m.exec(await readFile(join(asked, 'MOVED'), 'utf8')) ?? [''];
    try {
      expect(server.socketDirectory).toBe(join(home, 'run'));
      const made = await stat(home);
      expect([made.mode & 0o777, made.uid]).toEqual([0o700, account.uid]);
      await server.ensureDatabase('kept');
      await server.stop();
      server = await startPostgres({ directory: asked, log: silentLog });
      const database = openDatabase(server.target('kept'));
      expect(await database.query('SELECT current_user AS me')).toEqual([{ me: 'keyshift' }]);
      await database.close();
    } finally {
      await server.stop();
      await removePostgres(asked);
    }
    await expect(stat(home)).rejects.toThrow('ENOENT');
    server = await startPostgres({ directory: asked, log: silentLog });
    const anew = openDatabase(server.target('postgres'));
    expect(await anew.query("SELECT 1 FROM pg_database WHERE datname = 'kept'")).toEqual([]);
    await anew.close();
    await server.stop();
    await removePostgres(asked);
  });

  const isReadable =
    spawnSync('test', ['-r', join(repository, 'package.json')], { uid: 65_534, cwd: '/' }).status === 0;
  it.skipIf(!isReadable)(
    'an ordinary user runs the server as themselves (skipped: repository not readable by nobody)',
    async () => {
      await chmod(directory, 0o777);
      const program = `
      import { startPostgres, openDatabase, prepareDataDirectory } from '@keyshift/postgres';
      await prepareDataDirectory('${directory}/own');
      const server = await startPostgres({ directory: '${directory}/own/pg', log: () => undefined });
      const database = openDatabase(server.target('postgres'));
      const rows = await database.query('SELECT current_user AS me');
      await database.close();
      await server.stop();
      console.log(process.getuid(), rows[0].me, server.socketDirectory);`;
      const args = ['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', program];
      const env = { PATH: process.env['PATH'], HOME: directory, TMPDIR: directory };
      const options = { uid: nobody.uid, gid: nobody.gid, cwd: join(repository, 'packages', 'postgres'), env };
      const { stdout } = await run(process.execPath, args, options);
      expect(stdout.trim()).toBe(`${nobody.uid} keyshift ${directory}/own/pg/run`);
    },
  );
});
