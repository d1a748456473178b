import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { getDatabaseCredentials, openSqlSession, signInWithAssertion } from '@keyshift/client';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launchChromium } from './browser/chromium.ts';
import { createBrowserCommand } from './browser/command.ts';
import { axeFindings, watchPolicy } from './browser/page-checks.ts';
import { submitLogin } from './browser/sign-in.ts';
import { type Keyshift, removeData, startKeyshift } from './keyshift.ts';
import { clientTarget, personNamed } from './people.ts';

const withoutChromium = CHROMIUM === undefined && process.env['CI'] === undefined;

describe.skipIf(withoutChromium)('the journey in Chromium (needs it: apt-get install chromium)', () => {
  let keyshift: Keyshift;
  let browser: Browser;

  beforeAll(async () => {
    keyshift = await startKeyshift();
    browser = await launchChromium(keyshift.info);
  });
  afterAll(async () => {
    await browser?.close();
    await keyshift?.stop();
    await removeData(keyshift.data);
  });

  const sqlAs = (username: string, sql: string, format = 'json') =>
    keyshift.command(['sql', '--format', format, '-c', sql], {
      env: { BROWSER: createBrowserCommand(keyshift.info, personNamed(keyshift.info, username)) },
    });

  it('keyshift sql: signs in in the browser and selects as oneself, in one’s group', async () => {
    const sql = 'select current_user, session_user, count(*) as orders from sales.orders';
    const { status, stdout, stderr } = await sqlAs('alice', sql);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(JSON.parse(stdout)).toEqual([{ current_user: 'alice', session_user: 'alice', orders: '8' }]);
  });

  it('keyshift whoami: tells person, role, DB user and groups of the kept sign-in', async () => {
    const { stdout } = await keyshift.command(['whoami', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      person: 'alice',
      dbUser: 'alice',
      dbGroups: ['redshift_dbgroup'],
      roleArn: personNamed(keyshift.info, 'alice').roleArn,
    });
  });

  it('keyshift sql: uses the kept sign-in without a browser, and the other group’s table is refused', async () => {
    const { status, stderr, stdout } = await keyshift.command(['sql', '-c', 'select * from hr.salaries'], {
      env: { BROWSER: 'false' },
    });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/permission denied for schema hr.*42501/);
  });

  it('another person sees the other table and not the first', async () => {
    await keyshift.command(['logout']);
    const own = await sqlAs('bob', 'select current_user, count(*) from hr.salaries', 'tsv');
    expect(own.stdout.trim().split('\n').at(-1)).toBe('bob\t3');
    const other = await keyshift.command(['sql', '-c', 'select * from sales.orders']);
    expect(other.stderr).toContain('42501');
    await keyshift.command(['logout']);
  });

  it('tile: sign in, click the tile, reach the listener’s page, SELECT as myself', async () => {
    const listener = await listenLikeADriver(keyshift.listenPort);
    const page = await browser.newPage();
    await page.goto(keyshift.info.web);
    await submitLogin(page, personNamed(keyshift.info, 'alice'));
    await page.getByRole('link', { name: 'Amazon Redshift', exact: true }).click();
    await page.getByText('close this window').waitFor();
    expect(page.url()).toBe(`http://localhost:${keyshift.listenPort}/redshift/`);
    const target = clientTarget(keyshift.info);
    const signedIn = await signInWithAssertion(target, await listener.assertion);
    const credentials = await getDatabaseCredentials({ ...target, ...signedIn });
    const session = await openSqlSession({ ...target, ...credentials, applicationName: 'e2e' });
    const [result] = await session.run('select current_user');
    expect(result?.rows).toEqual([['alice']]);
    await session.close();
    await page.close();
  });

  it.each(['light', 'dark'] as const)(
    'pages have no accessibility findings and break no security policy (%s)',
    async (colorScheme) => {
      const context = await browser.newContext({ colorScheme });
      const page = await context.newPage();
      const violations = await watchPolicy(page);
      // All rules in light; in dark only colours differ.
      const look = () => axeFindings(page, colorScheme === 'dark' ? { rules: ['color-contrast'] } : {});
      await page.goto(`${keyshift.info.web}/portal`);
      expect(await look()).toEqual([]);
      await submitLogin(page, { ...keyshift.info.admin, password: 'wrong' });
      await page.getByRole('alert').waitFor();
      expect(await look()).toEqual([]);
      await submitLogin(page, keyshift.info.admin);
      await page.getByRole('heading', { name: 'Your applications', exact: true }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await look()).toEqual([]);
      await page.goto(`${keyshift.info.web}/admin`);
      await page.getByRole('heading', { name: 'Overview', exact: true }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await look()).toEqual([]);
      expect(violations).toEqual([]);
      await context.close();
    },
  );
});

/** A listener as the stock drivers have one: it takes the first POST, whoever started the sign-in. */
async function listenLikeADriver(port: number): Promise<{ assertion: Promise<string> }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const assertion = new Promise<string>((resolve) => {
    server.on('request', (request, response) => {
      void text(request).then((body) => {
        response.end('<p>You can now close this window.</p>');
        if (request.method === 'POST') {
          resolve(new URLSearchParams(body).get('SAMLResponse') ?? '');
          server.close();
        }
      });
    });
  });
  return { assertion };
}
