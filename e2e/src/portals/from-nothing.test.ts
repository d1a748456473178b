// From an empty start to a SELECT: identity and AWS's trust in it by the pages alone, the rest of AWS by its own tools, and
// Amazon's own driver at the end.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submitLogin } from '../browser/sign-in.ts';
import { asOneself, installRedshiftConnector, runRedshiftConnector } from '../drivers/redshift-connector.ts';
import { type Keyshift, REPOSITORY } from '../keyshift.ts';
import { findFreePorts } from '../ports.ts';
import { createCluster, createRole, prepareDatabase } from './aws-by-hand.ts';
import { openPortals, type Portals } from './open-portals.ts';

type File = { readonly name: string; readonly content: Buffer };

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
  let metadataFile: string;
  let providerArn: string;
  let awsMetadata: File;

  beforeAll(async () => {
    const ports = await findFreePorts(4);
    clusterPort = ports[2] ?? 0;
    portals = await openPortals('from-nothing', { ports, demo: false });
    ({ keyshift, page } = portals);
    acsUrl = `http://localhost:${keyshift.listenPort}/redshift/`;
  });
  afterAll(() => portals?.close());

  const area = (name: string) =>
    page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click();
  const look = (name: string) => portals.look(name);
  const downloadOf = async (button: string): Promise<File> => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button }).click(),
    ]);
    return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
  };

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
    metadataFile = await download.path();
    const metadata = readFileSync(metadataFile, 'utf8');
    loginUrl = /<md:SingleSignOnService [^>]*Location="([^"]+)"/.exec(metadata)?.[1] ?? '';
  });

  it('14: IAM gets the application’s metadata, after it was told that AWS’s own is not that of an identity provider', async () => {
    await area('Identity providers');
    await page.getByText('No identity providers yet').waitFor();
    await look('providers-empty');
    await page.getByRole('link', { name: 'Create identity provider' }).first().click();
    await page.getByText('OpenID Connect is not supported').waitFor();
    await look('provider-new');
    const file = page.locator('input[type=file]');
    await page.getByLabel('Provider name').fill('redshift sso');
    await file.setInputFiles(join(REPOSITORY, 'fixtures/saml/metadata/aws-service-provider.xml'));
    const create = page.getByRole('button', { name: 'Create', exact: true });
    await create.click();
    await page.getByText(/letters, digits, dots, hyphens and underscores in it/).waitFor();
    await page.getByText(/metadata of a service provider, such as AWS’s own/).waitFor();
    await look('provider-mistakes');
    await page.getByLabel('Provider name').fill('redshift-sso');
    await file.setInputFiles(metadataFile);
    await create.click();
    await page.getByRole('heading', { name: 'redshift-sso', level: 1 }).waitFor();
    await page.getByText(loginUrl).first().waitFor();
    await look('provider');
  });

  it('15: gives the ARN to copy, the document as it was given, and AWS’s own', async () => {
    await portals.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy ARN' }).click();
    providerArn = await page.evaluate(() => navigator.clipboard.readText());
    expect(providerArn).toBe('arn:aws:iam::123456789012:saml-provider/redshift-sso');
    const kept = await downloadOf('Download identity provider metadata');
    expect([kept.name, kept.content]).toEqual(['redshift-sso-metadata.xml', readFileSync(metadataFile)]);
    awsMetadata = await downloadOf('Download service provider metadata');
    expect(awsMetadata.content.toString()).toContain('entityID="urn:amazon:webservices"');
    await area('Identity providers');
    await page.getByRole('row', { name: /redshift-sso/ }).waitFor();
    await look('providers');
  });

  it('16: AWS’s document goes into the application, whose localhost ACS stays', async () => {
    await area('SSO applications');
    await page.getByRole('row', { name: /Warehouse/ }).click();
    await page.getByRole('link', { name: 'SSO', exact: true }).click();
    await page.getByLabel('IAM provider ARN').fill(providerArn);
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Warehouse saved').last().waitFor();
    const { name, content: buffer } = awsMetadata;
    await page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'text/xml', buffer });
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.getByRole('checkbox', { name: /ACS/ }).isChecked()).toBe(false);
    await look('provider-metadata-of-aws');
    // Amazon Redshift comes with everything else that AWS says.
    expect(await dialog.getByRole('button', { name: 'Apply 0 changes' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.getByLabel('ACS URL 1').inputValue()).toBe(acsUrl);
  });

  it('17 to 26: AWS has a role, a network, a cluster, and a table for the group', async () => {
    const roleArn = await createRole(keyshift.info, { providerArn, acsUrl, group: 'redshift_dbgroup' });
    await createCluster(keyshift.info, clusterPort);
    await prepareDatabase(keyshift.info, clusterPort, 'redshift_dbgroup');

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

  it('what was done at AWS is in the audit log, and no page broke a security policy', async () => {
    await area('Audit log');
    await page.getByText('created the identity provider redshift-sso at AWS').first().waitFor();
    await look('audit');
    expect(portals.violations).toEqual([]);
  });
});
