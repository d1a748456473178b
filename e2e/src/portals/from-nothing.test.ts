// From an empty start to a SELECT: identity by the pages alone, AWS by AWS's own tools, and Amazon's own driver at the end.
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submitLogin } from '../browser/sign-in.ts';
import { asOneself, installRedshiftConnector, runRedshiftConnector } from '../drivers/redshift-connector.ts';
import type { Keyshift } from '../keyshift.ts';
import { findFreePorts } from '../ports.ts';
import { createCluster, createRole, createSamlProvider, prepareDatabase } from './aws-by-hand.ts';
import { openPortals, type Portals } from './open-portals.ts';

const DORA = { username: 'dora', password: 'a fresh lemon tree' };
const missing = await installRedshiftConnector();
const skip = missing !== undefined && process.env['CI'] === undefined;

describe.skipIf(skip)(`from nothing to a SELECT as oneself${skip ? ` (${missing})` : ''}`, () => {
  let portals: Portals;
  let keyshift: Keyshift;
  let page: Page;
  let clusterPort: number;
  let acsUrl: string;
  let loginUrl: string;
  let metadata: string;

  beforeAll(async () => {
    const ports = await findFreePorts(4);
    clusterPort = ports[2] ?? 0;
    portals = await openPortals('from-nothing', { ports, demo: false });
    ({ keyshift, page } = portals);
    acsUrl = `http://localhost:${keyshift.listenPort}/redshift/`;
  });
  afterAll(() => portals?.close());

  const area = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  const look = (name: string) => portals.look(name);

  it('1 and 2: the administrator adds a person, who sets a password by the link', async () => {
    await page.goto(`${keyshift.info.web}/admin`);
    await submitLogin(page, keyshift.info.admin);
    await area('Users');
    await look('users-empty');
    await page.getByRole('link', { name: 'Add user' }).click();
    await page.getByLabel('User name').fill(DORA.username);
    await page.getByLabel('Display name').fill('Dora Diaz');
    await page.getByLabel('E-mail').fill('dora@example.com');
    await page.getByRole('button', { name: 'Add user' }).click();
    const link = (await page.getByText(/login\/reset\?token=/).textContent()) ?? '';

    const dora = await portals.browser.newContext();
    const own = await dora.newPage();
    await own.goto(link.trim());
    await own.getByLabel('New password').fill(DORA.password);
    await own.getByLabel('The same again').fill(DORA.password);
    await own.getByRole('button', { name: 'Set password' }).click();
    await own.getByRole('heading', { name: 'Your password is set' }).waitFor();
    await dora.close();
  });

  it('3: a group of the name that the database will know, with the person in it', async () => {
    await page.goto(`${keyshift.info.web}/admin`);
    await area('Groups');
    await look('groups-empty');
    await page.getByRole('link', { name: 'Add group' }).first().click();
    await page.getByLabel('Name', { exact: true }).fill('redshift_dbgroup');
    await page.getByRole('combobox', { name: /Users/ }).fill('dora');
    await page.getByRole('option', { name: /Dora Diaz/ }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Save group' }).click();
    await page.getByRole('heading', { name: 'redshift_dbgroup' }).first().waitFor();
  });

  it('4 to 10 and 13: the application, its listener and its metadata', async () => {
    await area('SSO applications');
    await look('applications-empty');
    await page.getByRole('link', { name: 'Add New Application' }).first().click();
    await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('redshift');
    await page.getByRole('link', { name: 'Amazon Redshift' }).click();
    await page.getByLabel('Display Label').fill('Warehouse');
    await page.getByRole('button', { name: 'Save Application' }).click();
    await page.getByRole('link', { name: 'Configure Application' }).click();
    await page.getByLabel('ACS URL 1').fill(acsUrl);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Warehouse saved').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export metadata' }).first().click(),
    ]);
    metadata = readFileSync(await download.path(), 'utf8');
    loginUrl = /<md:SingleSignOnService [^>]*Location="([^"]+)"/.exec(metadata)?.[1] ?? '';
  });

  it('14 to 26: AWS trusts it, has a role, a network, a cluster, and a table for the group', async () => {
    const providerArn = await createSamlProvider(keyshift.info, metadata);
    const roleArn = await createRole(keyshift.info, { providerArn, acsUrl, group: 'redshift_dbgroup' });
    await createCluster(keyshift.info, clusterPort);
    await prepareDatabase(keyshift.info, clusterPort, 'redshift_dbgroup');

    await page.getByLabel('IAM provider ARN').fill(providerArn);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Warehouse saved').last().waitFor();
    await page.getByRole('link', { name: 'User Groups', exact: true }).click();
    await page.getByRole('checkbox', { name: /redshift_dbgroup/ }).check({ force: true });
    await page.getByLabel('Role ARN of redshift_dbgroup').fill(roleArn);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText(/saved/i).last().waitFor();
    await look('groups-of-application');
  });

  it('28 to 31: the person connects with Amazon’s driver and selects as herself, in her group', async () => {
    const target = { loginUrl, identifier: 'testcluster', host: 'localhost', port: clusterPort, database: 'testdb' };
    const { status, stdout, stderr } = await runRedshiftConnector(keyshift, {
      connection: asOneself(keyshift, target),
      sql: 'select current_user, count(*) from visits',
      person: DORA,
    });
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(stdout.trim()).toBe('dora\t3');
  });
});
