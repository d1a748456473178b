// A browser as a program, as `$BROWSER` and desktop handlers start one: real Chromium in which a person signs in.
// Usage: program.ts <url>; the person and the server come from the JSON file named by KEYSHIFT_TEST_PERSON.
import { readFileSync } from 'node:fs';
import { launchChromium } from './chromium.ts';
import { type Login, submitLogin } from './sign-in.ts';

const person: Login & { web: string; caFile: string } = JSON.parse(
  readFileSync(process.env['KEYSHIFT_TEST_PERSON'] ?? '', 'utf8'),
);
const browser = await launchChromium(person);
try {
  const page = await browser.newPage();
  await page.goto(process.argv[2] ?? '', { waitUntil: 'commit' });
  await submitLogin(page, person);
  // The client's own page says so, whichever client it is.
  await page.getByText('close this window').waitFor({ timeout: 30_000 });
} finally {
  await browser.close();
}
