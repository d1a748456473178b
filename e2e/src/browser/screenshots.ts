// `npm run screenshots`: the pictures of the README, taken from a running Keyshift.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { loginWithBrowser } from '@keyshift/client';
import type { Browser, Page } from 'playwright-core';
import { type Keyshift, REPOSITORY, removeData, startKeyshift } from '../keyshift.ts';
import { onlyApplication, personNamed } from '../people.ts';
import { launchChromium } from './chromium.ts';
import { submitLogin } from './sign-in.ts';

const FOLDER = join(REPOSITORY, 'docs/images');
const SIZE = { width: 1100, height: 720 };
const SCRIPTLESS: readonly string[] = ['sign-in', 'sign-in-failed-dark', 'refused', 'continue', 'signed-in'];

async function takeAll({ info }: Keyshift, browser: Browser): Promise<void> {
  const picture = async (
    name: string,
    show: (page: Page) => Promise<void>,
    colorScheme: 'light' | 'dark' = 'light',
  ) => {
    // The sign-in pages need no scripts, and pages that post themselves would be gone before the picture.
    const javaScriptEnabled = !SCRIPTLESS.includes(name);
    const context = await browser.newContext({ viewport: SIZE, deviceScaleFactor: 2, colorScheme, javaScriptEnabled });
    const page = await context.newPage();
    await show(page);
    await page.screenshot({ path: join(FOLDER, `${name}.png`) });
    await context.close();
  };
  const { loginUrl } = onlyApplication(info);
  const signIn = async (page: Page, username: string) => submitLogin(page, personNamed(info, username));
  await picture('sign-in', async (page) => {
    await page.goto(loginUrl);
  });
  await picture('sign-in-failed-dark', (page) => failSignIn(page, loginUrl), 'dark');
  await picture('portal', async (page) => {
    await page.goto(info.web);
    await signIn(page, 'alice');
    await page.getByRole('link', { name: 'Amazon Redshift', exact: true }).waitFor();
  });
  await picture('refused', async (page) => {
    await page.goto(loginUrl);
    await signIn(page, 'carol');
  });
  await picture('continue', async (page) => {
    await page.goto(loginUrl);
    await signIn(page, 'alice');
  });
  await picture('signed-in', async (page) => {
    const signedIn = loginWithBrowser({
      loginUrl,
      listenPort: Number(new URL(onlyApplication(info).acsUrl).port),
      responseTimeoutSeconds: 30,
      openBrowser: async (url) => {
        await page.goto(url);
        await signIn(page, 'alice');
        await page.getByRole('button', { name: 'Continue' }).click();
        await page.getByText('close this window').waitFor();
      },
    });
    await signedIn;
  });
  const openAdmin = async (page: Page) => {
    await page.goto(`${info.web}/admin/applications`);
    await submitLogin(page, info.admin);
    await page.getByRole('row', { name: /Amazon Redshift/ }).waitFor();
  };
  await picture('admin', openAdmin);
  await picture(
    'admin-sso-dark',
    async (page) => {
      await openAdmin(page);
      await page.getByRole('row', { name: /Amazon Redshift/ }).click();
      await page.getByRole('link', { name: 'SSO', exact: true }).click();
      await page.getByLabel('SP entity ID').waitFor();
    },
    'dark',
  );
}

async function failSignIn(page: Page, loginUrl: string): Promise<void> {
  await page.goto(loginUrl);
  await submitLogin(page, { username: 'alice', password: 'mistyped' });
}

mkdirSync(FOLDER, { recursive: true });
const keyshift = await startKeyshift();
try {
  const browser = await launchChromium(keyshift.info);
  await takeAll(keyshift, browser);
  await browser.close();
} finally {
  await keyshift.stop();
  await removeData(keyshift.data);
}
