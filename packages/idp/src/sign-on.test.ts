import { X509Certificate } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { acsOf } from '@keyshift/directory';
import {
  checkAudience,
  checkConfirmationMethod,
  checkRecipient,
  checkTimes,
  parseIdpMetadata,
  SAML_ATTRIBUTE,
  verifyResponse,
} from '@keyshift/saml';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf } from './testing/read-page.ts';
import { type Browser, hiddenField, openBrowser, type Page } from './testing/test-browser.ts';
import { ACS, PASSWORD, PROVIDER, ROLE, startTestIdp, type TestIdp } from './testing/test-idp.ts';

let t: TestIdp;
let browser: Browser;
let ssoUrl: string;
const AUDIENCE = 'urn:amazon:webservices';
const CRM_ACS = ['https://crm.example/acs', 'https://crm.example/acs2'];

beforeAll(async () => {
  t = await startTestIdp();
  ssoUrl = `${t.idp.url}/saml2/redshift`;
  await t.newPerson('alice');
  await t.directory.groups.create({ name: 'outsiders' }, 'system');
  await t.newPerson('carol', { group: 'outsiders' });
  const crm = await t.directory.applications.create(
    {
      name: 'crm',
      connector: 'saml',
      entityId: `${t.idp.url}/crm`,
      audience: 'https://crm.example',
      acs: acsOf(CRM_ACS),
    },
    'system',
  );
  const group = await t.directory.groups.find('redshift_dbgroup');
  await t.directory.applications.entitle(crm.id, { groupId: group?.id ?? '', roleArn: null }, 'system');
});
afterAll(() => t.stop());
beforeEach(() => {
  browser = openBrowser(t);
  return () => browser.close();
});

async function readPage(page: Page, path = 'redshift') {
  const xml = Buffer.from(hiddenField(page.body, 'SAMLResponse') ?? '', 'base64').toString();
  const application = await t.directory.applications.find({ ssoPath: path });
  const key = await t.directory.applications.signingKey(application?.id ?? '');
  return { xml, assertion: verifyResponse(xml, [new X509Certificate(key.certificatePem).publicKey]) };
}

function authnRequest(o: Record<string, string> = {}): string {
  const { issuer = AUDIENCE, at = t.clock.now.toISOString(), ...attributes } = o;
  const all = { ID: '_request1', Version: '2.0', IssueInstant: at.replace(/\.\d+Z/, 'Z'), ...attributes };
  const written = Object.entries(all).map(([name, value]) => ` ${name}="${value}"`);
  return `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"${written.join('')}><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${issuer}</saml:Issuer></samlp:AuthnRequest>`;
}
const redirectPath = (xml: string, o: { path?: string; relayState?: string } = {}) => {
  const SAMLRequest = deflateRawSync(xml).toString('base64');
  const relay = o.relayState === undefined ? {} : { RelayState: o.relayState };
  return `/saml2/${o.path ?? 'redshift'}?${new URLSearchParams({ SAMLRequest, ...relay })}`;
};

