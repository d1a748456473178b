// AuthnRequests by POST, signed inside; and what administrator and person each read of a refusal.
import type { SigningKey } from '@keyshift/saml';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, xmlOf } from '../testing/read-page.ts';
import { type Browser, hiddenField, openBrowser } from '../testing/test-browser.ts';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';
import { newKey, type PostedRequest, postedRequest, registerSp, type TestSp } from '../testing/test-sp.ts';

let t: TestIdp;
let crm: TestSp;
let strict: TestSp;
let bare: TestSp;
let foreign: SigningKey;
let browser: Browser;

beforeAll(async () => {
  t = await startTestIdp();
  await t.newPerson('alice', { displayName: 'Alice' });
  await t.directory.groups.create({ name: 'outsiders' }, 'system');
  await t.newPerson('carol', { displayName: 'Carol', group: 'outsiders' });
  foreign = await newKey(t.clock.now);
  crm = await registerSp(t, 'crm');
  strict = await registerSp(t, 'strict', { requireSignedRequests: true });
  bare = await registerSp(t, 'bare', { requestCertificates: [] });
});
afterAll(() => t.stop());
beforeEach(() => {
  browser = openBrowser(t);
  return () => browser.close();
});

const post = (sp: TestSp, o: PostedRequest = {}, relayState = 'r1') =>
  browser.post(
    `/saml2/${sp.application.ssoPath}`,
    { SAMLRequest: postedRequest(t, sp, o), RelayState: relayState },
    { origin: sp.application.audience },
  );
const lastTrace = async () => {
  const [trace] = await t.directory.audit.traces({ limit: 1, kind: 'sso' });
  const step = trace?.steps.find((one) => one.outcome === 'refused');
  return { ...trace, step };
};

describe('a request by POST, signed inside [saml-bindings §3.5.4]', () => {
  it('is answered, also after signing in, with its RelayState', async () => {
    const first = await post(strict, { key: strict.key }, 'a b&c');
    const next = new URLSearchParams(first.location?.split('?')[1]).get('next') ?? '';
    const answer = await browser.signIn('alice', { next });
    const page = await browser.get(answer.location ?? '');
    expect(xmlOf(page)).toContain('InResponseTo="_r1"');
    expect(hiddenField(page.body, 'RelayState')).toBe('a b&c');
  });

  it('that is refused before anybody is known has a trace, which a flood does not fill the log with', async () => {
    await post(strict, { key: foreign });
    expect(await lastTrace()).toMatchObject({
      ...{ personId: null, username: '', applicationLabel: 'STRICT', code: 'saml.signature_invalid' },
      step: { name: 'request signed' },
    });
    for (let count = 0; count < 60; count += 1) await post(strict, { key: foreign });
    const kept = await t.directory.audit.list({ action: 'sso.refused', limit: 200 });
    expect(kept.length).toBeLessThanOrEqual(50);
    expect(kept[0]?.summary).toBe('Somebody unknown was refused at STRICT');
  });

  it('may carry an Id on its signature [xmldsig §4.1], and need not be signed where nobody insists', async () => {
    await browser.signIn('alice');
    expect(xmlOf(await post(strict, { key: strict.key, onSignature: ' Id="Signature1"' }))).toContain('Assertion');
    expect(xmlOf(await post(crm))).toContain('Assertion');
  });

  const elsewhere = (xml: string) =>
    xml.replace(/(<ds:Signature .*<\/ds:Signature>)(.*)(<\/samlp:AuthnRequest>)/, '$2$1$3');
  const policy = '<samlp:NameIDPolicy AllowCreate="true"></samlp:NameIDPolicy>';
  it.each<[string, () => TestSp, () => PostedRequest, string]>([
    ['unsigned', () => strict, () => ({}), 'idp.request_signature_required'],
    ['by another key', () => strict, () => ({ key: foreign }), 'saml.signature_invalid'],
    ['by another key, though it need not be signed', () => crm, () => ({ key: foreign }), 'saml.signature_invalid'],
    ['where no certificate is registered', () => bare, () => ({ key: foreign }), 'idp.request_certificate_missing'],
    [
      'changed after signing',
      () => strict,
      () => ({ key: strict.key, change: (xml) => xml.replace(' Version=', ' ForceAuthn="true" Version=') }),
      'saml.digest_mismatch',
    ],
    [
      'with its signature moved',
      () => strict,
      () => ({ key: strict.key, inside: policy, change: elsewhere }),
      'saml.signature_misplaced',
    ],
    ['with a reference to nothing', () => strict, () => ({ key: strict.key, uri: '' }), 'saml.reference_refused'],
    [
      'with a reference to the signature’s own Id',
      () => strict,
      () => ({ key: strict.key, uri: '#s1', onSignature: ' Id="s1"' }),
      'saml.reference_refused',
    ],
    [
      'with the request’s ID on the signature, too',
      () => strict,
      () => ({ key: strict.key, onSignature: ' Id="_r1"' }),
      'saml.id_duplicate',
    ],
    [
      'with the signature of another request',
      () => strict,
      () => ({ key: strict.key, change: (xml) => xml.replace('ID="_r1"', 'ID="_r2"') }),
      'saml.reference_refused',
    ],
  ])('is refused %s', async (_what, sp, make, code) => {
    await browser.signIn('alice');
    const page = await post(sp(), make());
    expect(codeOf(page)).toBe(code);
    expect(page.body).not.toContain('name="SAMLResponse"');
    expect(await lastTrace()).toMatchObject({ code, outcome: 'refused', step: { name: 'request signed' } });
  });
});

