import { createHash } from 'node:crypto';
import { isAppError, Secret, silentLog } from '@keyshift/base';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createClusterDatabase, setMasterPassword, startGateway } from './index.ts';
import { failureOf, MASTER, startCluster, type TestCluster } from './testing/cluster.ts';

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startCluster();
  const master = await cluster.master();
  await master.query('CREATE GROUP team; CREATE USER plain PASSWORD DISABLE');
  await master.query(`CREATE USER expired PASSWORD 'Right-1' VALID UNTIL '2020-01-01'`);
  await master.query(`CREATE USER right_user PASSWORD 'Right-1'`);
  await master.query(`CREATE USER current PASSWORD 'Right-1' VALID UNTIL 'infinity'`);
  await master.end();
});
beforeEach(() => void cluster.log.splice(0));
afterAll(() => cluster.stop());

const refusal = async (user: string, password: string, database = 'testdb') =>
  failureOf(cluster.connect({ user, password, database }));
const minted = (user: string, grant = {}) => refusal(user, cluster.mint(user, grant));

describe('a wrong login', () => {
  it.each([
    ['an unknown user', 'nobody_here', 'x'],
    ['a wrong password', 'right_user', 'wrong'],
    ['an empty password', 'right_user', ''],
    ['the wrong master password', MASTER.user, 'wrong'],
    ['a user whose password is disabled', 'plain', ''],
    ['a password that has expired', 'expired', 'Right-1'],
    ['a group', 'team', ''],
    ['the superuser', 'keyshift', ''],
    ['an unknown minted user', 'IAM:nobody_here', 'x'],
    ['a minted password of another person', 'IAMA:alice', 'x'],
  ])('is refused alike: %s (gateway.login_failed)', async (_name, user, password) => {
    const error = await refusal(user, password);
    expect(error).toMatchObject({
      severity: 'FATAL',
      code: '28000',
      message: `password authentication failed for user "${user}"`,
      detail: 'the user or the password is not right, or this user may not log in with a password',
    });
    expect(cluster.log.join('\n')).toContain('gateway.login_failed');
  });

  it('does not become right by a bare name: a minted password opens only the prefixed user', async () => {
    expect(await refusal('alice', cluster.mint('IAMA:alice'))).toMatchObject({ code: '28000' });
  });

  it('says when the temporary password has expired (gateway.credential_expired)', async () => {
    const error = await minted('IAMA:alice', { expiresAt: new Date(Date.now() - 1) });
    expect(error).toMatchObject({ code: '28000', message: expect.stringContaining('has expired') });
    expect(cluster.log.join('\n')).toContain('gateway.credential_expired');
  });

  it('never takes a grant without a valid time for one that lasts', async () => {
    expect(await minted('IAMA:alice', { expiresAt: new Date(Number.NaN) })).toMatchObject({ code: '28000' });
  });

  it('never accepts an md5 verifier', async () => {
    const master = await cluster.master();
    await master.query(`CREATE USER old PASSWORD 'md5${createHash('md5').update('anythingold').digest('hex')}'`);
    await master.end();
    expect(await refusal('old', 'anything')).toMatchObject({ code: '28000' });
  });

  it('leaves a password that never expires usable', async () => {
    await (await cluster.connect({ user: 'current', password: 'Right-1' })).end();
  });
});

describe('a minted login is refused', () => {
  it('for a user that does not exist, without AutoCreate (gateway.user_unknown)', async () => {
    expect(await minted('IAM:zoe')).toMatchObject({ code: '42704', message: 'user "zoe" does not exist' });
    expect(cluster.log.join('\n')).toContain('gateway.user_unknown');
  });

  it.each([MASTER.user, 'team'])('for %s (gateway.user_refused)', async (user) => {
    expect(await minted(`IAMA:${user}`)).toMatchObject({ code: '28000' });
    expect(cluster.log.join('\n')).toContain('gateway.user_refused');
  });

  it.each(['keyshift', 'pg_monitor', 'PG_x', 'public', '"; DROP ROLE plain; --', 'a b', 'é', 'x'.repeat(64), '1a', ''])(
    'for the name %j (gateway.name_refused)',
    async (user) => {
      expect(await minted(`IAMA:${user}`)).toMatchObject({ code: '28000' });
      expect(cluster.log.join('\n')).toContain('gateway.name_refused');
    },
  );

  it('takes names that need quoting', async () => {
    for (const user of ['Anna.Maria+x@example.com', 'select', 'x'.repeat(63), 'a$b-c']) {
      const client = await cluster.connect({ user: `IAMA:${user}`, password: cluster.mint(`IAMA:${user}`) });
      expect((await client.query('SELECT current_user AS me')).rows).toEqual([{ me: user }]);
      await client.end();
    }
  });

  it('for a group that does not exist (gateway.group_unknown), and nothing is left of the login', async () => {
    const error = await minted('IAMA:newcomer', { dbGroups: ['team', 'no_team'] });
    expect(error).toMatchObject({ code: '42704', message: 'group "no_team" does not exist' });
    expect(cluster.log.join('\n')).toContain('gateway.group_unknown');
    expect(await minted('IAM:newcomer')).toMatchObject({ code: '42704', message: 'user "newcomer" does not exist' });
  });

  it.each(['plain', MASTER.user])('for %s as a group (gateway.group_refused)', async (group) => {
    expect(await minted('IAMA:alice', { dbGroups: [group] })).toMatchObject({ code: '28000' });
    expect(cluster.log.join('\n')).toContain('gateway.group_refused');
  });

  it.each(['pg_read_server_files', 'pg_execute_server_program'])(
    'for the predefined role %s as a group',
    async (group) => {
      expect(await minted('IAMA:alice', { dbGroups: [group] })).toMatchObject({ code: '28000' });
    },
  );
});