describe('a sign-in that begins here', () => {
  it('answers with a signed response that holds every rule of AWS and of the drivers', async () => {
    await browser.signIn('alice');
    const page = await browser.get('/saml2/redshift');
    expect(page.status).toBe(200);
    const { assertion, xml } = await readPage(page);
    checkRecipient(assertion, [ACS]);
    checkAudience(assertion, [AUDIENCE]);
    checkConfirmationMethod(assertion);
    checkTimes(assertion, { now: t.clock.now, skewSeconds: 0, maxAgeSeconds: 300 });
    expect(xml).not.toContain('InResponseTo');
    expect(assertion.issuer).toBe(t.application.entityId);
    expect(assertion.nameId).toEqual({
      value: 'alice',
      format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    });
    expect(Object.fromEntries(assertion.attributes)).toEqual({
      [SAML_ATTRIBUTE.role]: [`${ROLE},${PROVIDER}`],
      [SAML_ATTRIBUTE.roleSessionName]: ['alice'],
      [SAML_ATTRIBUTE.sessionDuration]: ['3600'],
      [SAML_ATTRIBUTE.dbUser]: ['alice'],
      [SAML_ATTRIBUTE.dbGroups]: ['redshift_dbgroup'],
      [SAML_ATTRIBUTE.autoCreate]: ['true'],
      [SAML_ATTRIBUTE.allowDbUserOverride]: ['true'],
      [SAML_ATTRIBUTE.forceLowercase]: ['true'],
    });
    const lifetime = (assertion.conditions?.notOnOrAfter?.getTime() ?? 0) - assertion.issueInstant.getTime();
    expect(lifetime).toBe(300_000);
    const [statement] = assertion.authnStatements;
    expect(statement?.sessionNotOnOrAfter?.getTime()).toBeGreaterThan(t.clock.now.getTime() + 11 * 3_600_000);
  });

  it('posts to the registered address only, with SAMLResponse last and nothing else in the form', async () => {
    await browser.signIn('alice');
    const page = await browser.get('/saml2/redshift?RelayState=abc');
    const form = /<form method="post" action="([^"]*)">([\s\S]*?)<\/form>/.exec(page.body);
    expect(form?.[1]).toBe(ACS);
    const names = [...(form?.[2] ?? '').matchAll(/ name="([^"]*)"/g)].map((one) => one[1]);
    expect(names).toEqual(['RelayState', 'SAMLResponse']);
    expect(hiddenField(page.body, 'RelayState')).toBe('abc');
    expect(page.headers['content-security-policy']).toContain('form-action http://localhost:7890;');
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.body).toContain('keyshift login');
    expect((await browser.get('/saml2/redshift')).body).not.toContain('RelayState');
  });

  it('carries RelayState through the sign-in, escaped', async () => {
    const relayState = '"><script>alert(1)</script>';
    const first = await browser.get(`/saml2/redshift?${new URLSearchParams({ RelayState: relayState })}`);
    expect([first.status, first.location?.slice(0, 12)]).toEqual([303, '/login?next=']);
    const next = new URLSearchParams(first.location?.split('?')[1]).get('next') ?? '';
    const login = await browser.get(first.location ?? '');
    expect(login.body).toContain('Amazon Redshift');
    const answer = await browser.signIn('alice', { next });
    const page = await browser.get(answer.location ?? '');
    expect(hiddenField(page.body, 'RelayState')).toBe(relayState);
    expect(page.body).not.toContain('<script>alert');
  });

  it('stores who got what before it answers, and does not answer without', async () => {
    const alice = await t.directory.people.find('alice');
    await browser.signIn('alice');
    const { assertion } = await readPage(await browser.get('/saml2/redshift'));
    const [entry] = await t.directory.audit.list({ limit: 1 });
    expect(entry).toMatchObject({
      actor: alice?.id,
      action: 'sso.issued',
      target: t.application.id,
      details: { assertionId: assertion.id, roleArn: ROLE, dbGroups: ['redshift_dbgroup'], acsUrl: ACS },
    });
    await t.database.query('ALTER TABLE directory.audit ADD CONSTRAINT disk_full CHECK (false) NOT VALID');
    const page = await browser.get('/saml2/redshift');
    await t.database.query('ALTER TABLE directory.audit DROP CONSTRAINT disk_full');
    expect([page.status, codeOf(page)]).toEqual([500, 'http.internal']);
    expect(page.body).not.toContain('SAMLResponse');
  });

  it.each([
    ['/saml2/nowhere', 404, 'idp.application_unknown'],
    ['/saml2/crm', 403, 'idp.idp_initiated_refused'],
    [`/saml2/redshift?RelayState=${'x'.repeat(1_025)}`, 400, 'idp.relay_state_too_long'],
    ['/saml2/redshift?RelayState=a&RelayState=b', 400, 'http.parameter_repeated'],
    ['/saml2/redshift?resume=req_unknown', 410, 'idp.resume_expired'],
    ['/saml2/redshift?SAMLRequest=%21', 400, 'saml.base64_invalid'],
  ])('is refused at %s with %i %s', async (path, status, code) => {
    await browser.signIn('alice');
    const page = await browser.get(path);
    expect([page.status, codeOf(page)]).toEqual([status, code]);
    expect(page.body).not.toContain('name="SAMLResponse"');
  });

  it('is refused to who is in no group that may, who then reads which link is missing: idp.not_entitled', async () => {
    const carol = await t.directory.people.find('carol');
    await browser.signIn('carol');
    const page = await browser.get('/saml2/redshift');
    expect([page.status, codeOf(page)]).toEqual([403, 'idp.not_entitled']);
    expect(page.body).toContain('You are not in any group that may use Amazon Redshift.');
    expect(page.body).toContain('administrator');
    const [entry] = await t.directory.audit.list({ limit: 1 });
    expect(entry).toMatchObject({ actor: carol?.id, action: 'sso.refused', details: { code: 'idp.not_entitled' } });
  });

  it('is refused at once when the group loses the application, the application or the person its state', async () => {
    const dave = await t.newPerson('dave');
    await browser.signIn('dave');
    expect((await browser.get('/saml2/redshift')).status).toBe(200);
    await t.directory.applications.setState(t.application.id, 'inactive', 'system');
    expect(codeOf(await browser.get('/saml2/redshift'))).toBe('idp.application_inactive');
    expect(codeOf(await browser.get(redirectPath(authnRequest())))).toBe('idp.application_inactive');
    await t.directory.applications.setState(t.application.id, 'active', 'system');
    await t.directory.people.setState(dave.id, 'suspended', 'system');
    const refused = await browser.get('/saml2/redshift');
    expect(codeOf(refused)).toBe('idp.person_not_active');
    expect(refused.body).toContain('<a class="button wide" href="/login?again=1">Sign in as somebody else</a>');
  });

  it('is refused while AWS is not set up: idp.setup_incomplete', async () => {
    await browser.signIn('alice');
    await t.directory.applications.setProviderArn(t.application.id, null, 'system');
    const page = await browser.get('/saml2/redshift');
    await t.directory.applications.setProviderArn(t.application.id, PROVIDER, 'system');
    expect([page.status, codeOf(page)]).toEqual([409, 'idp.setup_incomplete']);
    expect(page.body).toContain('SAML provider');
  });

  it('is refused for a name that AWS would refuse: idp.attribute_invalid', async () => {
    await t.newPerson('x');
    await browser.signIn('x');
    const page = await browser.get('/saml2/redshift');
    expect([page.status, codeOf(page)]).toEqual([409, 'idp.attribute_invalid']);
    expect(page.body).toContain('RoleSessionName');
  });
});

