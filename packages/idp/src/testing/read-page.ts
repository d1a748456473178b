// What tests read from an answer: the code of a refusal, the SAML message in a form, and the status in it.
import { hiddenField, type Page } from './test-browser.ts';

/** The error code on a page; undefined if it is no refusal. */
export function codeOf(page: Page): string | undefined {
  return /class="mono">([a-z]+\.[a-z0-9_]+)</.exec(page.body)?.[1];
}

/** The message that a page posts on, as XML; '' without one. */
export function xmlOf(page: Page, field: 'SAMLResponse' | 'SAMLRequest' = 'SAMLResponse'): string {
  return Buffer.from(hiddenField(page.body, field) ?? '', 'base64').toString();
}

/** Status and sub-status by their short names, such as `Responder` and `NoPassive`. */
export function statusOf(page: Page): (string | undefined)[] {
  return [...xmlOf(page).matchAll(/StatusCode Value="[^"]*:(\w+)"/g)].map((one) => one[1]);
}
