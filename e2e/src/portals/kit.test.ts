// The kit in a real browser: no accessibility finding and no violation of the portals' policy, light and dark.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchPlainChromium } from '../browser/chromium.ts';
import { axeFindings } from '../browser/page-checks.ts';
import { type StaticServer, serveFolder } from '../browser/static-server.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const WEB = fileURLToPath(new URL('../../../packages/web/', import.meta.url));
const THEMES = ['light', 'dark'] as const;
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

let browser: Browser;
let stories: StaticServer;
let context: BrowserContext;
let violations: string[] = [];

beforeAll(async () => {
  const vite = `${ROOT}node_modules/vite/bin/vite.js`;
  execFileSync(process.execPath, [vite, 'build', '--mode', 'stories', '--logLevel', 'warn'], {
    cwd: WEB,
    env: { ...process.env, NODE_ENV: 'production' },
  });
  stories = await serveFolder(`${WEB}dist/stories`);
  browser = await launchPlainChromium();
});

afterAll(async () => {
  await browser?.close();
  stories?.close();
});

afterEach(async () => {
  await context?.close();
  expect(violations).toEqual([]);
});

async function openPage(o: { url: string; theme: 'light' | 'dark'; viewport?: typeof WIDE }): Promise<Page> {
  violations = [];
  context = await browser.newContext({ viewport: o.viewport ?? WIDE, reducedMotion: 'reduce' });
  await context.addCookies([{ name: 'keyshift-theme', value: o.theme, url: new URL(o.url).origin }]);
  await context.exposeBinding('reportViolation', (_source, text: string) => void violations.push(text));
  await context.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
    reportViolation(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile))`);
  const page = await context.newPage();
  page.on('pageerror', (error) => void violations.push(error.message));
  await page.goto(o.url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

const openStory = (name: string, theme: 'light' | 'dark', viewport = WIDE) =>
  openPage({ url: `${stories.origin}/site/stories.html?page=${name}`, theme, viewport });

/** All rules in light; in dark only colours differ. */
const findings = (page: Page, theme: 'light' | 'dark' = 'light', within?: string) =>
  axeFindings(page, {
    ...(theme === 'dark' ? { rules: ['color-contrast'] } : {}),
    ...(within === undefined ? {} : { within }),
  });

describe.each(THEMES)('in %s', (theme) => {
  it.each(['kit', 'list', 'object', 'wizard', 'portal'])('the %s story has no finding', async (name) => {
    const page = await openStory(name, theme);
    expect(await page.evaluate(() => document.documentElement.classList.contains('dark'))).toBe(theme === 'dark');
    expect(await findings(page, theme)).toEqual([]);
  });

  it('what opens above the page has no finding', async () => {
    const page = await openStory('kit', theme);
    const opened = [
      { button: page.getByRole('button', { name: /Region/ }).first(), role: 'listbox' },
      { button: page.getByRole('button', { name: 'More actions' }), role: 'menu' },
      { button: page.getByRole('button', { name: 'Open dialog' }), role: 'dialog' },
      { button: page.getByRole('button', { name: 'Open drawer' }), role: 'dialog' },
      { button: page.getByRole('button', { name: 'Open count question' }), role: 'alertdialog' },
    ] as const;
    for (const { button, role } of opened) {
      const sign = page.getByRole(role);
      await button.click();
      await sign.waitFor();
      expect(await findings(page, theme, `[role=${role}]`)).toEqual([]);
      await page.keyboard.press('Escape');
      await sign.waitFor({ state: 'detached' });
    }
  });

  it('an open combo box has no finding', async () => {
    const page = await openStory('kit', theme);
    const option = page.getByRole('option', { name: 'platform' });
    // On a busy machine the first key may come before the widget listens.
    const open = async () => {
      await page.getByRole('combobox', { name: 'Groups' }).focus();
      await page.keyboard.press('ArrowDown');
      return option.isVisible();
    };
    await expect.poll(open, { timeout: 20_000 }).toBe(true);
    expect(await findings(page, theme, '[role=listbox]')).toEqual([]);
  });

  it('the command palette has no finding', async () => {
    const page = await openStory('list', theme);
    await page.keyboard.press('Control+k');
    await page.getByRole('menuitem', { name: 'Audit log' }).waitFor();
    expect(await findings(page, theme)).toEqual([]);
  });
});

it('a mistake would be found, on the page and in what lies above it', async () => {
  const page = await openStory('kit', 'light');
  await page.getByRole('button', { name: 'Open dialog' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.evaluate((element) => element.append(document.createElement('button')));
  expect(await findings(page, 'light', '[role=dialog]')).toEqual([expect.stringMatching(/^button-name: /)]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('main').evaluate((element) => element.append(document.createElement('button')));
  expect(await findings(page)).toEqual([expect.stringMatching(/^button-name: /)]);
});

describe('on a phone', () => {
  it.each(['kit', 'list', 'object', 'wizard', 'portal'])('the %s story does not scroll sideways', async (name) => {
    const page = await openStory(name, 'light', PHONE);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(PHONE.width);
    expect(await findings(page)).toEqual([]);
  });

  it('the areas are in a sheet', async () => {
    const page = await openStory('list', 'dark', PHONE);
    await page.getByRole('button', { name: 'Show areas' }).click();
    await page.getByRole('link', { name: 'Audit log' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });
});