describe('the trace of a refusal tells an administrator the cause, what came and what was expected, and the fix', () => {
  const AT = '2026-11-26T12:00:00Z';
  it.each<[string, PostedRequest, { step: string; why: RegExp; fix: RegExp; facts: object }]>([
    [
      'idp.issuer_unknown',
      { issuer: 'https://other.example' },
      {
        step: 'request valid',
        why: /comes from "https:\/\/other\.example", and "https:\/\/crm\.example" is registered/,
        fix: /audience at CRM, tab SSO/,
        facts: { issuer: 'https://crm.example' },
      },
    ],
    [
      'idp.destination_wrong',
      { destination: 'https://other.example/sso' },
      {
        step: 'request valid',
        why: /"https:\/\/other\.example\/sso".*saml2\/crm"/,
        fix: /SSO URL/,
        facts: { ageSeconds: expect.any(Number) },
      },
    ],
    [
      'idp.request_expired',
      { issueInstant: new Date(AT) },
      {
        step: 'request valid',
        why: /is from 2026-11-26T12:00:00/,
        fix: /NTP/,
        facts: { ageSeconds: expect.any(Number) },
      },
    ],
    [
      'idp.acs_unregistered',
      { acsUrl: 'https://crm.example/acs/' },
      {
        step: 'ACS registered',
        why: /wanted at "https:\/\/crm\.example\/acs\/", and registered are: https:\/\/crm\.example\/acs, /,
        fix: /letter by letter/,
        facts: {
          wished: 'https://crm.example/acs/',
          registered: ['https://crm.example/acs', 'https://crm.example/acs2'],
        },
      },
    ],
    [
      'idp.name_id_policy_refused',
      { inside: '<samlp:NameIDPolicy Format="urn:x:kerberos"></samlp:NameIDPolicy>' },
      {
        step: 'NameID policy met',
        why: /"urn:x:kerberos", and "persistent"/,
        fix: /same NameID format/,
        facts: { wished: 'urn:x:kerberos', configured: 'persistent' },
      },
    ],
    [
      'saml.signature_invalid',
      { onSignature: ' Id="x"' },
      {
        step: 'request signed',
        why: /none of the 1 registered certificates/,
        fix: /new key/,
        facts: { binding: 'post', verified: false, certificates: 1 },
      },
    ],
  ])('%s', async (code, change, expected) => {
    await browser.signIn('alice');
    const page = await post(crm, code === 'saml.signature_invalid' ? { ...change, key: foreign } : change);
    if (code !== 'idp.name_id_policy_refused') expect(codeOf(page)).toBe(code);
    expect(page.body).not.toContain('registered are');
    const { refusal, step } = await lastTrace();
    expect(refusal).toEqual({
      what: 'Alice was not signed in to CRM',
      why: expect.stringMatching(expected.why),
      fix: expect.stringMatching(expected.fix),
    });
    expect(step).toMatchObject({ name: expected.step, facts: expected.facts });
  });

  it('idp.not_entitled, with the groups on both sides, where the person reads whom to ask', async () => {
    await browser.signIn('carol');
    const page = await browser.get('/saml2/crm');
    expect(page.body).toMatch(/Ask your Keyshift administrator/);
    expect((await lastTrace()).refusal).toEqual({
      what: 'Carol was not signed in to CRM',
      why: 'Carol is not in any group that may use CRM (redshift_dbgroup); theirs: outsiders',
      fix: 'add Carol to one of those groups, or tick one of theirs at CRM, tab User Groups',
    });
  });

  it('idp.attribute_invalid, with the value', async () => {
    await t.newPerson('dora', { displayName: 'Dora' });
    const dora = await t.directory.people.find('dora');
    const { id, version, attributes } = await t.directory.applications.get(t.application.id);
    const name = 'https://redshift.amazon.com/SAML/Attributes/DbUser';
    const shown = attributes.map((one) =>
      one.name === name ? { ...one, source: { kind: 'user', field: 'displayName' } as const } : one,
    );
    await t.directory.applications.update(id, { attributes: shown }, { version, actor: 'system' });
    await browser.signIn('dora');
    expect(codeOf(await browser.get('/saml2/redshift'))).toBe('idp.attribute_invalid');
    const { refusal, step, personId } = await lastTrace();
    expect(personId).toBe(dora?.id);
    expect(refusal?.why).toMatch(/^DbUser would be "Dora", which AWS refuses: it begins with a letter/);
    expect(step).toMatchObject({ name: 'attributes built', facts: { attribute: 'DbUser', value: 'Dora' } });
  });
});
