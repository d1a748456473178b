// The gateway against direct PostgreSQL and against pgbouncer: the same pgbench, interleaved rounds, medians.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, chmod, chown, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Secret, silentLog } from '@keyshift/base';
import { createClusterDatabase, startGateway } from '@keyshift/gateway';
import { createCertificateAuthority, issueServerCertificate } from '@keyshift/http';
import { openDatabase, type PostgresServer, prepareDataDirectory, startPostgres } from '@keyshift/postgres';
import type { BenchRow } from './bench-row.ts';

const run = promisify(execFile);
const ROUNDS = 3;
const SECONDS = 4;
const CLIENTS = 8;
const DATABASE = 'bench';
const MASTER = 'bench_admin';
const PASSWORD = 'Bench-passw0rd';
const PGBOUNCER = '/usr/sbin/pgbouncer';

type Tls = { readonly certificatePem: string; readonly privateKeyPem: Secret };
type Contestant = { readonly name: string; readonly target: string; stop(): Promise<void> };

/** `pgbench -S` prepared, eight clients: transactions per second of each way in, and the ratio to direct. */
export async function benchGateway(): Promise<readonly BenchRow[]> {
  const pgbench = await findPgbench();
  if (pgbench === undefined) {
    const note = 'skipped: pgbench is missing (apt-get install postgresql-contrib)';
    return [{ name: 'gateway pgbench -S', value: 0, unit: 'tps', note }];
  }
  const directory = await mkdtemp(join(tmpdir(), 'keyshift-bench-'));
  await prepareDataDirectory(directory);
  const server = await startPostgres({ directory: join(directory, 'pg'), log: silentLog });
  const contestants: Contestant[] = [];
  try {
    await prepareTables(server, pgbench);
    const ca = await createCertificateAuthority({ name: 'Bench CA', now: new Date(), years: 1 });
    const tls = await issueServerCertificate(ca, { names: ['localhost'], now: new Date(), days: 1 });
    contestants.push(direct(server), await gateway(server, tls));
    const bouncer = await pgbouncer({ server, tls, directory });
    if (bouncer !== undefined) contestants.push(bouncer);
    return summarize(await measure(pgbench, contestants), bouncer !== undefined);
  } finally {
    for (const contestant of contestants) await contestant.stop();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function findPgbench(): Promise<string | undefined> {
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  const paths = versions.map((version) => join('/usr/lib/postgresql', version, 'bin', 'pgbench'));
  for (const path of paths.reverse()) if (await stat(path).catch(() => undefined)) return path;
  return spawnSync('pgbench', ['--version']).status === 0 ? 'pgbench' : undefined;
}

async function prepareTables(server: PostgresServer, pgbench: string): Promise<void> {
  const login = { database: DATABASE, masterUsername: MASTER, masterPassword: new Secret(PASSWORD) };
  await createClusterDatabase(server, login);
  await run(pgbench, ['-i', '-q', '-s', '10', direct(server).target]);
}

function direct(server: PostgresServer): Contestant {
  const target = `host=${server.socketDirectory} port=${server.port} user=${server.superuser} dbname=${DATABASE}`;
  return { name: 'direct', target, stop: async () => undefined };
}

async function gateway(server: PostgresServer, tls: Tls): Promise<Contestant> {
  const started = await startGateway({
    host: '127.0.0.1',
    port: 0,
    tls,
    cluster: { identifier: 'bench', masterUsername: MASTER },
    server,
    findGrant: async () => ({ refused: 'unknown' }),
    decideSource: async () => ({ allowed: true }),
    now: () => new Date(),
    random: (size) => randomBytes(size),
    log: silentLog,
  });
  const target = `host=localhost port=${started.port} user=${MASTER} dbname=${DATABASE} sslmode=require`;
  return { name: 'gateway', target, stop: () => started.close() };
}

// pgbouncer refuses root, so it runs as the account of the server, which the bench's server then has to let in.
async function pgbouncer(p: { server: PostgresServer; tls: Tls; directory: string }): Promise<Contestant | undefined> {
  if ((await stat(PGBOUNCER).catch(() => undefined)) === undefined) return undefined;
  const owner = await stat(p.directory);
  const port = 20_000 + (process.pid % 20_000);
  const files = {
    'tls.pem': p.tls.certificatePem,
    'tls.key': p.tls.privateKeyPem.reveal(),
    'pgbouncer.ini': configOf({ ...p, port }),
    'users.txt': `"${MASTER}" "${PASSWORD}"\n`,
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(p.directory, name), text);
    await chmod(join(p.directory, name), 0o600);
    await chown(join(p.directory, name), owner.uid, owner.gid);
  }
  if (process.getuid?.() !== owner.uid) await letIn(p.server, p.directory, owner.uid);
  const child = spawn(PGBOUNCER, ['-q', join(p.directory, 'pgbouncer.ini')], {
    uid: owner.uid,
    gid: owner.gid,
    cwd: '/',
    stdio: 'ignore',
  });
  const stop = async (): Promise<void> => {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    if (child.exitCode === null && child.kill('SIGINT')) await exited;
  };
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (await isOpen(port)) break;
    await sleep(20);
  }
  return {
    name: 'pgbouncer',
    target: `host=localhost port=${port} user=${MASTER} dbname=${DATABASE} sslmode=require`,
    stop,
  };
}

