// Apache with mod_auth_mellon, a service provider nobody here wrote, is signed in to and out of in a real browser.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../browser/chromium.ts';
import { MELLON_MISSING, startMellon } from './mellon.ts';
import { expectEncrypted, nextResponse, type Scene, setScene, verifyWithXmlsec } from './scene.ts';

const missing = MELLON_MISSING ?? (CHROMIUM === undefined ? 'needs Chromium: apt-get install chromium' : undefined);
const EXCEPT: readonly string[] = ['requireSignedRequests'];
const skip = missing !== undefined && process.env['CI'] === undefined;

describe.skipIf(skip)(`mod_auth_mellon as it comes with Debian${skip ? ` (${missing})` : ''}`, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene({ start: startMellon, except: EXCEPT });
  });
  afterAll(async () => {
    await scene?.close();
  });

  const newPage = async (): Promise<Page> => (await scene.browser.newContext()).newPage();
  const at = (path: string) => `${scene.sp.origin}${path}`;
  const shown = async (page: Page) => {
    await page.getByText('Welcome').waitFor();
    const read = (id: string) => page.locator(`#${id}`).textContent();
    return { nameId: await read('nameid'), roles: await read('roles'), groups: await read('groups') };
  };
  // The module hands a value on as the markup it was in: `&amp;` is how the document writes `&`.
  const ALICE = {
    nameId: expect.stringMatching(/^.{20,}$/),
    roles: 'reader;writer &amp; co',
    groups: 'analysts;authors',
  };

  it('is known by the metadata it makes itself', () => {
    const fields = scene.review.changes.filter((one) => one.recommended).map((one) => one.field);
    expect(fields).toEqual(expect.arrayContaining(['audience', 'acs', 'slo', 'requestCertificates']));
  });

  it('signs in from a protected page, and back to it with every value of every attribute', async () => {
    const page = await newPage();
    await page.goto(at('/page.shtml?from=here'));
    expect(page.url()).toContain(scene.keyshift.info.web);
    const response = nextResponse(page, at('/mellon/postResponse'));
    await scene.signIn(page, 'alice');
    expect(await shown(page)).toEqual(ALICE);
    expect(page.url()).toBe(at('/page.shtml?from=here'));
    expect(verifyWithXmlsec(await response, scene.idpMetadata)).toContain('OK');
  });

  it('takes a sign-in that began at the portal’s tile', async () => {
    const page = await newPage();
    await scene.launch(page, 'alice');
    expect(await shown(page)).toEqual(ALICE);
  });

  it('takes an assertion that is encrypted for it (AES-256-GCM, RSA-OAEP)', async () => {
    await scene.change({ encryption: 'aes256-gcm' });
    const page = await newPage();
    await page.goto(at('/page.shtml'));
    const response = nextResponse(page, at('/mellon/postResponse'));
    await scene.signIn(page, 'alice');
    expect(await shown(page)).toEqual(ALICE);
    expectEncrypted(await response);
    await scene.change({ encryption: 'none' });
  });

  it('gets nobody whose groups may not use it', async () => {
    const page = await newPage();
    await page.goto(at('/page.shtml'));
    await scene.signIn(page, 'bob');
    await page.getByText('idp.not_entitled').waitFor();
    expect(page.url()).toContain(scene.keyshift.info.web);
  });

  it('ends the session of Keyshift when one signs out there', async () => {
    const page = await newPage();
    await page.goto(at('/page.shtml'));
    await scene.signIn(page, 'alice');
    await shown(page);
    expect(await scene.sessionStatus(page)).toBe(200);
    await page.goto(at(`/mellon/logout?ReturnTo=${encodeURIComponent(at('/bye.shtml'))}`));
    await page.getByText('Good bye').waitFor();
    expect(await scene.sessionStatus(page)).toBe(401);
    await page.goto(at('/page.shtml'));
    await page.getByLabel('Password').waitFor();
  });

  it('ends its session when one signs out of Keyshift', async () => {
    const page = await newPage();
    await page.goto(at('/page.shtml'));
    await scene.signIn(page, 'alice');
    await shown(page);
    await scene.signOut(page);
    await page.getByText('signed out', { exact: true }).waitFor();
    await page.goto(at('/page.shtml'));
    await page.getByLabel('Password').waitFor();
  });

  it('signs its requests, so that one may insist on it', async () => {
    await scene.change({ requireSignedRequests: true });
    const page = await newPage();
    await page.goto(at('/page.shtml'));
    await scene.signIn(page, 'alice');
    expect(await shown(page)).toEqual(ALICE);
  });
});
