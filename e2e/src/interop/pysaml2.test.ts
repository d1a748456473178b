// pysaml2, a service provider library nobody here wrote, is signed in to and out of in a real browser.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM } from '../browser/chromium.ts';
import { PYSAML2_MISSING, startPysaml2 } from './pysaml2.ts';
import { expectEncrypted, nextResponse, type Scene, setScene, verifyWithXmlsec } from './scene.ts';

const missing = PYSAML2_MISSING ?? (CHROMIUM === undefined ? 'needs Chromium: apt-get install chromium' : undefined);
const EXCEPT: readonly string[] = ['requireSignedRequests'];
const skip = missing !== undefined && process.env['CI'] === undefined;

describe.skipIf(skip)(`pysaml2 as it comes with Debian${skip ? ` (${missing})` : ''}`, () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await setScene({ start: startPysaml2, except: EXCEPT });
  });
  afterAll(async () => {
    await scene?.close();
  });

  const newPage = async (): Promise<Page> => (await scene.browser.newContext()).newPage();
  const at = (path: string) => `${scene.sp.origin}${path}`;
  const shown = async (page: Page) => {
    await page.getByText('Welcome').waitFor();
    const told: { nameId: string; attributes: Record<string, string[]> } = JSON.parse(
      (await page.locator('pre').textContent()) ?? '',
    );
    return told;
  };
  const ALICE = {
    nameId: expect.stringMatching(/^.{20,}$/),
    attributes: expect.objectContaining({ roles: ['reader', 'writer & co'], groups: ['analysts', 'authors'] }),
  };

  it('is known by the metadata it makes itself', () => {
    const fields = scene.review.changes.filter((one) => one.recommended).map((one) => one.field);
    expect(fields).toEqual(expect.arrayContaining(['audience', 'acs', 'slo', 'requestCertificates']));
  });

  it.each([
    ['redirect', '/page?from=here'],
    ['POST', '/page?binding=post&unsigned=1'],
    // pysaml2 gives the signature inside an Id of its own.
    ['POST, signed inside,', '/page?binding=post'],
  ])('signs in by %s from a protected page, and back to it with every value', async (_binding, path) => {
    const page = await newPage();
    await page.goto(at(path));
    const response = nextResponse(page, at('/acs'));
    await scene.signIn(page, 'alice');
    expect(await shown(page)).toEqual(ALICE);
    expect(page.url()).toBe(at(path));
    expect(verifyWithXmlsec(await response, scene.idpMetadata)).toContain('OK');
  });

  it('takes an assertion that is encrypted for it (AES-256-GCM, RSA-OAEP)', async () => {
    await scene.change({ encryption: 'aes256-gcm' });
    const page = await newPage();
    await page.goto(at('/page'));
    const response = nextResponse(page, at('/acs'));
    await scene.signIn(page, 'alice');
    expect(await shown(page)).toEqual(ALICE);
    expectEncrypted(await response);
    await scene.change({ encryption: 'none' });
  });

  it('takes a sign-in that began at the portal’s tile', async () => {
    const page = await newPage();
    await scene.launch(page, 'alice');
    expect(await shown(page)).toEqual(ALICE);
  });

  it('gets a fresh sign-in where it insists on one', async () => {
    const page = await newPage();
    await page.goto(scene.keyshift.info.web);
    await scene.signIn(page, 'alice');
    await page.getByRole('link', { name: 'Foreign application', exact: true }).waitFor();
    await page.goto(at('/page?fresh=1'));
    await page.getByLabel('Password').waitFor();
    await scene.signIn(page, 'alice');
    expect(await shown(page)).toEqual(ALICE);
  });

  it('gets nobody whose groups may not use it', async () => {
    const page = await newPage();
    await page.goto(at('/page'));
    await scene.signIn(page, 'bob');
    await page.getByText('idp.not_entitled').waitFor();
    expect(page.url()).toContain(scene.keyshift.info.web);
  });

  it.each([
    ['redirect', '/logout'],
    ['POST', '/logout?binding=post'],
  ])('ends the session of Keyshift when one signs out there by %s', async (_binding, path) => {
    const page = await newPage();
    await page.goto(at('/page'));
    await scene.signIn(page, 'alice');
    await shown(page);
    expect(await scene.sessionStatus(page)).toBe(200);
    await page.goto(at(path));
    await page.getByText('Signed out of the application').waitFor();
    expect(await scene.sessionStatus(page)).toBe(401);
    await page.goto(at('/page'));
    await page.getByLabel('Password').waitFor();
  });

  it('ends its session when one signs out of Keyshift', async () => {
    await scene.change({ slo: { url: at('/slo'), responseUrl: null, binding: 'post' } });
    const page = await newPage();
    await page.goto(at('/page'));
    await scene.signIn(page, 'alice');
    await shown(page);
    await scene.signOut(page);
    await page.getByText('signed out', { exact: true }).waitFor();
    await page.goto(at('/page'));
    await page.getByLabel('Password').waitFor();
  });

  it.each(['redirect', 'post'] as const)('is passed, by %s, if its logout address hangs', async (binding) => {
    const silent = createServer(() => {});
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    await scene.change({ slo: { url: `http://127.0.0.1:${port}/slo`, responseUrl: null, binding } });
    const page = await newPage();
    await page.goto(at('/page'));
    await scene.signIn(page, 'alice');
    await shown(page);
    await scene.signOut(page);
    await page.getByText('did not answer', { exact: true }).waitFor();
    expect(page.url()).toContain(scene.keyshift.info.web);
    silent.closeAllConnections();
    silent.close();
  });

  // pysaml2 7.0 leaves the signature inside what it also signs in the address, which saml-bindings §3.4.4.1 forbids.
  it('is not believed by redirect that its session ended, which it has', async () => {
    await scene.change({ slo: { url: at('/slo'), responseUrl: null, binding: 'redirect' } });
    const page = await newPage();
    await page.goto(at('/page'));
    await scene.signIn(page, 'alice');
    await shown(page);
    await scene.signOut(page);
    await page.getByText('saml.signature_misplaced').waitFor();
    await page.getByRole('link', { name: 'Go on signing out' }).click();
    await page.getByText('did not answer', { exact: true }).waitFor();
    await page.goto(at('/page'));
    await page.getByLabel('Password').waitFor();
  });

  it('signs its requests, so that one may insist on it', async () => {
    await scene.change({ requireSignedRequests: true });
    const page = await newPage();
    await page.goto(at('/page?unsigned=1'));
    await page.getByText('idp.request_signature_required').waitFor();
    await page.goto(at('/page'));
    await scene.signIn(page, 'alice');
    expect(await shown(page)).toEqual(ALICE);
  });
});
