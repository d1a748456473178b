// The journey's steps 1 to 16 and 32 to 35 in the portals, by role and label, in real Chromium.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../browser/chromium.ts';
import { submitLogin } from '../browser/sign-in.ts';
import { type Keyshift, REPOSITORY } from '../keyshift.ts';
import { personNamed } from '../people.ts';
import { openPortals, type Portals } from './open-portals.ts';

const AWS_METADATA = readFileSync(join(REPOSITORY, 'fixtures/saml/metadata/aws-service-provider.xml'));
const withoutChromium = CHROMIUM === undefined && process.env['CI'] === undefined;

describe.skipIf(withoutChromium)('the portals in Chromium (needs it: apt-get install chromium)', () => {
  let portals: Portals;
  let keyshift: Keyshift;
  let page: Page;

  beforeAll(async () => {
    portals = await openPortals('admin-portal');
    ({ keyshift, page } = portals);
  });
  afterAll(() => portals?.close());

  const goTo = (path: string) => page.goto(keyshift.info.web + path);
  const heading = (name: string | RegExp) => page.getByRole('heading', { name }).first();
  const look = (name: string) => portals.look(name);

  it('1: an administrator signs in and sees what is left to do', async () => {
    await goTo('/admin');
    await submitLogin(page, keyshift.info.admin);
    await heading('Overview').waitFor();
    await look('01-overview');
  });

  it('2: creates a user; capital letters are refused at the field, with the spelling that works', async () => {
    await goTo('/admin/users');
    await page.getByRole('link', { name: 'Add user' }).click();
    await page.getByLabel('User name').fill('Dora');
    await page.getByLabel('Display name').fill('Dora Diaz');
    await page.getByLabel('E-mail').fill('dora@example.com');
    await page.getByRole('button', { name: 'Add user' }).click();
    await page
      .getByText(/lower case|capital letters/)
      .first()
      .waitFor();
    await look('02-user-refused');
    await page.getByLabel('User name').fill('dora');
    await page.getByRole('button', { name: 'Add user' }).click();
    await page.getByText(/login\/reset\?token=/).waitFor();
    await look('02-user-created');
  });

  it('3: creates a group with its people', async () => {
    await goTo('/admin/groups');
    await page
      .getByRole('button', { name: 'Add group' })
      .or(page.getByRole('link', { name: 'Add group' }))
      .click();
    await page.getByLabel('Name', { exact: true }).fill('analysts');
    await look('03-group-new');
    await page
      .getByRole('button', { name: /Save|Add group|Create/ })
      .last()
      .click();
    await heading('analysts').waitFor();
    await look('03-group');
  });

  it('4, 5, 7, 8: adds Amazon Redshift from the catalogue, with an address of its own', async () => {
    await goTo('/admin/applications');
    await page.getByRole('link', { name: 'Add New Application' }).click();
    await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('redsh');
    await look('04-catalogue');
    await page.getByRole('link', { name: 'Amazon Redshift' }).click();
    await page.getByLabel('Display Label').fill('Warehouse');
    await page.getByLabel('Description').fill('Sales and people');
    await page.getByRole('button', { name: 'Advanced settings' }).click();
    await page.getByLabel('SSO IdP URL').fill('redshift');
    await page
      .getByText(/already|taken|in use|Another application/)
      .first()
      .waitFor();
    await page.getByLabel('SSO IdP URL').fill('warehouse');
    await page.getByText(/^Free: /).waitFor();
    await look('05-general');
    await page.getByRole('button', { name: 'Save Application' }).click();
    await page.getByRole('link', { name: 'Configure Application' }).waitFor();
    await page.getByRole('link', { name: 'Close' }).waitFor();
    await look('08-saved');
  });

  it('6: a bookmark asks for its address and has no SAML', async () => {
    await goTo('/admin/applications/new?connector=bookmark');
    await page.getByLabel('Display Label').fill('Wiki');
    await page.getByLabel('Bookmark URL').fill('https://wiki.example.com/');
    await page.getByRole('button', { name: 'Save Application' }).click();
    await page.getByRole('link', { name: 'Configure Application' }).click();
    await heading('Wiki').waitFor();
    expect(await page.getByRole('link', { name: 'SSO', exact: true }).count()).toBe(0);
  });

  it('9, 10: opens it by its row; SessionDuration outside 900 to 43200 is refused at its field', async () => {
    await goTo('/admin/applications');
    await page.getByRole('row', { name: /Warehouse/ }).click();
    await page.getByRole('link', { name: 'SSO', exact: true }).click();
    const duration = page
      .getByRole('row', { name: /SessionDuration/ })
      .or(page.locator('section, li, tr, div').filter({ hasText: /^SessionDuration/ }))
      .first();
    await duration.waitFor();
    await look('10-sso');
    const field = page.locator('input[value="3600"]');
    await field.fill('100');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page
      .getByText(/900 to 43200/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  it('16: metadata of the service provider is a difference first, and AWS’s own does not replace the localhost ACS', async () => {
    await page.locator('input[type=file]').first().setInputFiles({
      name: 'saml-metadata.xml',
      mimeType: 'text/xml',
      buffer: AWS_METADATA,
    });
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    const acs = dialog.getByRole('checkbox', { name: /ACS/ });
    expect(await acs.isChecked()).toBe(false);
    await look('16-metadata');
    await dialog
      .getByRole('button', { name: /Cancel|Close/ })
      .first()
      .click();
  });

  it('11, 12: a group gets the application, and is seen from the group’s side', async () => {
    await page.getByRole('link', { name: 'User Groups', exact: true }).click();
    await page.getByRole('checkbox', { name: /interns/ }).check({ force: true });
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText(/saved/i).first().waitFor();
    await look('11-groups');
  });

  it('shows what a person would get, without a sign-in', async () => {
    await page.getByRole('link', { name: 'Preview', exact: true }).click();
    await page.getByRole('combobox').first().fill('alice');
    await page.getByRole('option', { name: /alice/i }).first().click();
    await page
      .getByText('entitlement decided')
      .or(page.getByText('Which group opens the application'))
      .first()
      .waitFor();
    await page
      .getByText(/not in any group/)
      .first()
      .waitFor();
    await look('preview');
  });

  it('13: exports the metadata from the list, under the name that the guides expect', async () => {
    await goTo('/admin/applications');
    await page.getByRole('checkbox', { name: /Warehouse/ }).check({ force: true });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export metadata' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('Keyshift-warehouse-metadata.xml');
    expect(readFileSync(await download.path(), 'utf8')).toContain('IDPSSODescriptor');
  });

  it('34: deactivates single sign-on; sign-in stops at once and the configuration stays', async () => {
    await goTo('/admin/applications');
    await page
      .getByRole('row', { name: /Amazon Redshift/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Deactivate SSO' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Deactivate SSO' }).click();
    await page.getByText('Inactive').first().waitFor();
    const person = await portals.browser.newContext();
    const refused = await person.newPage();
    await refused.goto(`${keyshift.info.web}/portal`);
    await submitLogin(refused, personNamed(keyshift.info, 'alice'));
    await refused.getByText('No applications yet').waitFor();
    await refused.goto(keyshift.info.applications.find((one) => one.name === 'redshift')?.loginUrl ?? '');
    await refused.getByText('deactivated').first().waitFor();
    await person.close();
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Activate SSO' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Activate SSO' }).click();
    await page.getByText('Active', { exact: true }).first().waitFor();
  });

  it('35: deletes applications by typing their number', async () => {
    await goTo('/admin/applications');
    await page.getByRole('checkbox', { name: /Warehouse/ }).check({ force: true });
    await page.getByRole('checkbox', { name: /Wiki/ }).check({ force: true });
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByLabel('Type 2 to confirm').fill('1');
    expect(await dialog.getByRole('button', { name: /^Delete Applications?$/i }).isDisabled()).toBe(true);
    await dialog.getByLabel('Type 2 to confirm').fill('2');
    await look('35-delete');
    await dialog.getByRole('button', { name: /^Delete Applications?$/i }).click();
    await page
      .getByText(/deleted/i)
      .first()
      .waitFor();
    expect(await page.getByRole('row', { name: /Warehouse/ }).count()).toBe(0);
  });

  it('the sign-ins and changes of it all are in the traces and the audit log, whose chain is whole', async () => {
    await goTo('/admin/traces?outcome=refused');
    await page.getByRole('link', { name: /alice/ }).first().click();
    await page
      .getByText(/deactivated/)
      .first()
      .waitFor();
    await look('trace');
    await goTo('/admin/audit');
    await page.getByRole('button', { name: /Verify/ }).click();
    await page.getByText(/whole/).first().waitFor();
    await look('audit');
  });

  it('asks before a link or the browser’s back loses what was typed', async () => {
    await goTo('/admin/groups');
    await page.getByRole('link', { name: 'redshift_dbgroup', exact: true }).click();
    const description = page.getByLabel(/^Description/);
    await description.fill('Analysts');
    const question = page.getByRole('alertdialog', { name: 'Leave without saving?' });
    await page.getByRole('link', { name: 'Audit log' }).click();
    await look('leave');
    await question.getByRole('button', { name: 'Stay' }).click();
    // The address goes back at once, the page only after the answer.
    await page.evaluate(() => history.back());
    await question.getByRole('button', { name: 'Stay' }).click();
    await question.waitFor({ state: 'hidden' });
    expect(await description.inputValue()).toBe('Analysts');
    await page.evaluate(() => history.back());
    await question.getByRole('button', { name: 'Discard changes' }).click();
    await heading('Groups').waitFor();
    expect(new URL(page.url()).pathname).toBe('/admin/groups');
  });

  it('takes an exported application in again, under a name of its own', async () => {
    await goTo('/admin/applications');
    await page.getByRole('checkbox', { name: 'Select Amazon Redshift' }).check({ force: true });
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export as file' }).click(),
    ]);
    await page.getByRole('link', { name: 'Import', exact: true }).click();
    await page.locator('input[type=file]').setInputFiles(await file.path());
    await page.getByLabel('Display Label').fill('Amazon Redshift 2');
    await page.getByText(/^Free: /).waitFor();
    await look('import');
    await page.getByRole('button', { name: 'Add application' }).click();
    await page.getByText('Amazon Redshift 2 was saved').waitFor();
  });

  it('a wrong address keeps the way back, and the portals change without loading', async () => {
    await goTo('/admin/no/such/page');
    await heading('Not found').waitFor();
    await look('not-found');
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Your applications' }).click();
    await heading('Your applications').waitFor();
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  });

  it('breaks no security policy on the way', () => {
    expect(portals.violations).toEqual([]);
  });
});
