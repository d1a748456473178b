import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
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

describe('the life of one data directory', () => {
  const data = newDataDirectory();
  let ports: readonly number[];
  let keyshift: Keyshift;
  const addSalary = () =>
    asMaster(keyshift, (client) => client.query("INSERT INTO hr.salaries VALUES ('dora', 'Engineer', 70000)"));
  const salaries = async () => {
    const { rows } = await asMaster(keyshift, (client) => client.query('SELECT person FROM hr.salaries ORDER BY 1'));
    return rows.map(({ person }) => person);
  };

  beforeAll(async () => {
    ports = await findFreePorts(4);
  });
  afterAll(async () => {
    await keyshift?.stop();
    await removeData(data);
  });

  it('says at once which ports are taken, all of them', async () => {
    const others = ports.slice(0, 3).map((port) => createServer().listen(port, '127.0.0.1'));
    await Promise.all(others.map((other) => once(other, 'listening')));
    const outcome = await up(data, ports);
    const { code, message } = failureOf(outcome);
    expect(code).toBe('cli.port_taken');
    for (const port of ports.slice(0, 3)) expect(message).toMatch(new RegExp(`port ${port}\\b`));
    for (const flag of ['--web-port', '--aws-port', '--cluster-port']) expect(message).toContain(flag);
    expect(outcome.stdout).not.toContain('PostgreSQL');
    expect(processesOf(data)).toEqual([]);
    await Promise.all(others.map((other) => new Promise((resolve) => other.close(resolve))));
  });

  it('starts there once they are free', async () => {
    keyshift = await startKeyshift({ data, ports });
    expect(await obtainAssertion(keyshift.info, personNamed(keyshift.info, 'alice'))).not.toBe('');
    expect(processesOf(data).length).toBeGreaterThan(1);
  });

  it('is kept to its owner, and secrets out of the log', () => {
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
  });

  it('refuses a second start on it', async () => {
    expect(failureOf(await up(data)).code).toBe('cli.data_in_use');
  });

  it('goes back to the seeded state when it is reset, and not for a web page', async () => {
    await addSalary();
    const reset = (headers: Record<string, string>) =>
      fetch(`${keyshift.info.aws.endpoint}/_keyshift/reset`, { method: 'POST', headers });
    expect((await reset({ 'content-type': 'application/json', origin: 'https://evil.example' })).status).toBe(403);
    expect(await salaries()).toContain('dora');
    expect((await reset({ 'content-type': 'application/json' })).status).toBe(200);
    expect(await salaries()).toEqual(['alice', 'bob', 'carol']);
    expect(await obtainAssertion(keyshift.info, personNamed(keyshift.info, 'alice'))).not.toBe('');
  });

  it('ends with nothing left running, keeps its data, and starts again with the same people and keys', async () => {
    await addSalary();
    const first = keyshift.info;
    expect(await keyshift.stop()).toBe(0);
    expect(processesOf(data)).toEqual([]);

    keyshift = await startKeyshift({ data, ports });
    expect(keyshift.info.people).toEqual(first.people);
    expect(keyshift.info.aws.accessKeyId).toBe(first.aws.accessKeyId);
    const changes = keyshift.events.filter((event) => event.event === 'rollout.change');
    expect(changes.length).toBeGreaterThan(10);
    expect(changes.filter((change) => !('action' in change) || change.action !== 'keep')).toEqual([]);
    expect(await salaries()).toContain('dora');
  });

  it('starts again after it was killed in mid-run', async () => {
    keyshift.process.kill('SIGKILL');
    await once(keyshift.process, 'exit');
    keyshift = await startKeyshift({ data, ports });
    expect(await obtainAssertion(keyshift.info, personNamed(keyshift.info, 'alice'))).not.toBe('');
    expect(await salaries()).toContain('dora');
    await keyshift.stop();
    expect(processesOf(data)).toEqual([]);
  });
});

describe('keyshift up', () => {
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
