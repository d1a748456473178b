// Every assertion that leaves is in the audit log with its ID, whoever began the sign-in, and is found by it.
import { deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, type Browser, hiddenField, openBrowser, type Page } from '../testing/test-browser.ts';
import { PROVIDER, ROLE, startTestIdp, type TestIdp } from '../testing/test-idp.ts';

let t: TestIdp;
let person: Browser;
let admin: Browser;
beforeAll(async () => {
  t = await startTestIdp();
  await t.newPerson('alice');
  await t.newPerson('boss', { role: 'admin' });
  [person, admin] = [openBrowser(t), openBrowser(t)];
  await person.signIn('alice');
  await admin.signIn('boss');
});
afterAll(async () => {
  person.close();
  admin.close();
  await t.stop();
});

function idIn(page: Page): string {
  const xml = Buffer.from(hiddenField(page.body, 'SAMLResponse') ?? '', 'base64').toString();
  return /<saml:Assertion [^>]*ID="([^"]+)"/.exec(xml)?.[1] ?? 'none';
}
function request(): string {
  const instant = t.clock.now.toISOString().replace(/\.\d+Z/, 'Z');
  const xml = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r1" Version="2.0" IssueInstant="${instant}"><saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">urn:amazon:webservices</saml:Issuer></samlp:AuthnRequest>`;
  return new URLSearchParams({ SAMLRequest: deflateRawSync(xml).toString('base64') }).toString();
}
const use = (assertionId: string) => {
  const common = { providerArn: PROVIDER, roleArn: ROLE, subject: null, address: null };
  return { assertionId, ...common, at: t.clock.now.toISOString() };
};
const reconcile = (browser: Browser, body: object) => browser.api('POST', '/api/v1/audit/reconcile', body);

describe('an assertion', () => {
  it.each([
    ['begun here', 'idp', () => '/saml2/redshift'],
    ['begun by the application', 'sp', () => `/saml2/redshift?${request()}`],
  ])('of a sign-in %s is known and found by its ID', async (_what, flow, path) => {
    const id = idIn(await person.get(path()));
    expect(id).toMatch(/^_[0-9a-z]{32}$/);
    const { json } = await reconcile(admin, { uses: [use(id)] });
    expect(json).toEqual({ providers: [PROVIDER], items: [{ ...use(id), verdict: 'issued' }] });
    const found = await admin.api('GET', `/api/v1/audit?search=${id}`);
    expect(at(found.json, 'items.length')).toBe('1');
    expect(at(found.json, 'items.0.details.assertionId')).toBe(id);
    expect(at(found.json, 'items.0.details.flow')).toBe(flow);
  });

  it('that is only previewed is not known: it never left', async () => {
    const alice = await t.directory.people.find('alice');
    const path = `/api/v1/applications/${t.application.id}/preview`;
    const { json, status } = await admin.api('POST', path, { personId: alice?.id });
    expect(status).toBe(200);
    const [, id = 'none'] = /<saml:Assertion [^>]*ID="(_[0-9a-z]{32})"/.exec(at(json, 'xml')) ?? [];
    expect(id).toMatch(/^_[0-9a-z]{32}$/);
    const answer = await reconcile(admin, { uses: [use(id)] });
    expect(at(answer.json, 'items.0.verdict')).toBe('unknown');
  });

  it('is compared only in bounds: idp.input_invalid', async () => {
    const many = Array.from({ length: 101 }, (_, n) => use(`_${n}`));
    for (const body of [
      { uses: many },
      { uses: [{ ...use('_a'), extra: 1 }] },
      { uses: [{ ...use('_a'), at: 'now' }] },
    ]) {
      expect((await reconcile(admin, body)).json).toMatchObject({ code: 'idp.input_invalid' });
    }
    expect((await reconcile(person, { uses: [] })).json).toMatchObject({ code: 'idp.not_permitted' });
  });

  it('that is unknown is recorded with who compared it, and shown on the overview for a month', async () => {
    await reconcile(admin, { uses: [use('_planted'), use('_planted')] });
    const { json } = await admin.api('GET', '/api/v1/audit?search=_planted');
    expect(at(json, 'items.length')).toBe('1');
    expect(at(json, 'items.0.summary')).toBe(
      'boss found that an assertion was used which was never issued here: _planted',
    );
    const alerts = async () => at((await admin.api('GET', '/api/v1/overview')).json, 'alerts.0.summary');
    expect(await alerts()).toContain('_planted');
    const { now } = t.clock;
    t.clock.now = new Date(now.getTime() + 31 * 86_400_000);
    await admin.signIn('boss');
    expect(await alerts()).toBe('undefined');
    t.clock.now = now;
  });
});
