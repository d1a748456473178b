// The metadata of each application says what that application gets, and nothing of the others.
import { NAMEID_FORMAT, parseIdpMetadata } from '@keyshift/saml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, openBrowser } from '../testing/test-browser.ts';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';
import { registerSp, type TestSp } from '../testing/test-sp.ts';

let t: TestIdp;
let crm: TestSp;
let browser: Browser;
beforeAll(async () => {
  t = await startTestIdp();
  crm = await registerSp(t, 'crm');
  browser = openBrowser(t);
});
afterAll(async () => {
  browser.close();
  await t.stop();
});

const metadataOf = async (ssoPath: string) => (await browser.get(`/saml2/${ssoPath}/metadata`)).body;
const all = (xml: string, pattern: RegExp) => [...xml.matchAll(pattern)].map((one) => one[1]);
const changeCrm = async (change: object) => {
  const { id, version } = await t.directory.applications.get(crm.application.id);
  await t.directory.applications.update(id, change, { version, actor: 'system' });
};

describe('the metadata of an application', () => {
  it('lists the attributes that it gets: AWS’s for Redshift, none of them for another', async () => {
    const redshift = await metadataOf('redshift');
    expect(all(redshift, /<saml:Attribute Name="([^"]*)"/g)).toEqual(t.application.attributes.map((one) => one.name));
    expect(all(redshift, /<saml:Attribute Name="[^"]*\/(\w+)"/g)).toContain('DbGroups');
    expect(await metadataOf('crm')).not.toMatch(/amazon|<saml:Attribute /);
    const mail = { name: 'mail', friendlyName: 'Mail', nameFormat: 'basic', source: { kind: 'user', field: 'email' } };
    await changeCrm({ attributes: [mail, { ...mail, source: { kind: 'constant', value: 'x' } }] });
    expect((await metadataOf('crm')).match(/<saml:Attribute [^>]*>/g)).toEqual([
      '<saml:Attribute FriendlyName="Mail" Name="mail" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"/>',
    ]);
  });

  it('names the one NameID format that it is answered with, whether requests must be signed, and both addresses', async () => {
    for (const nameIdFormat of ['persistent', 'transient', 'emailAddress', 'unspecified'] as const) {
      await changeCrm({ nameIdFormat, requireSignedRequests: nameIdFormat === 'transient' });
      const xml = await metadataOf('crm');
      expect(all(xml, /<md:NameIDFormat>([^<]*)</g)).toEqual([NAMEID_FORMAT[nameIdFormat]]);
      expect(xml).toContain(`WantAuthnRequestsSigned="${nameIdFormat === 'transient'}"`);
      expect(all(xml, /<md:SingleLogoutService Binding="[^"]*:([\w-]+)" Location="/g)).toEqual([
        ...['HTTP-Redirect', 'HTTP-POST'],
      ]);
      expect(new Set(all(xml, /<md:SingleLogoutService [^>]*Location="([^"]*)"/g))).toEqual(new Set([crm.sloUrl]));
      expect(new Set(all(xml, /<md:SingleSignOnService [^>]*Location="([^"]*)"/g))).toEqual(new Set([crm.ssoUrl]));
    }
  });

  it('has both certificates while the key is being changed, the one in use first', async () => {
    const { id } = crm.application;
    const certificates = async () => {
      const [read] = parseIdpMetadata(await metadataOf('crm'));
      return read?.signingKeys.map((one) => one.certificatePem.trim());
    };
    const [old] = await t.directory.keys.list(id);
    const next = await t.directory.keys.generate(id, { algorithm: 'rsa-2048', years: 1 }, 'system');
    const pem = (one: { certificatePem: string } | undefined) => one?.certificatePem.trim();
    expect(await certificates()).toEqual([pem(old)]);
    await t.directory.keys.move(id, { keyId: next.id, transition: 'publish' }, 'system');
    expect(await certificates()).toEqual([pem(old), pem(next)]);
    await t.directory.keys.move(id, { keyId: next.id, transition: 'activate' }, 'system');
    expect(await certificates()).toEqual([pem(next), pem(old)]);
    await t.directory.keys.move(id, { keyId: old?.id ?? '', transition: 'retire' }, 'system');
    expect(await certificates()).toEqual([pem(next)]);
  });

  it('of Redshift has the 1 000 characters that IAM demands, also with a short key', async () => {
    const { id } = t.application;
    const [old] = await t.directory.keys.list(id);
    const short = await t.directory.keys.generate(id, { algorithm: 'p-256', years: 1 }, 'system');
    await t.directory.keys.move(id, { keyId: short.id, transition: 'activate' }, 'system');
    await t.directory.keys.move(id, { keyId: old?.id ?? '', transition: 'retire' }, 'system');
    expect((await metadataOf('redshift')).length).toBeGreaterThanOrEqual(1_000);
  });
});
