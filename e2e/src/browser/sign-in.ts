// What a person does in the browser: open the address, type name and password, see where it ends.
import type { Page } from 'playwright-core';

export type Login = { readonly username: string; readonly password: string };

/** Fills in and sends the sign-in page that is open. */
export async function submitLogin(page: Page, { username, password }: Login): Promise<void> {
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
