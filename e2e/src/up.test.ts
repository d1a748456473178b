import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { BIN, type Keyshift, newDataDirectory, portFlags, removeData, startKeyshift } from './keyshift.ts';
import { onlyCluster, personNamed } from './people.ts';
import { findFreePorts } from './ports.ts';
import { type Outcome, run } from './program.ts';
import { obtainAssertion } from './saml-http.ts';

const isRoot = process.getuid?.() === 0;
const directories: string[] = [];

function dataDirectory(): string {
  const data = newDataDirectory();
  directories.push(data);
  return data;
}

afterEach(async () => {
  await Promise.all(directories.splice(0).map(removeData));
});

async function up(data: string, ports?: readonly number[]): Promise<Outcome> {
  return run(process.execPath, [
    ...[BIN, 'up', '--demo', '--json', '--data', data],
    ...portFlags(ports ?? (await findFreePorts(4))),
  ]);
}

/** The failure that `--json` tells last, whose words are also the last line of standard error. */
function failureOf({ status, stdout, stderr }: Outcome): { code: string; message: string } {
  const { code, message } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  expect(status).toBe(1);
  expect(stderr.trim().split('\n').at(-1)).toBe(`keyshift: ${message}`);
  expect(message).toMatch(/^.+ – .+ – .+$/);
  return { code, message };
}

/** Command lines of processes that have the data directory in theirs. */
function processesOf(data: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((command) => command.includes(data));
}

