import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failureOf, MASTER, startCluster, type TestCluster } from '../testing/cluster.ts';

let cluster: TestCluster;
let alice: pg.Client;
let master: pg.Client;
beforeAll(async () => {
  cluster = await startCluster();
  master = await cluster.master();
  await master.query('CREATE GROUP team');
  await master.query('CREATE TABLE public.secret_table (a int)');
  const login = { user: 'IAMA:alice', password: cluster.mint('IAMA:alice', { dbGroups: ['team'] }) };
  alice = await cluster.connect(login);
});
afterAll(async () => {
  await Promise.all([alice.end(), master.end()]);
  await cluster.stop();
});

const WHO = 'SELECT session_user AS session, current_user AS current';

describe('a person stays the person whatever they try', () => {
  it.each([
    'SET ROLE keyshift',
    `SET ROLE ${MASTER.user}`,
    'SET ROLE team',
    'SET LOCAL ROLE keyshift',
    `SET SESSION AUTHORIZATION ${MASTER.user}`,
    'SET SESSION AUTHORIZATION keyshift',
    'ALTER ROLE alice SUPERUSER',
    'ALTER ROLE alice CREATEROLE',
    'ALTER ROLE alice BYPASSRLS',
    'CREATE ROLE mallory SUPERUSER',
    'CREATE USER mallory',
    'CREATE DATABASE mallory',
    `ALTER ROLE ${MASTER.user} PASSWORD 'x'`,
    "ALTER ROLE keyshift PASSWORD 'x'",
    `GRANT ${MASTER.user} TO alice`,
    'GRANT pg_execute_server_program TO alice',
    'GRANT pg_read_server_files TO alice',
    'GRANT team TO alice WITH ADMIN OPTION',
    "DO $$ BEGIN EXECUTE 'SET ROLE keyshift'; END $$",
    "DO $$ BEGIN PERFORM set_config('role', 'keyshift', false); END $$",
    "DO $$ BEGIN PERFORM set_config('session_authorization', 'keyshift', false); END $$",
    "COPY (SELECT 1) TO PROGRAM 'id'",
    "CREATE TEMP TABLE p (a text); COPY p FROM PROGRAM 'id'",
    "COPY (SELECT 1) TO '/tmp/keyshift-hardening'",
    "CREATE TEMP TABLE f (a text); COPY f FROM '/etc/passwd'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT pg_ls_dir('.')",
    "SELECT lo_import('/etc/passwd')",
    "ALTER SYSTEM SET listen_addresses = '*'",
    "SET session_preload_libraries = 'x'",
    "LOAD '/tmp/x.so'",
    "CREATE FUNCTION pg_temp.run(text) RETURNS int AS '/lib/x86_64-linux-gnu/libc.so.6', 'system' LANGUAGE c",
    'CREATE EXTENSION dblink',
    'CREATE EXTENSION postgres_fdw',
    'CREATE EXTENSION file_fdw',
    'SELECT rolpassword FROM pg_authid',
    'SELECT pg_reload_conf()',
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${MASTER.user}'`,
    'SELECT * FROM public.secret_table',
    'CREATE TABLE public.mine (a int)',
    'CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION suppress_redundant_updates_trigger()',
    "CREATE SUBSCRIPTION s CONNECTION 'host=/tmp' PUBLICATION p",
    "SELECT pg_create_physical_replication_slot('x')",
  ])('%s', async (statement) => {
    const error = await failureOf(alice.query(statement));
    expect(['42501', '22023', '55P02', '58P01', '28000', '42883', '0A000']).toContain(error.code);
    await alice.query('ROLLBACK');
    expect((await alice.query(WHO)).rows).toEqual([{ session: 'alice', current: 'alice' }]);
  });

  it.each([
    'RESET ROLE',
    'SET ROLE NONE',
    'RESET SESSION AUTHORIZATION',
    'SET SESSION AUTHORIZATION DEFAULT',
    'DISCARD ALL',
    'RESET ALL',
  ])('%s leads back to the person only', async (statement) => {
    await alice.query(statement);
    expect((await alice.query(WHO)).rows).toEqual([{ session: 'alice', current: 'alice' }]);
  });
});

describe('the master user is no superuser', () => {
  it.each([
    'SET ROLE keyshift',
    'SET SESSION AUTHORIZATION keyshift',
    `ALTER ROLE ${MASTER.user} SUPERUSER`,
    'CREATE ROLE mallory SUPERUSER',
    'CREATE ROLE mallory REPLICATION',
    'CREATE ROLE mallory BYPASSRLS',
    'GRANT keyshift TO some_admin',
    'GRANT pg_execute_server_program TO alice',
    'GRANT pg_read_server_files TO some_admin',
    "COPY (SELECT 1) TO PROGRAM 'id'",
    "SELECT pg_read_file('/etc/passwd')",
    "ALTER SYSTEM SET log_statement = 'all'",
    'UPDATE pg_authid SET rolsuper = true',
    'DELETE FROM pg_auth_members',
    "ALTER ROLE keyshift PASSWORD 'x'",
    'DROP ROLE keyshift',
    'CREATE EXTENSION dblink',
  ])('%s', async (statement) => {
    expect((await failureOf(master.query(statement))).code).toMatch(/^(42501|0A000)$/);
  });
});
