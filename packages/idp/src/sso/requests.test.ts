import { deflateRawSync } from 'node:zlib';
import { AUTHN_CONTEXT, encodeRedirect, NAMEID_FORMAT, parseIdpMetadata, type SigningKey } from '@keyshift/saml';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, statusOf, xmlOf } from '../testing/read-page.ts';
import { type Browser, hiddenField, openBrowser } from '../testing/test-browser.ts';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';
import { newKey, registerSp, type TestSp } from '../testing/test-sp.ts';
import { authnContextOf } from './authn-context.ts';

let t: TestIdp;
let crm: TestSp;
let strict: TestSp;
let browser: Browser;
let second: SigningKey;

beforeAll(async () => {
  t = await startTestIdp();
  await t.newPerson('alice');
  await t.directory.groups.create({ name: 'outsiders' }, 'system');
  await t.newPerson('carol', { group: 'outsiders' });
  second = await newKey(t.clock.now);
  crm = await registerSp(t, 'crm', { nameIdFormat: 'persistent', nameIdPairwise: true });
  strict = await registerSp(t, 'strict');
  const { id, version, requestCertificates } = strict.application;
  const both = [...requestCertificates, second.certificatePem];
  const change = { requireSignedRequests: true, requestCertificates: both };
  await t.directory.applications.update(id, change, { version, actor: 'system' });
});
afterAll(() => t.stop());
beforeEach(() => {
  browser = openBrowser(t);
  return () => browser.close();
});

function request(sp: TestSp, o: { inside?: string; attributes?: string } = {}): string {
  const { inside = '', attributes = '' } = o;
  const at = t.clock.now.toISOString().replace(/\.\d+Z/, 'Z');
  return `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r1" Version="2.0" IssueInstant="${at}" Destination="${sp.ssoUrl}"${attributes}><saml:Issuer>${sp.application.audience}</saml:Issuer>${inside}</samlp:AuthnRequest>`;
}
function path(sp: TestSp, xml: string, o: { key?: SigningKey; relayState?: string } = {}): string {
  const url = encodeRedirect({ message: xml, kind: 'SAMLRequest', destination: sp.ssoUrl, ...o });
  return url.slice(new URL(url).origin.length);
}
const context = (classRef: string, comparison = 'exact') =>
  `<samlp:RequestedAuthnContext Comparison="${comparison}"><saml:AuthnContextClassRef>${classRef}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>`;

describe('a signed request', () => {
  it('is verified over the query as received, by any registered key, also after signing in [saml-bindings §3.4.4.1]', async () => {
    const signed = path(strict, request(strict), { key: second, relayState: 'a b+c' });
    // The same octets in another encoding of our own would not verify.
    const first = await browser.get(signed.replaceAll('%20', '+').replaceAll('+', '%20'));
    const next = new URLSearchParams(first.location?.split('?')[1]).get('next') ?? '';
    const answer = await browser.signIn('alice', { next });
    const page = await browser.get(answer.location ?? '');
    expect(xmlOf(page)).toContain('InResponseTo="_r1"');
    expect(hiddenField(page.body, 'RelayState')).toBe('a b+c');
    expect(xmlOf(await browser.get(path(strict, request(strict), { key: strict.key })))).toContain('Assertion');
  });

  it.each([
    ['unsigned', () => path(strict, request(strict)), 'idp.request_signature_required'],
    ['by another key', () => path(strict, request(strict), { key: crm.key }), 'saml.signature_invalid'],
    [
      'with another RelayState',
      () =>
        `${path(strict, request(strict), { key: second, relayState: 'a' })}`.replace('RelayState=a', 'RelayState=b'),
      'saml.signature_invalid',
    ],
    [
      'with SHA-1',
      () =>
        path(strict, request(strict), { key: second }).replace(
          /SigAlg=[^&]*/,
          `SigAlg=${encodeURIComponent('http://www.w3.org/2000/09/xmldsig#rsa-sha1')}`,
        ),
      'saml.algorithm_refused',
    ],
    [
      'without its algorithm',
      () => path(strict, request(strict), { key: second }).replace(/SigAlg=[^&]*&/, ''),
      'saml.message_unsigned',
    ],
    ['wrongly, though it need not be', () => path(crm, request(crm), { key: second }), 'saml.signature_invalid'],
  ])('is refused %s', async (_what, make, code) => {
    await browser.signIn('alice');
    const page = await browser.get(make());
    expect(codeOf(page)).toBe(code);
    expect(page.body).not.toContain('name="SAMLResponse"');
  });

  it('is refused where no certificate is registered: idp.request_certificate_missing', async () => {
    await browser.signIn('alice');
    const redshift = { ...crm, ssoUrl: `${t.idp.url}/saml2/redshift`, application: t.application };
    const page = await browser.get(path(redshift, request(redshift), { key: crm.key }));
    expect([page.status, codeOf(page)]).toEqual([403, 'idp.request_certificate_missing']);
  });
});

