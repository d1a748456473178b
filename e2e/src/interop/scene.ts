// The scene of every interop test: Keyshift, a foreign service provider that was brought in by metadata, and a browser.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { launchChromium } from '../browser/chromium.ts';
import { submitLogin } from '../browser/sign-in.ts';
import { type Keyshift, removeData, startKeyshift } from '../keyshift.ts';
import { personNamed } from '../people.ts';
import {
  type AdminApi,
  changeApplication,
  grantGroup,
  importMetadata,
  openAdminApi,
  type Review,
  type Settings,
} from './admin-api.ts';
import type { ServiceProvider } from './service-provider.ts';

export type Scene = {
  readonly keyshift: Keyshift;
  readonly browser: Browser;
  readonly sp: ServiceProvider;
  readonly idpMetadata: string;
  readonly review: Review;
  change(settings: Settings): Promise<void>;
  /** The state of the browser's session at Keyshift: 200, or 401 if it has none. */
  sessionStatus(page: Page): Promise<number | undefined>;
  signIn(page: Page, username: string): Promise<void>;
  /** Signs in to the portal and takes the application's tile. */
  launch(page: Page, username: string): Promise<void>;
  /** At Keyshift. */
  signOut(page: Page): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  readonly start: (idpMetadata: string) => Promise<ServiceProvider>;
  /** Recommended changes that are not taken. */
  readonly except?: readonly string[];
};

const LABEL = 'Foreign application';
const ATTRIBUTES = [
  { name: 'email', nameFormat: 'basic', source: { kind: 'user', field: 'email' } },
  { name: 'roles', nameFormat: 'basic', source: { kind: 'constant', value: 'reader' } },
  { name: 'roles', nameFormat: 'basic', source: { kind: 'constant', value: 'writer & co' } },
  { name: 'groups', nameFormat: 'basic', source: { kind: 'groups' } },
];

async function register(api: AdminApi): Promise<{ id: string; idpMetadata: string }> {
  const { id, ssoPath } = await api.call<{ id: string; ssoPath: string }>('POST', '/applications', {
    connector: 'saml',
    label: LABEL,
  });
  for (const group of ['analysts', 'authors'])
    await grantGroup(api, { applicationId: id, group, usernames: ['alice', 'carol'] });
  await changeApplication(api, id, { idpInitiated: true, attributes: ATTRIBUTES });
  return { id, idpMetadata: await api.text(`/saml2/${ssoPath}/metadata`) };
}

type Stage = { defer(ending: () => Promise<void>): void; clear(): Promise<void> };

/** What was put up last is taken down first. */
function newStage(): Stage {
  const endings: (() => Promise<void>)[] = [];
  return {
    defer: (ending) => void endings.push(ending),
    async clear() {
      for (const ending of endings.reverse()) await ending();
    },
  };
}

async function furnish(keyshift: Keyshift, stage: Stage, o: Options): Promise<Scene> {
  const { web } = keyshift.info;
  const api = openAdminApi(keyshift);
  const { id, idpMetadata } = await register(api);
  const sp = await o.start(idpMetadata);
  stage.defer(() => sp.stop());
  const { except = [] } = o;
  const review = await importMetadata(api, { applicationId: id, xml: await sp.metadata(), except });
  const browser = await launchChromium(keyshift.info);
  stage.defer(() => browser.close());
  return {
    keyshift,
    browser,
    sp,
    idpMetadata,
    review,
    change: (settings) => changeApplication(api, id, settings),
    sessionStatus: async (page) => (await page.goto(`${web}/api/v1/session`))?.status(),
    signIn: (page, username) => submitLogin(page, personNamed(keyshift.info, username)),
    async launch(page, username) {
      await page.goto(web);
      await submitLogin(page, personNamed(keyshift.info, username));
      await page.getByRole('link', { name: LABEL, exact: true }).click();
    },
    async signOut(page) {
      await page.goto(`${web}/logout`);
      await page.getByRole('button', { name: 'Sign out' }).click();
    },
    close: () => stage.clear(),
  };
}

/** Everything is ended again by `close`, and at once if a part of it fails. */
export async function setScene(options: Options): Promise<Scene> {
  const stage = newStage();
  try {
    const keyshift = await startKeyshift();
    stage.defer(() => removeData(keyshift.data));
    stage.defer(async () => {
      await keyshift.stop();
    });
    return await furnish(keyshift, stage, options);
  } catch (error) {
    await stage.clear();
    throw error;
  }
}

/** The next answer (base64) that the browser posts to the address. */
export async function nextResponse(page: Page, acsUrl: string): Promise<string> {
  const posted = await page.waitForRequest((request) => request.method() === 'POST' && request.url() === acsUrl);
  return new URLSearchParams(posted.postData() ?? '').get('SAMLResponse') ?? '';
}

/** Nothing of the assertion can be read on the way, and what it is encrypted by is what the settings say. */
export function expectEncrypted(response: string): void {
  const xml = Buffer.from(response, 'base64').toString('utf8');
  expect(xml).toContain('<saml:EncryptedAssertion');
  expect(xml).toContain('http://www.w3.org/2009/xmlenc11#aes256-gcm');
  expect(xml).toContain('http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p');
  for (const clear of ['<saml:Assertion', '<saml:Attribute', 'NameID>', 'reader', 'analysts']) {
    expect(xml).not.toContain(clear);
  }
}

/** What xmlsec1 says of the assertion's signature, by the certificate in the metadata. Throws if it does not hold. */
export function verifyWithXmlsec(response: string, idpMetadata: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyshift-verify-'));
  try {
    const base64 = /<ds:X509Certificate>([^<]+)</.exec(idpMetadata)?.[1] ?? '';
    const lines = base64.match(/.{1,64}/g)?.join('\n');
    const certificate = join(folder, 'certificate.pem');
    const file = join(folder, 'response.xml');
    writeFileSync(certificate, `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`);
    writeFileSync(file, Buffer.from(response, 'base64'));
    const id = 'urn:oasis:names:tc:SAML:2.0:assertion:Assertion';
    const args = ['--verify', '--pubkey-cert-pem', certificate, '--id-attr:ID', id, file];
    return execFileSync('sh', ['-c', 'xmlsec1 "$@" 2>&1', 'sh', ...args], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