function configOf(p: { server: PostgresServer; directory: string; port: number }): string {
  return `[databases]
${DATABASE} = host=${p.server.socketDirectory} port=${p.server.port} dbname=${DATABASE}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${p.port}
unix_socket_dir =
pool_mode = session
auth_type = scram-sha-256
auth_file = ${p.directory}/users.txt
client_tls_sslmode = require
client_tls_cert_file = ${p.directory}/tls.pem
client_tls_key_file = ${p.directory}/tls.key
`;
}

async function letIn(server: PostgresServer, directory: string, uid: number): Promise<void> {
  const { stdout } = await run('id', ['-un', String(uid)]);
  if (stdout.trim() === userInfo().username) return;
  await appendFile(join(directory, 'pg', 'data', 'pg_ident.conf'), `keyshift "${stdout.trim()}" all\n`);
  const database = openDatabase(server.target('postgres'));
  await database.query('SELECT pg_reload_conf()');
  await database.close();
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function measure(pgbench: string, contestants: readonly Contestant[]): Promise<Map<string, number[]>> {
  const rates = new Map<string, number[]>(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name, target } of contestants) {
      const args = ['-S', '-n', '-M', 'prepared', '-c', String(CLIENTS), '-j', '1', '-T', String(SECONDS), target];
      const { stdout } = await run(pgbench, args, { env: { PGPASSWORD: PASSWORD, PATH: '/usr/bin:/bin' } });
      rates.get(name)?.push(Number(/tps = ([\d.]+)/.exec(stdout)?.[1] ?? 0));
    }
  }
  return rates;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function summarize(rates: ReadonlyMap<string, readonly number[]>, hasBouncer: boolean): BenchRow[] {
  const base = median(rates.get('direct') ?? []);
  const how = `${CLIENTS} clients, prepared, median of ${ROUNDS} rounds of ${SECONDS} s`;
  const rows = [...rates].map(([name, values]): BenchRow => {
    const value = median(values);
    if (name === 'direct') return { name: 'pgbench -S direct', value, unit: 'tps', note: `${how}, Unix socket` };
    const note = `${how}, TLS (sslmode=require: passwords travel over TLS only), upstream by Unix socket`;
    return { name: `pgbench -S ${name}`, value, unit: 'tps', ratio: value / base, against: 'direct', note };
  });
  const [mine, theirs] = [median(rates.get('gateway') ?? []), median(rates.get('pgbouncer') ?? [])];
  if (!hasBouncer || theirs === 0) {
    return [
      ...rows,
      { name: 'pgbench -S pgbouncer', value: 0, unit: 'tps', note: 'skipped: apt-get install pgbouncer' },
    ];
  }
  const ratio = { value: mine, unit: 'tps', ratio: mine / theirs, against: 'pgbouncer with TLS' };
  return [...rows, { name: 'pgbench -S gateway', ...ratio, note: 'the bar is 0.95' }];
}
