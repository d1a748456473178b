// What is checked of every page: accessibility, and that nothing asked for what the security policy forbids.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

type AxeOptions = {
  /** Only these rules; all unless told. */
  readonly rules?: readonly string[];
  /** Only what this selector finds, for what lies above a page: the page below is hidden from screen readers then. */
  readonly within?: string;
};

// Rules about a whole document, which a part of one cannot keep.
const DOCUMENT_RULES = ['region', 'page-has-heading-one'];

/** What axe-core finds, a line for each rule that is broken, with the elements. */
export async function axeFindings(page: Page, { rules, within }: AxeOptions = {}): Promise<string[]> {
  // No page has frames, so the second page that axe would otherwise open to join their findings is not needed.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], selectors: false });
  // React Aria announces an element's label by a picture without one, for a second, in a region of its own.
  axe.exclude('[data-live-announcer]');
  if (rules !== undefined) axe.withRules([...rules]);
  if (within !== undefined) axe.include(within).disableRules(DOCUMENT_RULES);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 300)).join(' | ')}`);
}

/** Fills the list it gives while the page is used. */
export async function watchPolicy(page: Page): Promise<string[]> {
  const violations: string[] = [];
  await page.exposeFunction('reportViolation', (violation: string) => violations.push(violation));
  await page.addInitScript(() => {
    const report = (globalThis as unknown as { reportViolation(text: string): void }).reportViolation;
    document.addEventListener('securitypolicyviolation', (event) =>
      report(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return violations;
}