describe('what a request asks for', () => {
  it('is refused to the service provider for another kind of name: idp.name_id_policy_refused [saml-core §3.4.1.1]', async () => {
    await browser.signIn('alice');
    const ask = (policy: string) => browser.get(path(crm, request(crm, { inside: `<samlp:NameIDPolicy ${policy}/>` })));
    expect(statusOf(await ask(`Format="${NAMEID_FORMAT.emailAddress}"`))).toEqual(['Requester', 'InvalidNameIDPolicy']);
    expect(statusOf(await ask('SPNameQualifier="https://group.example"'))).toEqual([
      'Requester',
      'InvalidNameIDPolicy',
    ]);
    for (const good of [
      `Format="${NAMEID_FORMAT.persistent}" AllowCreate="false"`,
      `Format="${NAMEID_FORMAT.unspecified}" SPNameQualifier="https://crm.example"`,
    ]) {
      const xml = xmlOf(await ask(good));
      // saml-core §8.3.7 – names of the two of them say so.
      expect(xml).toContain(`NameQualifier="${crm.application.entityId}" SPNameQualifier="https://crm.example"`);
    }
  });

  it('qualifies pairwise names only [saml-core §8.3.7]', async () => {
    await browser.signIn('alice');
    expect(xmlOf(await browser.get('/saml2/redshift'))).not.toContain('NameQualifier');
  });

  it('is answered with the class that was proved, or NoAuthnContext: idp.authn_context_unmet [saml-core §3.3.2.2.1]', async () => {
    await browser.signIn('alice');
    const ask = (inside: string) => browser.get(path(crm, request(crm, { inside })));
    expect(xmlOf(await ask(context(AUTHN_CONTEXT.password)))).toContain(`>${AUTHN_CONTEXT.password}<`);
    expect(xmlOf(await ask(''))).toContain(`>${AUTHN_CONTEXT.passwordProtectedTransport}<`);
    expect(statusOf(await ask(context(AUTHN_CONTEXT.x509)))).toEqual(['Responder', 'NoAuthnContext']);
    const again = await ask(context(AUTHN_CONTEXT.multiFactor));
    expect(again.location).toContain('again=1');
    const next = new URLSearchParams(again.location?.split('?')[1]).get('next') ?? '';
    t.clock.now = new Date(t.clock.now.getTime() + 1_000);
    const login = await browser.get(again.location ?? '');
    const fields = { csrf: hiddenField(login.body, 'csrf') ?? '', next };
    const answer = await browser.post('/login', { username: 'alice', password: 'correct horse battery', ...fields });
    expect(statusOf(await browser.get(answer.location ?? ''))).toEqual(['Responder', 'NoAuthnContext']);
  });

  it('is compared by strength', () => {
    const ask = (comparison: 'minimum' | 'maximum' | 'better', classRef: string) => ({
      comparison,
      classRefs: [classRef],
      hasDeclarations: false,
    });
    const { passwordProtectedTransport: password, multiFactor, timeSyncToken } = AUTHN_CONTEXT;
    expect(authnContextOf(['passkey'], ask('minimum', password))).toBe(multiFactor);
    expect(authnContextOf(['password', 'totp'], ask('maximum', password))).toBe(password);
    expect(authnContextOf(['password', 'totp'], ask('better', password))).toBe(timeSyncToken);
    expect(authnContextOf(['password'], ask('better', password))).toBeUndefined();
    expect(authnContextOf(['totp', 'password'])).toBe(multiFactor);
  });
});

describe('a refusal', () => {
  it('of somebody not entitled shows our page, with the way back: RequestDenied, unsigned [saml-core §3.2.2.2]', async () => {
    await browser.signIn('carol');
    const page = await browser.get(path(crm, request(crm), { relayState: 'r1' }));
    expect([page.status, codeOf(page)]).toEqual([403, 'idp.not_entitled']);
    expect(page.body).toContain('Return to CRM');
    expect(statusOf(page)).toEqual(['Responder', 'RequestDenied']);
    expect(xmlOf(page)).not.toMatch(/Signature|Assertion/);
    expect(hiddenField(page.body, 'RelayState')).toBe('r1');
    expect(page.headers['content-security-policy']).toContain('form-action https://crm.example;');
    expect((await browser.get('/saml2/crm')).body).not.toContain('SAMLResponse');
  });

  it('of a password alone where everybody needs more leads to Security: idp.second_factor_required', async () => {
    await browser.signIn('alice');
    const { version } = await t.directory.settings.get();
    const change = { signIn: { secondFactor: 'everyone' } } as const;
    const after = await t.directory.settings.update(change, { version, actor: 'system' });
    const page = await browser.get('/saml2/crm');
    await t.directory.settings.update(
      { signIn: { secondFactor: 'optional' } },
      { version: after.version, actor: 'system' },
    );
    expect([page.status, codeOf(page)]).toEqual([403, 'idp.second_factor_required']);
    expect(page.body).toContain('<a class="button wide" href="/portal/security">Set up a second factor</a>');
  });
});

describe('the response', () => {
  it('is encrypted for the registered certificate, names of attributes included, and never sent in clear', async () => {
    const sp = await newKey(t.clock.now);
    const { id, version } = crm.application;
    const attribute = {
      name: 'mail',
      friendlyName: 'Mail',
      nameFormat: 'basic',
      source: { kind: 'user', field: 'email' },
    } as const;
    const named = await t.directory.applications.update(id, { attributes: [attribute] }, { version, actor: 'system' });
    await browser.signIn('alice');
    expect(xmlOf(await browser.get('/saml2/crm'))).toContain(
      'FriendlyName="Mail" Name="mail" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"',
    );
    const change = { encryption: 'aes256-gcm', encryptionCertificate: sp.certificatePem } as const;
    await t.directory.applications.update(id, change, { version: named.version, actor: 'system' });
    const xml = xmlOf(await browser.get('/saml2/crm'));
    expect(xml).toContain('<saml:EncryptedAssertion');
    expect(xml).not.toContain('alice@example.com');
  });
});

describe('an unsigned query', () => {
  it('may have its parameters in any order', async () => {
    await browser.signIn('alice');
    const query = new URLSearchParams({
      RelayState: 'x',
      SAMLRequest: deflateRawSync(request(crm)).toString('base64'),
    });
    expect((await browser.get(`/saml2/crm?${query}`)).body).toContain('name="SAMLResponse"');
    const [metadata] = parseIdpMetadata((await browser.get('/saml2/crm/metadata')).body);
    expect(metadata?.entityId).toBe(crm.application.entityId);
  });
});