async function asMaster<T>(keyshift: Keyshift, work: (client: Client) => Promise<T>): Promise<T> {
  const { host, port, database, masterUsername: user, masterPassword: password } = onlyCluster(keyshift.info);
  const ssl = { ca: readFileSync(keyshift.info.caFile) };
  const client = new Client({ host, port, database, user, password, ssl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('keyshift up', () => {
  it('ends with nothing left running, keeps its data, and starts again with the same people and keys', async () => {
    const start = { data: dataDirectory(), ports: await findFreePorts(4) };
    const { data } = start;
    const first = await startKeyshift(start);
    await asMaster(first, (client) => client.query("INSERT INTO hr.salaries VALUES ('dora', 'Engineer', 70000)"));
    expect(processesOf(data).length).toBeGreaterThan(1);
    expect(await first.stop()).toBe(0);
    expect(processesOf(data)).toEqual([]);

    const second = await startKeyshift(start);
    expect(second.info.people).toEqual(first.info.people);
    expect(second.info.aws.accessKeyId).toBe(first.info.aws.accessKeyId);
    const changes = second.events.filter((event) => event.event === 'rollout.change');
    expect(changes.length).toBeGreaterThan(10);
    expect(changes.filter((change) => !('action' in change) || change.action !== 'keep')).toEqual([]);
    const rows = await asMaster(second, (client) => client.query("SELECT 1 FROM hr.salaries WHERE person = 'dora'"));
    expect(rows.rowCount).toBe(1);
    await second.stop();
  });

  it('starts again after it was killed in mid-run', async () => {
    const start = { data: dataDirectory(), ports: await findFreePorts(4) };
    const { data } = start;
    const first = await startKeyshift(start);
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');
    const second = await startKeyshift(start);
    expect(await obtainAssertion(second.info, personNamed(second.info, 'alice'))).not.toBe('');
    await second.stop();
    expect(processesOf(data)).toEqual([]);
  });

  it('keeps its directory to its owner, and secrets out of the log', async () => {
    const data = dataDirectory();
    const keyshift = await startKeyshift({ data });
    await obtainAssertion(keyshift.info, personNamed(keyshift.info, 'alice'));
    expect(statSync(data).mode & 0o777).toBe(0o700);
    for (const name of ['secrets.json', 'info.json', 'keyshift.log', 'ca-key.pem']) {
      expect([name, statSync(join(data, name)).mode & 0o777]).toEqual([name, 0o600]);
    }
    const log = readFileSync(join(data, 'keyshift.log'), 'utf8');
    const secrets = [
      keyshift.info.aws.secretAccessKey,
      onlyCluster(keyshift.info).masterPassword,
      ...keyshift.info.people.map(({ password }) => password),
    ];
    expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
    await keyshift.stop();
  });

  it('goes back to the seeded state when it is reset, and not for a web page', async () => {
    const keyshift = await startKeyshift({ data: dataDirectory() });
    await asMaster(keyshift, (client) => client.query("INSERT INTO hr.salaries VALUES ('dora', 'Engineer', 70000)"));
    const reset = (headers: Record<string, string>) =>
      fetch(`${keyshift.info.aws.endpoint}/_keyshift/reset`, { method: 'POST', headers });
    expect((await reset({ 'content-type': 'application/json', origin: 'https://evil.example' })).status).toBe(403);
    expect((await reset({ 'content-type': 'application/json' })).status).toBe(200);
    const { rows } = await asMaster(keyshift, (client) => client.query('SELECT person FROM hr.salaries ORDER BY 1'));
    expect(rows).toEqual([{ person: 'alice' }, { person: 'bob' }, { person: 'carol' }]);
    expect(await obtainAssertion(keyshift.info, personNamed(keyshift.info, 'alice'))).not.toBe('');
    await keyshift.stop();
  });

  it('says which port is taken', async () => {
    const ports = await findFreePorts(4);
    for (const position of [0, 1, 2]) {
      const other = createServer();
      await new Promise<void>((resolve) => other.listen(ports[position], '127.0.0.1', resolve));
      const data = dataDirectory();
      const { code, message } = failureOf(await up(data, ports));
      expect(code).toBe('cli.port_taken');
      expect(message).toContain(`port ${ports[position]} `);
      expect(message).toContain(['--web-port', '--aws-port', '--cluster-port'][position]);
      expect(processesOf(data)).toEqual([]);
      await new Promise((resolve) => other.close(resolve));
      if (position === 2) await (await startKeyshift({ data, ports })).stop();
    }
  });

  it('refuses a directory that is not its own, and leaves it alone', async () => {
    const data = dataDirectory();
    mkdirSync(data);
    writeFileSync(join(data, 'thesis.txt'), 'mine');
    expect(failureOf(await up(data)).code).toBe('cli.data_foreign');
    expect(readdirSync(data)).toEqual(['thesis.txt']);
  });

  it('refuses a directory of a newer version', async () => {
    const data = dataDirectory();
    mkdirSync(data);
    writeFileSync(join(data, 'keyshift.json'), '{"version":99}');
    expect(failureOf(await up(data)).code).toBe('cli.data_newer');
  });

  it('refuses a second start on the same directory', async () => {
    const keyshift = await startKeyshift({ data: dataDirectory() });
    expect(failureOf(await up(keyshift.data)).code).toBe('cli.data_in_use');
    await keyshift.stop();
  });

  it('says that a path is a file', async () => {
    const data = dataDirectory();
    writeFileSync(data, '');
    expect(failureOf(await up(data))).toMatchObject({
      code: 'cli.data_unwritable',
      message: expect.stringContaining('is a file and not a directory'),
    });
  });

  it('says that it may not write', async () => {
    const data = dataDirectory();
    const parent = join(data, '..');
    // Root may write everywhere, but not to a read-only file system.
    if (isRoot) execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro,mode=755', 'tmpfs', parent]);
    else chmodSync(parent, 0o500);
    const outcome = await up(data);
    if (isRoot) execFileSync('umount', [parent]);
    else chmodSync(parent, 0o700);
    const { code, message } = failureOf(outcome);
    expect(code).toBe('postgres.directory_unusable');
    expect(message).toMatch(/read-only|permission denied/i);
  });

  it.skipIf(!isRoot)('says that the disk is full (needs root to mount a small one)', async () => {
    const data = dataDirectory();
    mkdirSync(data);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m,mode=755', 'tmpfs', data]);
    try {
      expect(failureOf(await up(data)).code).toBe('cli.disk_full');
      expect(processesOf(data)).toEqual([]);
    } finally {
      execFileSync('umount', ['--lazy', data]);
    }
  });

  it('says that Node.js is too old', async () => {
    const old =
      'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"18.19.0"}})';
    const { status, stderr } = await run(process.execPath, ['--import', old, BIN, 'up']);
    expect(status).toBe(1);
    expect(stderr).toMatch(/this is Node.js 18.19.0, and 20.19 is the oldest that works/);
  });

  it.each([
    [['up', '--web-port', '99999'], '99999 is not a port'],
    [['up', '--colour'], "unknown option '--colour'"],
    [['inof'], 'Did you mean info'],
    [['sql', '--format', 'xml'], 'xml'],
  ])('%j is a usage error: %s', async (args, reason) => {
    const { status, stderr } = await run(process.execPath, [BIN, ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });

  it('refuses an unknown setting with the nearest known one', async () => {
    const { status, stderr } = await run(process.execPath, [BIN, 'info'], { env: { KEYSHIFT_DATE: 'x' } });
    expect(status).toBe(2);
    expect(stderr).toContain('did you mean KEYSHIFT_DATA');
  });

  it('says that nothing runs', async () => {
    const data = dataDirectory();
    const { status, stderr } = await run(process.execPath, [BIN, 'info', '--data', data]);
    expect(status).toBe(1);
    expect(stderr).toContain('no Keyshift runs on');
    expect(existsSync(data)).toBe(false);
  });
});
