// What people do in the User Portal, in real Chromium: tiles, profile, password, authenticator app, passkey, sessions.
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../browser/chromium.ts';
import { submitLogin } from '../browser/sign-in.ts';
import type { Keyshift } from '../keyshift.ts';
import { personNamed } from '../people.ts';
import { openPortals, type Portals } from './open-portals.ts';

const withoutChromium = CHROMIUM === undefined && process.env['CI'] === undefined;

describe.skipIf(withoutChromium)('the User Portal in Chromium (needs it: apt-get install chromium)', () => {
  let portals: Portals;
  let keyshift: Keyshift;
  let page: Page;

  beforeAll(async () => {
    portals = await openPortals('user-portal');
    ({ keyshift, page } = portals);
  });
  afterAll(() => portals?.close());

  const look = (name: string) => portals.look(name);
  const person = () => personNamed(keyshift.info, 'alice');
  const signOut = async () => {
    await page.goto(`${keyshift.info.web}/logout`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'You are signed out' }).waitFor();
  };

  it('32: shows the tiles, finds one, and says who may not use anything whom to ask', async () => {
    await page.goto(keyshift.info.web);
    await submitLogin(page, person());
    await page.getByRole('link', { name: 'Amazon Redshift', exact: true }).waitFor();
    await look('tiles');
    await page.getByRole('searchbox', { name: 'Find applications' }).fill('nothing');
    await page.getByText('No applications match').waitFor();
    await page.getByRole('searchbox', { name: 'Find applications' }).fill('');
    await page.getByRole('link', { name: 'Details of Amazon Redshift' }).click();
    await page.getByText('BrowserSamlCredentialsProvider').waitFor();
    await look('details');
  });

  it('keeps a change of the profile, and undoes one that was not saved', async () => {
    await page.goto(`${keyshift.info.web}/portal/profile`);
    await page.getByLabel('Job title').fill('Analyst');
    await page.getByText('1 change').waitFor();
    await look('profile');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Profile saved').waitFor();
    await page.getByLabel('Job title').fill('Something else');
    await page.getByRole('button', { name: 'Discard' }).click();
    expect(await page.getByLabel('Job title').inputValue()).toBe('Analyst');
  });

  let secret = '';
  it('sets up an authenticator app, and gets recovery codes once', async () => {
    await page.goto(`${keyshift.info.web}/portal/security`);
    await page.getByRole('button', { name: 'Set up authenticator app' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('img', { name: /QR code/ }).waitFor();
    secret =
      (await dialog
        .getByText(/^[A-Z2-7]{32}$/)
        .first()
        .textContent()) ?? '';
    await look('totp');
    await dialog.getByLabel('Code').fill('000000');
    await dialog.getByRole('button', { name: 'Turn on' }).click();
    await dialog
      .getByRole('alert')
      .or(dialog.getByText(/wrong|did not/))
      .first()
      .waitFor();
    await dialog.getByLabel('Code').fill(new TOTP({ secret }).generate());
    await dialog.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('dialog', { name: 'Your recovery codes' }).waitFor();
    await look('recovery-codes');
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await page.getByText('Phone', { exact: true }).waitFor();
  });

  it('asks for the code at the next sign-in, takes a new one and refuses the used one', async () => {
    await signOut();
    await page.goto(keyshift.info.web);
    await submitLogin(page, person());
    await page.getByRole('heading', { name: 'One more step' }).waitFor();
    await page.getByLabel('Code').fill(new TOTP({ secret }).generate({ timestamp: Date.now() - 120_000 }));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('alert').waitFor();
    await look('second-factor');
    // The code of the next half minute counts too, and has not been used yet.
    await page.getByLabel('Code').fill(new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 }));
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { name: 'Your applications' }).waitFor();
  });

  it('adds a passkey and signs in with it alone, without a user name', async () => {
    const cdp = await portals.context.newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(`${keyshift.info.web}/portal/security`);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Laptop');
    await page.getByRole('button', { name: 'Create passkey' }).click();
    await page.getByText('Laptop', { exact: true }).waitFor();
    await look('factors');
    await signOut();
    await page.goto(`${keyshift.info.web}/login`);
    await page.getByRole('link', { name: 'Sign in with a passkey' }).click();
    await page.getByRole('heading', { name: 'Your applications' }).waitFor();
    await page.goto(`${keyshift.info.web}/portal/security`);
    await page.getByText(/with passkey/).waitFor();
  });

  it('ends other sessions, and shows what happened', async () => {
    const other = await portals.browser.newContext();
    const elsewhere = await other.newPage();
    await elsewhere.goto(keyshift.info.web);
    await submitLogin(elsewhere, person());
    await elsewhere.getByLabel('Code').fill(new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 }));
    await other.close();
    await page.goto(`${keyshift.info.web}/portal/activity`);
    await page.getByRole('table', { name: 'Recent sign-ins' }).waitFor();
    await look('activity');
  });

  it('is as good on a phone and in the dark', async () => {
    const phone = await portals.browser.newContext({
      viewport: { width: 390, height: 844 },
      colorScheme: 'dark',
      storageState: await portals.context.storageState(),
    });
    const small = await phone.newPage();
    for (const path of ['/portal', '/portal/security', '/portal/profile']) {
      await small.goto(keyshift.info.web + path);
      await small.getByRole('heading', { level: 1 }).waitFor();
      await portals.look(`phone${path.replaceAll('/', '-')}`, small);
      const isWide = await small.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(isWide).toBe(false);
    }
    await phone.close();
  });

  it('breaks no security policy on the way', () => {
    expect(portals.violations).toEqual([]);
  });
});