describe('a sign-in that the service provider begins', () => {
  const crm = { issuer: 'https://crm.example', AssertionConsumerServiceURL: CRM_ACS[1] ?? '' };

  it('is answered by redirect binding, in response to the request, at the wished registered address', async () => {
    await browser.signIn('alice');
    const path = redirectPath(authnRequest({ ...crm, Destination: `${t.idp.url}/saml2/crm` }), {
      path: 'crm',
      relayState: 'r1',
    });
    const page = await browser.get(path);
    const { assertion, xml } = await readPage(page, 'crm');
    checkRecipient(assertion, [CRM_ACS[1] ?? '']);
    expect(xml).toContain('InResponseTo="_request1"');
    expect(assertion.confirmations[0]?.inResponseTo).toBe('_request1');
    expect(hiddenField(page.body, 'RelayState')).toBe('r1');
    expect(page.headers['content-security-policy']).toContain('form-action https://crm.example;');
  });

  it('is answered at a registered number, and refused at any other [saml-core §3.4.1]', async () => {
    await browser.signIn('alice');
    const at = (AssertionConsumerServiceIndex: string) =>
      browser.get(redirectPath(authnRequest({ issuer: crm.issuer, AssertionConsumerServiceIndex }), { path: 'crm' }));
    checkRecipient((await readPage(await at('1'), 'crm')).assertion, [CRM_ACS[1] ?? '']);
    expect(codeOf(await at('2'))).toBe('idp.acs_unregistered');
  });

  it('is refused unsigned where requests must be signed: idp.request_signature_required', async () => {
    const application = await t.directory.applications.find({ ssoPath: 'crm' });
    const certificate = (await t.directory.applications.signingKey(t.application.id)).certificatePem;
    const change = { requestCertificates: [certificate], requireSignedRequests: true };
    const version = application?.version ?? 0;
    const after = await t.directory.applications.update(application?.id ?? '', change, { version, actor: 'system' });
    await browser.signIn('alice');
    const page = await browser.get(redirectPath(authnRequest({ issuer: crm.issuer }), { path: 'crm' }));
    const back = { requestCertificates: [], requireSignedRequests: false };
    await t.directory.applications.update(after.id, back, { version: after.version, actor: 'system' });
    expect([page.status, codeOf(page)]).toEqual([403, 'idp.request_signature_required']);
  });

  it('is answered by POST binding from another site, without a token [saml-bindings §3.5.4]', async () => {
    await browser.signIn('alice');
    const SAMLRequest = Buffer.from(authnRequest()).toString('base64');
    const page = await browser.post('/saml2/redshift', { SAMLRequest }, { origin: 'https://sp.example' });
    const { assertion } = await readPage(page);
    checkRecipient(assertion, [ACS]);
    const none = await browser.post('/saml2/redshift', { RelayState: 'x' });
    expect([none.status, codeOf(none)]).toEqual([400, 'idp.request_missing']);
    expect((await browser.post('/saml2/redshift', `SAMLRequest=${'A'.repeat(262_144)}`)).status).toBe(413);
  });

  it('waits on the server while the person signs in, for that browser only: idp.resume_expired', async () => {
    const first = await browser.get(redirectPath(authnRequest(), { relayState: 'r2' }));
    const next = new URLSearchParams(first.location?.split('?')[1]).get('next') ?? '';
    expect(next).toMatch(/^\/saml2\/redshift\?resume=req_/);
    const answer = await browser.signIn('alice', { next });
    const page = await browser.get(answer.location ?? '');
    expect((await readPage(page)).xml).toContain('InResponseTo="_request1"');
    expect(hiddenField(page.body, 'RelayState')).toBe('r2');

    const other = openBrowser(t);
    await other.signIn('alice');
    expect(codeOf(await other.get(next))).toBe('idp.resume_expired');
    other.close();
    expect(codeOf(await browser.get(next.replace('redshift', 'crm')))).toBe('idp.resume_expired');
    const start = t.clock.now;
    t.clock.now = new Date(start.getTime() + 901_000);
    expect(codeOf(await browser.get(next))).toBe('idp.resume_expired');
    t.clock.now = start;
  });

  it('counts a request’s age when it comes, not when the person has found the password', async () => {
    const start = t.clock.now;
    const first = await browser.get(redirectPath(authnRequest()));
    const next = new URLSearchParams(first.location?.split('?')[1]).get('next') ?? '';
    t.clock.now = new Date(start.getTime() + 600_000);
    const answer = await browser.signIn('alice', { next });
    expect((await browser.get(answer.location ?? '')).body).toContain('name="SAMLResponse"');
    t.clock.now = start;
  });

  it('asks for the password again when the request insists (ForceAuthn)', async () => {
    const start = t.clock.now;
    await browser.signIn('alice');
    t.clock.now = new Date(start.getTime() + 10_000);
    const first = await browser.get(redirectPath(authnRequest({ ForceAuthn: 'true' })));
    expect(first.location).toContain('again=1');
    const login = await browser.get(first.location ?? '');
    expect(login.body).toContain('Password');
    t.clock.now = new Date(start.getTime() + 20_000);
    const csrf = hiddenField(login.body, 'csrf') ?? '';
    const next = hiddenField(login.body, 'next') ?? '';
    const answer = await browser.post('/login', { username: 'alice', password: PASSWORD, csrf, next });
    expect((await browser.get(answer.location ?? '')).body).toContain('name="SAMLResponse"');
    t.clock.now = start;
  });

  it('answers a passive request without a session at once: idp.passive_refused', async () => {
    const page = await browser.get(redirectPath(authnRequest({ IsPassive: 'true' }), { relayState: 'r9' }));
    const xml = Buffer.from(hiddenField(page.body, 'SAMLResponse') ?? '', 'base64').toString();
    expect([page.status, hiddenField(page.body, 'RelayState')]).toEqual([200, 'r9']);
    expect(xml).toContain('status:NoPassive');
    expect(xml).toContain('InResponseTo="_request1"');
    expect(xml).not.toMatch(/Signature|Assertion>/);
  });

  it.each([
    ['of another service provider', { issuer: 'https://evil.example' }, 'idp.issuer_unknown'],
    ['for another address', { Destination: 'https://other.example/saml2/redshift' }, 'idp.destination_wrong'],
    ['to an unregistered ACS', { AssertionConsumerServiceURL: 'https://evil.example/acs' }, 'idp.acs_unregistered'],
    ['to a longer ACS', { AssertionConsumerServiceURL: `${ACS}x` }, 'idp.acs_unregistered'],
    ['to an ACS with a query', { AssertionConsumerServiceURL: `${ACS}?a=1` }, 'idp.acs_unregistered'],
    ['to an ACS in capitals', { AssertionConsumerServiceURL: ACS.toUpperCase() }, 'idp.acs_unregistered'],
    ['to an ACS by number', { AssertionConsumerServiceIndex: '1' }, 'idp.acs_unregistered'],
    ['of long ago', { at: '2020-01-01T00:00:00Z' }, 'idp.request_expired'],
    ['of the future', { at: '2099-01-01T00:00:00Z' }, 'idp.request_expired'],
    [
      'for another binding',
      { ProtocolBinding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Artifact' },
      'idp.binding_unsupported',
    ],
  ])('is refused when the request is %s [saml-core §3.4.1] [saml-core §3.2.1]', async (_what, change, code) => {
    await browser.signIn('alice');
    const page = await browser.get(redirectPath(authnRequest(change)));
    expect([page.status, codeOf(page)]).toEqual([400, code]);
    expect(page.body).not.toContain('name="SAMLResponse"');
  });

  it('is refused to a registered ACS of another application', async () => {
    await browser.signIn('alice');
    const page = await browser.get(redirectPath(authnRequest({ AssertionConsumerServiceURL: CRM_ACS[0] ?? '' })));
    expect(codeOf(page)).toBe('idp.acs_unregistered');
  });
});

describe('the metadata', () => {
  it('is public, and names this application’s key, issuer and address', async () => {
    const page = await browser.get('/saml2/redshift/metadata');
    expect(page.headers['content-type']).toContain('xml');
    const [metadata] = parseIdpMetadata(page.body);
    const key = await t.directory.applications.signingKey(t.application.id);
    expect(metadata?.entityId).toBe(t.application.entityId);
    expect(metadata?.singleSignOnUrls.map((one) => one.location)).toEqual([ssoUrl, ssoUrl]);
    expect(metadata?.signingKeys.map((one) => one.certificatePem.replace(/\s/g, ''))).toEqual([
      key.certificatePem.replace(/\s/g, ''),
    ]);
    expect(page.body.length).toBeGreaterThan(1_000);
  });

  it('has the certificates of a rotation: the active one first, staged and retired ones not', async () => {
    const before = await t.directory.keys.list(t.application.id);
    const next = await t.directory.keys.generate(t.application.id, { algorithm: 'p-256', years: 5 }, 'system');
    const certificates = async () => {
      const [metadata] = parseIdpMetadata((await browser.get('/saml2/redshift/metadata')).body);
      return metadata?.signingKeys.map((one) => one.certificatePem.replace(/\s/g, ''));
    };
    const plain = [before[0]?.certificatePem, next.certificatePem].map((pem) => pem?.replace(/\s/g, ''));
    const move = (transition: 'publish' | 'activate') =>
      t.directory.keys.move(t.application.id, { keyId: next.id, transition }, 'system');
    expect(await certificates()).toEqual(plain.slice(0, 1));
    await move('publish');
    expect(await certificates()).toEqual(plain);
    await move('activate');
    expect(await certificates()).toEqual([...plain].reverse());
    await browser.signIn('alice');
    expect((await readPage(await browser.get('/saml2/redshift'))).assertion.nameId?.value).toBe('alice');
  });

  it('downloads under the name that guides expect', async () => {
    const page = await browser.get('/saml2/redshift/metadata?download');
    expect(page.headers['content-disposition']).toBe('attachment; filename="Keyshift-redshift-metadata.xml"');
    expect((await browser.get('/saml2/nowhere/metadata')).status).toBe(404);
  });
});
