// Looks at a page as a stored value would like it to be looked at, and tells what of that value came alive.
import type { Page } from 'playwright-core';
import { watchPolicy } from '../browser/page-checks.ts';

export type Watched = {
  readonly page: Page;
  /** Dialogs, violations of the security policy and elements that only a payload makes, each with the page it was on. */
  readonly alive: string[];
  /** Waits until the page shows the texts, or has waited enough; gives those that are missing. */
  read(shows: readonly string[]): Promise<string[]>;
  /** Opens an address and reads it. */
  look(url: string, shows: readonly string[]): Promise<string[]>;
};

// Only a page that fails takes as long.
const PATIENCE_MS = 60_000;

/** Runs in the page. Text is everything that somebody reads: what stands there, what fields hold, the title. */
function readPage(shows: readonly string[]): { missing: string[]; isLoading: boolean; alive: string[] } {
  const all = [...document.querySelectorAll('*')];
  const isAlive = (element: Element) =>
    element.id === 'xss' ||
    /^(iframe|object|embed|base)$/i.test(element.tagName) ||
    [...element.attributes].some(
      ({ name, value }) =>
        /^on|^srcdoc$/i.test(name) ||
        (/^(xlink:href|href|src|action|formaction|data|content)$/i.test(name) &&
          /^\s*(javascript|vbscript|data:text)/i.test(value)),
    );
  const alive = all.filter(isAlive);
  const fields = all.flatMap((one) => ('value' in one && typeof one.value === 'string' ? [one.value] : []));
  const options = all.flatMap((one) => (one instanceof HTMLOptionElement ? [one.text] : []));
  const text = [document.title, document.body.textContent ?? '', ...fields, ...options].join('\n');
  return {
    missing: shows.filter((one) => !text.includes(one)),
    isLoading: document.querySelector('h1') === null || document.querySelector('.animate-pulse') !== null,
    alive: alive.map((element) => element.outerHTML.slice(0, 200)),
  };
}

export async function watchPage(page: Page): Promise<Watched> {
  const alive: string[] = [];
  const violations = await watchPolicy(page);
  page.on('dialog', (dialog) => {
    alive.push(`${page.url()}: dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  // A page that is on its way to the next one cannot be read, and will be asked again.
  const see = (shows: readonly string[]) =>
    page.evaluate(readPage, shows).catch(() => ({ missing: shows, isLoading: true, alive: [] }));
  const read = async (shows: readonly string[]): Promise<string[]> => {
    const end = Date.now() + PATIENCE_MS;
    let seen = await see(shows);
    while ((seen.isLoading || seen.missing.length > 0) && Date.now() < end) {
      await page.waitForTimeout(100);
      seen = await see(shows);
    }
    const place = page.url();
    alive.push(...seen.alive.map((html) => `${place}: ${html}`));
    alive.push(...violations.splice(0).map((violation) => `${place}: ${violation}`));
    return seen.isLoading ? [...seen.missing, 'anything at all'] : [...seen.missing];
  };
  return {
    page,
    alive,
    read,
    async look(url, shows) {
      // Not until it has loaded: a page that posts itself on never does.
      const open = () => page.goto(url, { waitUntil: 'commit' });
      // Nor while it posts itself on, which ends a navigation that began meanwhile.
      await open().catch(open);
      return read(shows);
    },
  };
}
