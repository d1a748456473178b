import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../browser/chromium.ts';
import { createBrowserCommand } from '../browser/command.ts';
import { masterLogin } from '../database.ts';
import { type Keyshift, REPOSITORY, removeData, startKeyshift } from '../keyshift.ts';
import { onlyApplication, onlyCluster, personNamed } from '../people.ts';
import { isInstalled, run } from '../program.ts';
import { installOnce } from './install-once.ts';

const FOLDER = join(REPOSITORY, 'e2e/drivers/python');
const VENV = join(REPOSITORY, '.cache/python');

/** Why the driver cannot be had, or undefined when it is there. */
async function installDriver(): Promise<string | undefined> {
  if (!(await isInstalled('python3'))) return 'needs Python: apt-get install python3 python3-venv';
  const recipe = join(FOLDER, 'requirements.txt');
  const failure = await installOnce({
    folder: VENV,
    recipe,
    steps: [
      ['python3', '-m', 'venv', VENV],
      [join(VENV, 'bin/pip'), 'install', '-q', '-r', recipe],
    ],
  });
  return failure === undefined ? undefined : `needs redshift_connector from PyPI: ${failure}`;
}

const missing =
  (await installDriver()) ?? (CHROMIUM === undefined ? 'needs Chromium: apt-get install chromium' : undefined);
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

  const connect = (connection: Record<string, unknown>, sql: string, browserOf = 'alice') => {
    const { info } = keyshift;
    return run(join(VENV, 'bin/python'), [join(FOLDER, 'connect.py')], {
      input: JSON.stringify({ connection, sql }),
      env: {
        SSL_CERT_FILE: info.caFile,
        AWS_ENDPOINT_URL_STS: info.aws.endpoint,
        AWS_DEFAULT_REGION: info.aws.region,
        BROWSER: createBrowserCommand(info, personNamed(info, browserOf)),
      },
    });
  };

  const asOneself = () => {
    const { host, port, database, identifier } = onlyCluster(keyshift.info);
    return {
      iam: true,
      credentials_provider: 'BrowserSamlCredentialsProvider',
      login_url: onlyApplication(keyshift.info).loginUrl,
      listen_port: keyshift.listenPort,
      idp_response_timeout: 60,
      cluster_identifier: identifier,
      region: keyshift.info.aws.region,
      endpoint_url: keyshift.info.aws.endpoint,
      host,
      port,
      database,
    };
  };

  it('signs in through the browser plug-in and selects as oneself', async () => {
    const { status, stdout, stderr } = await connect(asOneself(), 'select current_user, count(*) from sales.orders');
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stdout.trim()).toBe('alice\t8');
  });

  it('is refused another group’s table', async () => {
    const { status, stderr } = await connect(asOneself(), 'select * from sales.orders', 'bob');
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
