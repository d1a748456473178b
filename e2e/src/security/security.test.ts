// The threats that only the whole, really started Keyshift can be tried against.
import { readFileSync } from 'node:fs';
import { TOTP } from 'otpauth';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, launchChromium } from '../browser/chromium.ts';
import { submitLogin } from '../browser/sign-in.ts';
import { type AdminApi, changeApplication, openAdminApi } from '../interop/admin-api.ts';
import { type Keyshift, removeData, startKeyshift } from '../keyshift.ts';
import { CANARY_NAMES, type Canaries, driveFlows } from './canaries.ts';
import { type Watched, watchPage } from './inert-page.ts';
import { fill, PAYLOADS } from './payloads.ts';
import { portalPages, type ShownPage, type ShownTrace } from './portal-pages.ts';
import { SP, type Stored, storePayloads, strangeRequest } from './stored-values.ts';
import { collectOutput, collectWritten, findPrivateKeys, findTexts } from './written.ts';

let keyshift: Keyshift;
let api: AdminApi;

beforeAll(async () => {
  keyshift = await startKeyshift();
  api = openAdminApi(keyshift);
});
afterAll(async () => {
  await keyshift?.stop();
  await removeData(keyshift.data);
});

describe('a secret', () => {
  let canaries: Canaries;
  const folders: string[] = [];
  const namesOf = (places: readonly string[]) => places.map((place) => place.slice(keyshift.data.length - 4));

  beforeAll(async () => {
    const output = collectOutput(keyshift);
    canaries = await driveFlows(keyshift, api);
    folders.push(keyshift.data, await collectWritten(keyshift, { api, output: output.read() }));
  });

  it('is in nothing that was written: no log, no audit entry, no trace, no backup, no file', async () => {
    const found = await findTexts(folders, [...canaries.values()]);
    const named = found.map((place) => {
      const text = readFileSync(place, 'latin1');
      return `${place}: ${[...canaries].filter(([, secret]) => text.includes(secret)).map(([name]) => name)}`;
    });
    expect(named).toEqual([]);
  });

  it('would be found: what is no secret is, in each of those places', async () => {
    const places = namesOf(await findTexts(folders, [...CANARY_NAMES, 'idp.started', keyshift.info.web]));
    for (const name of ['dump.sql', 'audit-export.jsonl', 'audit.json', 'traces.json', 'people.csv', 'output']) {
      expect(places).toContainEqual(expect.stringContaining(name));
    }
    expect(places).toContainEqual(expect.stringContaining('keyshift.log'));
    expect(places).toContainEqual(expect.stringMatching(/control\/data\/(base|pg_wal)\//));
    expect(canaries.size).toBeGreaterThan(30);
  });

  it('of an application’s key is sealed: no private key lies in clear but those of TLS, for their owner alone', async () => {
    expect((await findPrivateKeys(folders)).map((one) => one.slice(keyshift.data.length + 1)).sort()).toEqual([
      'ca-key.pem 600',
      'server-key.pem 600',
    ]);
  });
});

const withoutChromium = CHROMIUM === undefined && process.env['CI'] === undefined;

describe.skipIf(withoutChromium)('a stored text that is meant to be run (needs Chromium)', () => {
  let browser: Browser;
  let stored: Stored;
  let context: BrowserContext;
  let tabs: readonly Watched[];
  const at = (path: string) => keyshift.info.web + path;
  const page = (path: string, ...shows: string[]): ShownPage => ({ path, shows });

  beforeAll(async () => {
    stored = await storePayloads(keyshift, api);
    browser = await launchChromium(keyshift.info);
    const { userAgent } = stored.owner;
    context = await browser.newContext({ userAgent, viewport: { width: 1280, height: 900 } });
    // The page that posts to the service provider stays, to be looked at.
    await context.route(`${SP}/**`, (route) => route.fulfill({ status: 204 }));
    tabs = await Promise.all(Array.from({ length: 2 }, async () => watchPage(await context.newPage())));
  });
  afterAll(() => browser?.close());

  /** Visits all pages in the tabs at once; gives what they do not show. */
  async function visit(pages: ShownPage[]): Promise<string[]> {
    const missing: string[] = [];
    const work = async (tab: Watched) => {
      for (let next = pages.shift(); next !== undefined; next = pages.shift()) {
        const { path, shows } = next;
        missing.push(...(await tab.look(at(path), shows)).map((text) => `${path}: ${text}`));
      }
    };
    await Promise.all(tabs.map(work));
    return missing;
  }
  const first = () => {
    const [tab] = tabs;
    if (tab === undefined) throw new Error('no tab is open');
    return tab;
  };
  const alive = () => tabs.flatMap((tab) => tab.alive);
  const answerSecondFactor = async (code: string) => {
    const { page: tab } = first();
    await tab.getByLabel('Code').fill(code);
    await tab.getByRole('button', { name: 'Continue' }).click();
  };
  /** In a tab of its own: Chromium's view of XML breaks our policy by itself. */
  const readMetadata = async () => {
    const tab = await context.newPage();
    tab.on('dialog', (dialog) => first().alive.push(dialog.message()));
    const answer = await tab.goto(at('/saml2/xss/metadata'));
    const text = (await answer?.text()) ?? '';
    await tab.close();
    return text;
  };
  const signOut = async () => {
    expect(await first().look(at('/logout'), [stored.owner.displayName])).toEqual([]);
    await first().page.getByRole('button', { name: 'Sign out' }).click();
  };

  it('is a corpus of at least thirty payloads', () => {
    expect(new Set(PAYLOADS).size).toBeGreaterThanOrEqual(30);
  });

  it('would be noticed if it came alive', async () => {
    const tab = await watchPage(await browser.newPage());
    await tab.page.setContent(`<h1>Not ours</h1>${PAYLOADS[6]}`);
    await tab.read([]);
    await expect.poll(() => tab.alive).toContainEqual(expect.stringContaining('dialog 7'));
    expect(tab.alive).toContainEqual(expect.stringContaining('<img id="xss"'));
    await tab.page.close();
  });

  it('stays text before anybody is signed in', async () => {
    const missing = await visit([
      page('/login?next=/saml2/xss', stored.applicationLabel),
      page('/login/forgot', fill(200, 4)),
      page(`/login/reset?token=${encodeURIComponent(PAYLOADS[1] ?? '')}`),
      page(`/login/passkey?${new URLSearchParams({ next: PAYLOADS[1] ?? '' })}`),
      page(strangeRequest('/saml2/xss')),
      page(strangeRequest('/saml2/xss/slo')),
      page(`/${encodeURIComponent(PAYLOADS[6] ?? '')}`),
    ]);
    expect(missing).toEqual([]);
    await first().look(at('/login'), []);
    const [, username = ''] = PAYLOADS;
    await submitLogin(first().page, { username, password: PAYLOADS[6] ?? '' });
    expect(await first().read([username])).toEqual([]);
    expect(alive()).toEqual([]);
  });

  it('stays text at the second step of a sign-in', async () => {
    await first().look(at('/login'), []);
    await submitLogin(first().page, stored.owner);
    expect(await first().read([stored.owner.displayName])).toEqual([]);
    const { totpSecret: secret } = stored.owner;
    await answerSecondFactor(new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 }));
    expect(await first().read([PAYLOADS[0] ?? '', stored.applicationLabel])).toEqual([]);
    expect(alive()).toEqual([]);
  });

  it('stays text on every page of the portals', async () => {
    const own = await api.call<{ items: ShownTrace[] }>('GET', `/traces?personId=${stored.owner.id}&limit=1`);
    const refused = await api.call<{ items: ShownTrace[] }>('GET', '/traces?outcome=refused&limit=3');
    const ids = [...own.items, ...refused.items].map(({ id }) => id);
    const traces = await Promise.all(ids.map((id) => api.call<ShownTrace>('GET', `/traces/${id}`)));
    expect(await visit(portalPages(stored, traces))).toEqual([]);
    expect(alive()).toEqual([]);
  }, 300_000);

  it('stays text on the way to an application and back, and in its metadata', async () => {
    const relayState = `/saml2/xss?${new URLSearchParams({ RelayState: fill(900) })}`;
    expect(await visit([page('/saml2/xss', stored.applicationLabel), page(relayState, fill(900))])).toEqual([]);
    expect(await readMetadata()).not.toMatch(/<(img|script|svg)\b/);
    await signOut();
    expect(await first().read([`Signing you out of ${stored.applicationLabel}`])).toEqual([]);
    await changeApplication(api, stored.applicationId, { slo: null });
    await first().look(at('/login?next=/saml2/xss'), []);
    await submitLogin(first().page, stored.owner);
    await answerSecondFactor(stored.owner.recoveryCodes[0] ?? '');
    expect(await first().read([`Taking you to ${stored.applicationLabel}`])).toEqual([]);
    await signOut();
    expect(await first().read(['You are signed out', stored.applicationLabel])).toEqual([]);
    expect(alive()).toEqual([]);
  });

  it.each(['bookmarkUrl', 'loginUrl', 'acs', 'slo'])('is no address: %s', async (field) => {
    const address = 'javascript:alert(1)';
    const values: Record<string, unknown> = {
      ...{ bookmarkUrl: address, loginUrl: address, acs: [{ index: 0, isDefault: true, url: address }] },
      slo: { url: address, responseUrl: null, binding: 'redirect' },
    };
    const change = changeApplication(api, stored.applicationId, { [field]: values[field] });
    await expect(change).rejects.toThrow(/400 .*directory\.invalid/);
  });
});
