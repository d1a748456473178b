import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { masterLogin } from '../database.ts';
import { type Keyshift, removeData, startKeyshift } from '../keyshift.ts';
import { onlyApplication, onlyCluster, personNamed } from '../people.ts';
import { asOneself, installRedshiftConnector, runRedshiftConnector } from '../redshift-connector.ts';

const missing = await installRedshiftConnector();
const skip = missing !== undefined && process.env['CI'] === undefined;

describe.skipIf(skip)(`redshift_connector, unmodified${skip ? ` (${missing})` : ''}`, () => {
  let keyshift: Keyshift;
  beforeAll(async () => {
    keyshift = await startKeyshift();
  });
  afterAll(async () => {
    await keyshift?.stop();
    await removeData(keyshift.data);
  });

  const connect = (connection: Record<string, unknown>, sql: string, browserOf = 'alice') =>
    runRedshiftConnector(keyshift, { connection, sql, person: personNamed(keyshift.info, browserOf) });
  const signedIn = () => asOneself(keyshift, { ...onlyApplication(keyshift.info), ...onlyCluster(keyshift.info) });

  it('signs in through the browser plug-in and selects as oneself', async () => {
    const { status, stdout, stderr } = await connect(signedIn(), 'select current_user, count(*) from sales.orders');
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stdout.trim()).toBe('alice\t8');
  });

  it('is refused another group’s table', async () => {
    const { status, stderr } = await connect(signedIn(), 'select * from sales.orders', 'bob');
    expect(status).toBe(1);
    expect(stderr).toContain('42501');
  });

  it('connects with the master password, and is refused a wrong one', async () => {
    const { host, port, database } = onlyCluster(keyshift.info);
    const master = { host, port, database, ...masterLogin(keyshift.info) };
    expect((await connect(master, 'select current_user')).stdout.trim()).toBe('some_admin');
    const refused = await connect({ ...master, password: 'wrong' }, 'select 1');
    expect(refused.stderr).toContain('28000');
  });
});
