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

async function takeAll({ info }: Keyshift, browser: Browser): Promise<void> {
  const picture = async (
    name: string,
    show: (page: Page) => Promise<void>,
    colorScheme: 'light' | 'dark' = 'light',
  ) => {
    const context = await browser.newContext({
      viewport: SIZE,
      deviceScaleFactor: 2,
      colorScheme,
      javaScriptEnabled: false,
    });
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
  await picture('admin', async (page) => {
    await page.goto(`${info.web}/admin`);
    await submitLogin(page, info.admin);
  });
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