describe('a connection is refused', () => {
  it('from outside the security group (gateway.source_refused)', async () => {
    cluster.setSource(false);
    const error = await refusal(MASTER.user, MASTER.password).finally(() => cluster.setSource(true));
    expect(error).toMatchObject({ severity: 'FATAL', code: '08004' });
    expect(error.message).toMatch(/testcluster.*127\.0\.0\.1.*inbound rule/);
    expect(cluster.log.join('\n')).toContain('gateway.source_refused');
  });

  it('without TLS, before a password is asked for (gateway.tls_required)', async () => {
    const error = await failureOf(cluster.connect({ ...MASTER, ssl: false }));
    expect(error).toMatchObject({ code: '28000', message: expect.stringContaining('sslmode=require') });
    expect(cluster.log.join('\n')).toContain('gateway.tls_required');
  });

  it('to an unknown database, as the server says it', async () => {
    expect(await refusal(MASTER.user, MASTER.password, 'nowhere')).toMatchObject({
      code: '3D000',
      message: 'database "nowhere" does not exist',
    });
  });

  it.each(['postgres', 'template1'])('to the server database %s (gateway.database_unknown)', async (database) => {
    expect(await refusal(MASTER.user, MASTER.password, database)).toMatchObject({ code: '3D000' });
    expect(cluster.log.join('\n')).toContain('gateway.database_unknown');
  });

  it('with a generic line and the session id when something of ours breaks', async () => {
    cluster.setFailure(new TypeError('secret detail'));
    const error = await minted('IAMA:alice').finally(() => cluster.setFailure(undefined));
    expect(error.code).toBe('XX000');
    expect(error.message).toMatch(/^internal error \(session ses_[0-9a-z]{24}\)$/);
    expect(`${error.detail} ${error.hint}`).not.toContain('secret detail');
  });
});

describe('the master user', () => {
  it('gets another password, and the old one is void', async () => {
    await setMasterPassword(cluster.server, MASTER.user, new Secret('Other-pass1'));
    expect(await refusal(MASTER.user, MASTER.password)).toMatchObject({ code: '28000' });
    await (await cluster.connect({ user: MASTER.user, password: 'Other-pass1' })).end();
    await setMasterPassword(cluster.server, MASTER.user, new Secret(MASTER.password));
  });

  it('must exist for that (gateway.master_unknown)', async () => {
    const change = setMasterPassword(cluster.server, 'nobody_here', new Secret('x'));
    await expect(change).rejects.toMatchObject({ code: 'gateway.master_unknown' });
  });

  it.each(['pg_master', 'keyshift', 'a"b'])(
    'may not be called %s (gateway.master_name_refused)',
    async (masterUsername) => {
      const input = { database: 'x', masterUsername, masterPassword: new Secret('x') };
      await expect(createClusterDatabase(cluster.server, input)).rejects.toMatchObject({
        code: 'gateway.master_name_refused',
      });
    },
  );

  it('can be created again without change', async () => {
    const input = { database: 'testdb', masterUsername: MASTER.user, masterPassword: new Secret(MASTER.password) };
    await createClusterDatabase(cluster.server, input);
    const master = await cluster.master();
    expect((await master.query('SHOW createrole_self_grant')).rows).toEqual([
      { createrole_self_grant: 'set, inherit' },
    ]);
    await master.end();
  });
});

describe('startGateway', () => {
  it('says that its port is taken (gateway.port_taken)', async () => {
    const deps = {
      host: '127.0.0.1',
      port: cluster.port,
      tls: { certificatePem: '', privateKeyPem: new Secret('') },
      cluster: { identifier: 'second', masterUsername: MASTER.user },
      server: cluster.server,
      findGrant: async () => ({ refused: 'unknown' }) as const,
      decideSource: async () => ({ allowed: true }) as const,
      now: () => new Date(),
      random: (size: number) => new Uint8Array(size),
      log: silentLog,
    };
    const error = await startGateway(deps).catch((cause: unknown) => cause);
    expect(isAppError(error, 'gateway.port_taken')).toBe(true);
  });
});
