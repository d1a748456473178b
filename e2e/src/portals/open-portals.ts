// What every portal test begins with: a started Keyshift, a browser on it, and pages that are checked and photographed.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { axeFindings, watchPolicy } from '../browser/page-checks.ts';
import { type Keyshift, REPOSITORY, removeData, type StartOptions, startKeyshift } from '../keyshift.ts';

export type Portals = {
  readonly keyshift: Keyshift;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the pages asked for against their policy, so far. */
  readonly violations: readonly string[];
  /** Takes a picture of the page, or of another one, and finds nothing wrong for screen readers and weak eyes. */
  look(name: string, other?: Page): Promise<void>;
  close(): Promise<void>;
};

/** Pictures go to `e2e/artifacts/<pictures>`. */
export async function openPortals(pictures: string, start: StartOptions = {}): Promise<Portals> {
  const folder = join(REPOSITORY, 'e2e/artifacts', pictures);
  mkdirSync(folder, { recursive: true });
  const keyshift = await startKeyshift(start);
  const browser = await launchChromium(keyshift.info);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  // Several browsers share the cores of a small machine.
  page.setDefaultTimeout(45_000);
  return {
    ...{ keyshift, browser, context, page },
    violations: await watchPolicy(page),
    async look(name, other = page) {
      await other.waitForLoadState('networkidle');
      await other.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
      expect(await axeFindings(other)).toEqual([]);
    },
    async close() {
      await browser.close();
      await keyshift.stop();
      await removeData(keyshift.data);
    },
  };
}
