// The portals' addresses: the built pages for who is signed in, the sign-in page for everybody else.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../testing/test-browser.ts';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';

let t: TestIdp;
const siteFolder = mkdtempSync(join(tmpdir(), 'keyshift-site-'));

beforeAll(async () => {
  writeFileSync(join(siteFolder, 'index.html'), '<!doctype html><title>portals</title>');
  t = await startTestIdp({ siteFolder });
  await t.newPerson('alice');
});
afterAll(async () => {
  await t.stop();
  rmSync(siteFolder, { recursive: true });
});

describe('the portals', () => {
  it.each(['/portal', '/portal/security', '/admin', '/admin/users?q=a', '/aws', '/aws/iam/providers/new'])(
    '%s leads to the sign-in page and back, and is there afterwards',
    async (path) => {
      const browser = openBrowser(t);
      const before = await browser.get(path);
      expect([before.status, before.location]).toEqual([303, `/login?${new URLSearchParams({ next: path })}`]);
      expect((await browser.signIn('alice', { next: path })).location).toBe(path);
      const page = await browser.get(path);
      expect([page.status, page.body.includes('<title>portals')]).toEqual([200, true]);
      expect(page.headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
      browser.close();
    },
  );

  it('have nothing to do with addresses that only begin alike', async () => {
    const browser = openBrowser(t);
    expect((await browser.get('/portals')).status).toBe(404);
    expect((await browser.get('/administration')).status).toBe(404);
    expect((await browser.get('/awsome')).status).toBe(404);
    browser.close();
  });

  it('have no AWS console where only the identity provider runs: not found, signed in or not', async () => {
    const alone = await startTestIdp({ siteFolder, withoutAws: true });
    await alone.newPerson('alice');
    const browser = openBrowser(alone);
    expect((await browser.get('/aws/iam/providers')).status).toBe(404);
    await browser.signIn('alice');
    expect((await browser.get('/aws/iam/providers')).status).toBe(404);
    expect((await browser.get('/admin')).status).toBe(200);
    browser.close();
    await alone.stop();
  });
});
