import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MASTER, startCluster, type TestCluster } from './testing/cluster.ts';

const run = promisify(execFile);
const isMissing = spawnSync('psql', ['--version']).status !== 0 && process.env['CI'] === undefined;
const needs = isMissing ? ' (skipped: apt-get install postgresql-client)' : '';

describe('psql, a stock tool', () => {
  let cluster: TestCluster;
  let directory: string;
  beforeAll(async () => {
    cluster = await startCluster();
    directory = await mkdtemp(join(tmpdir(), 'psql-test-'));
    await writeFile(join(directory, 'ca.pem'), cluster.caPem);
  });
  afterAll(async () => {
    await cluster.stop();
    await rm(directory, { recursive: true, force: true });
  });
  const psql = async (user: string, password: string, mode: string, sql: string): Promise<string> => {
    const target = `host=localhost port=${cluster.port} dbname=testdb user=${user} sslmode=${mode} sslrootcert=${directory}/ca.pem`;
    const env = { PATH: process.env['PATH'], PGPASSWORD: password, PGCONNECT_TIMEOUT: '10' };
    return (await run('psql', ['-X', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-c', sql, target], { env })).stdout.trim();
  };

  it.skipIf(isMissing)(`connects with sslmode=verify-full as a person${needs}`, async () => {
    const password = cluster.mint('IAMA:alice');
    expect(await psql('IAMA:alice', password, 'verify-full', 'SELECT current_user')).toBe('alice');
  });

  it.skipIf(isMissing)(`runs the administrator's statements with sslmode=require${needs}`, async () => {
    const sql = 'CREATE GROUP redshift_dbgroup; COMMIT;';
    expect(await psql(MASTER.user, MASTER.password, 'require', sql)).toContain('CREATE ROLE');
  });

  it.skipIf(isMissing)(`is told why it is refused without TLS, and with a wrong password${needs}`, async () => {
    await expect(psql(MASTER.user, MASTER.password, 'disable', 'SELECT 1')).rejects.toThrow(/sslmode=require/);
    await expect(psql(MASTER.user, 'wrong', 'require', 'SELECT 1')).rejects.toThrow(
      /FATAL: {2}password authentication failed for user "some_admin"/,
    );
    cluster.setSource(false);
    const refused = psql(MASTER.user, MASTER.password, 'require', 'SELECT 1');
    await expect(refused).rejects.toThrow(/127\.0\.0\.1 in: add an inbound rule/);
    cluster.setSource(true);
  });
});
