// What an application may set about its answers: how they are signed, what they state of the sign-in, where refusals go.
import { X509Certificate } from 'node:crypto';
import type { SsoSettings } from '@keyshift/directory';
import {
  AUTHN_CONTEXT,
  encodeRedirect,
  readLogoutResponse,
  verifyPostSignature,
  verifyRedirectSignature,
  verifyResponse,
} from '@keyshift/saml';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, statusOf, xmlOf } from '../testing/read-page.ts';
import { at, type Browser, hiddenField, openBrowser, type Page } from '../testing/test-browser.ts';
import { PASSWORD, startTestIdp, type TestIdp } from '../testing/test-idp.ts';
import { logoutRequestInput, redirectLogout, registerSp, type TestSp } from '../testing/test-sp.ts';
import { decideContext } from './authn-context.ts';

let t: TestIdp;
let browser: Browser;
beforeAll(async () => {
  t = await startTestIdp();
  await t.newPerson('alice');
  await t.directory.groups.create({ name: 'outsiders' }, 'system');
  await t.newPerson('carol', { group: 'outsiders' });
});
afterAll(() => t.stop());
beforeEach(() => {
  browser = openBrowser(t);
  return () => browser.close();
});

const classOf = (page: Page) => /AuthnContextClassRef>([^<]*)</.exec(xmlOf(page))?.[1];
const pass = (milliseconds: number) => {
  t.clock.now = new Date(t.clock.now.getTime() + milliseconds);
};

/** The path of an unsigned request by Redirect. */
function asking(sp: TestSp, o: { classRef?: string; attributes?: string } = {}): string {
  const { classRef, attributes = '' } = o;
  const issueInstant = t.clock.now.toISOString().replace(/\.\d+Z/, 'Z');
  const inside =
    classRef === undefined
      ? ''
      : `<samlp:RequestedAuthnContext><saml:AuthnContextClassRef>${classRef}</saml:AuthnContextClassRef></samlp:RequestedAuthnContext>`;
  const message = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r1" Version="2.0" IssueInstant="${issueInstant}"${attributes}><saml:Issuer>${sp.application.audience}</saml:Issuer>${inside}</samlp:AuthnRequest>`;
  const url = encodeRedirect({ message, kind: 'SAMLRequest', destination: sp.ssoUrl, relayState: 'r1' });
  return url.slice(new URL(url).origin.length);
}
/** Signs in again where the answer leads, and comes back with the request. */
async function signInAgain(answer: Page, username: string): Promise<Page> {
  pass(1_000);
  const next = new URLSearchParams(answer.location?.split('?')[1]).get('next') ?? '';
  const csrf = hiddenField((await browser.get(answer.location ?? '')).body, 'csrf') ?? '';
  const signedIn = await browser.post('/login', { username, password: PASSWORD, csrf, next });
  return browser.get(signedIn.location ?? '');
}

describe('the signature algorithm', () => {
  const slo = (name: string, binding: 'redirect' | 'post') => ({
    ...{ slo: { url: `https://${name}.example/slo`, responseUrl: null, binding } },
    ...{ nameIdPairwise: false, nameIdField: 'username', nameIdFormat: 'persistent' as const },
  });
  const CASES = (['rsa', 'ecdsa'] as const).flatMap((kind) =>
    (['sha256', 'sha384', 'sha512'] as const).flatMap((digest) =>
      (['redirect', 'post'] as const).map((binding) => [`${kind}-${digest}`, binding, digest] as const),
    ),
  );

  it.each(CASES)('%s signs response, assertion and logout by %s', async (algorithm, binding, digest) => {
    const name = `${algorithm}-${binding}`;
    const sp = await registerSp(t, name, { ...slo(name, binding), sign: 'both', signatureAlgorithm: digest });
    const { id } = sp.application;
    if (algorithm.startsWith('ecdsa')) {
      const { id: keyId } = await t.directory.keys.generate(id, { algorithm: 'p-256', years: 1 }, 'system');
      await t.directory.keys.move(id, { keyId, transition: 'activate' }, 'system');
    }
    const { publicKey } = new X509Certificate((await t.directory.applications.signingKey(id)).certificatePem);
    await browser.signIn('alice');
    const xml = xmlOf(await browser.get(asking(sp)));
    const methods = [...xml.matchAll(/(?:Signature|Digest)Method Algorithm="[^"]*#([a-z0-9-]+)"/g)];
    expect(methods.map((one) => one[1])).toEqual([algorithm, digest, algorithm, digest]);
    expect(verifyResponse(xml, [publicKey]).nameId?.value).toBe('alice');

    const page = await browser.get(redirectLogout(sp, logoutRequestInput(t, sp, { nameId: 'alice' })));
    const goesTo = /http-equiv="refresh" content="0;url=[^"?]*\?([^"]*)"/.exec(page.body)?.[1] ?? '';
    const rawQuery = goesTo.replaceAll('&amp;', '&');
    const verified =
      binding === 'redirect'
        ? verifyRedirectSignature({ rawQuery, keys: [publicKey] })
        : verifyPostSignature(xmlOf(page), [publicKey]);
    expect(readLogoutResponse(verified).isSuccess).toBe(true);
    const named = binding === 'redirect' ? new URLSearchParams(rawQuery).get('SigAlg') : xmlOf(page);
    expect(named).toMatch(new RegExp(`#${algorithm}(?:"|$)`));
  });
});

describe('the error flow', () => {
  let crm: TestSp;
  beforeAll(async () => {
    crm = await registerSp(t, 'returning', { errorFlow: 'return' });
  });
  const expectReturned = (page: Page, status: readonly string[]) => {
    expect(page.status).toBe(200);
    expect(statusOf(page)).toEqual(status);
    expect(page.body).toContain('You are not signed in there');
    expect(page.headers['content-security-policy']).toContain('form-action https://returning.example;');
    expect(hiddenField(page.body, 'RelayState')).toBe('r1');
    expect(xmlOf(page)).not.toMatch(/Signature|Assertion/);
  };

  it('"return" sends somebody of the wrong group back at once: RequestDenied [saml-core §3.2.2.2]', async () => {
    await browser.signIn('carol');
    expectReturned(await browser.get(asking(crm)), ['Responder', 'RequestDenied']);
    const [trace] = await t.directory.audit.traces({ limit: 1, kind: 'sso' });
    expect(trace).toMatchObject({ outcome: 'refused', code: 'idp.not_entitled' });
  });

  it('"return" sends somebody without the second factor that everybody needs back: AuthnFailed', async () => {
    await browser.signIn('alice');
    const setFactor = async (secondFactor: 'everyone' | 'optional') => {
      const { version } = await t.directory.settings.get();
      await t.directory.settings.update({ signIn: { secondFactor } }, { version, actor: 'system' });
    };
    await setFactor('everyone');
    const page = await browser.get(asking(crm));
    await setFactor('optional');
    expectReturned(page, ['Responder', 'AuthnFailed']);
  });

  it('keeps our page where nobody asked, where the address is not theirs, and for what concerns only us', async () => {
    await browser.signIn('carol');
    const began = await browser.get('/saml2/returning');
    expect([began.status, codeOf(began)]).toEqual([403, 'idp.not_entitled']);
    const elsewhere = await browser.get(
      asking(crm, { attributes: ' AssertionConsumerServiceURL="https://evil.example/acs"' }),
    );
    expect(codeOf(elsewhere)).toBe('idp.acs_unregistered');
    await browser.signIn('alice');
    const half = await registerSp(t, 'half', { errorFlow: 'return', nameIdPairwise: false, nameIdField: 'phone' });
    const other = openBrowser(t);
    await other.signIn('alice');
    const missing = await other.get(asking(half));
    other.close();
    expect(codeOf(missing)).toBe('idp.name_id_missing');
    for (const page of [began, elsewhere, missing]) expect(page.body).not.toContain('SAMLResponse');
  });
});

describe('AuthnContext', () => {
  const register = (name: string, authnContext: SsoSettings['authnContext'], o: Partial<SsoSettings> = {}) =>
    registerSp(t, name, { authnContext, ...o });

  it('states the class that is set, and another one to who asks for it, if it was proved [saml-core §3.3.2.2.1]', async () => {
    await browser.signIn('alice');
    for (const setting of ['unspecified', 'password', 'passwordProtectedTransport'] as const) {
      const sp = await register(`states-${setting.toLowerCase()}`, setting);
      expect(classOf(await browser.get(asking(sp)))).toBe(AUTHN_CONTEXT[setting]);
      expect(classOf(await browser.get(new URL(sp.ssoUrl).pathname))).toBe(AUTHN_CONTEXT[setting]);
      const { unspecified } = AUTHN_CONTEXT;
      expect(classOf(await browser.get(asking(sp, { classRef: unspecified })))).toBe(unspecified);
      expect(statusOf(await browser.get(asking(sp, { classRef: AUTHN_CONTEXT.x509 })))).toEqual([
        ...['Responder', 'NoAuthnContext'],
      ]);
    }
  });

  it('asks once more for what was not proved, then refuses, and never claims it: idp.proof_insufficient', async () => {
    const sp = await register('strict', 'multiFactor');
    await browser.signIn('alice');
    const again = await browser.get(asking(sp));
    expect(again.location).toContain('again=1');
    const page = await signInAgain(again, 'alice');
    expect([page.status, codeOf(page)]).toEqual([403, 'idp.proof_insufficient']);
    expect(statusOf(page)).toEqual(['Responder', 'NoAuthnContext']);
    expect(page.body).toContain('Return to STRICT');
    expect(page.body).toContain('href="/portal/security"');
    const [trace] = await t.directory.audit.traces({ limit: 1, kind: 'sso' });
    expect(trace?.refusal).toMatchObject({ why: expect.stringContaining('set to multiFactor') });
    expect(trace?.steps.find((step) => step.outcome === 'refused')).toMatchObject({
      name: 'context satisfied',
      facts: { demanded: 'multiFactor', methods: ['password'] },
    });
  });

  it('refuses on our page where nobody asked, and does not go in a circle', async () => {
    const sp = await register('strict-tile', 'multiFactor');
    await browser.signIn('alice');
    const page = await browser.get(new URL(sp.ssoUrl).pathname);
    expect([page.status, codeOf(page)]).toEqual([403, 'idp.proof_insufficient']);
    expect(page.body).not.toContain('SAMLResponse');
  });

  it('is the least in any case: a request for less does not get by, a passive one gets NoPassive', async () => {
    const sp = await register('least', 'multiFactor', { errorFlow: 'return' });
    await browser.signIn('alice');
    const passive = asking(sp, { classRef: AUTHN_CONTEXT.password, attributes: ' IsPassive="true"' });
    expect(statusOf(await browser.get(passive))).toEqual(['Responder', 'NoPassive']);
    const again = await browser.get(asking(sp, { classRef: AUTHN_CONTEXT.password }));
    expect(again.location).toContain('again=1');
    expect(statusOf(await signInAgain(again, 'alice'))).toEqual(['Responder', 'NoAuthnContext']);
  });

  it('states the second factor of who used it', async () => {
    await t.newPerson('tess');
    await browser.signIn('tess');
    const started = await browser.api('POST', '/api/v1/me/factors/totp', {});
    const secret = at(started.json, 'secret');
    const code = () => new TOTP({ secret, digits: 6, period: 30 }).generate({ timestamp: t.clock.now.getTime() });
    const body = { enrolmentId: at(started.json, 'enrolmentId'), code: code(), name: 'Phone' };
    await browser.api('POST', '/api/v1/me/factors/totp/confirm', body);
    pass(30_000);
    const sp = await register('factor', 'multiFactor');
    const coded = await register('coded', 'timeSyncToken');
    const refused = await browser.get(asking(sp));
    expect(refused.location).toContain('again=1');
    browser.cookies.clear();
    await browser.signIn('tess');
    const csrf = hiddenField((await browser.get('/login/mfa')).body, 'csrf') ?? '';
    await browser.post('/login/mfa', { code: code(), csrf });
    expect(classOf(await browser.get(asking(sp)))).toBe(AUTHN_CONTEXT.multiFactor);
    expect(classOf(await browser.get(asking(coded)))).toBe(AUTHN_CONTEXT.timeSyncToken);
    const asked = await browser.get(asking(sp, { classRef: AUTHN_CONTEXT.passwordProtectedTransport }));
    expect(classOf(asked)).toBe(AUTHN_CONTEXT.passwordProtectedTransport);
  });

  it('is measured by strength where a request says what to state, and to the letter where none does', () => {
    const ask = (classRef: string) => ({ comparison: 'exact', classRefs: [classRef], hasDeclarations: false }) as const;
    const { multiFactor, unspecified } = AUTHN_CONTEXT;
    const decide = (
      methods: Parameters<typeof decideContext>[0],
      setting: SsoSettings['authnContext'],
      classRef?: string,
    ) => decideContext(methods, { setting, requested: classRef === undefined ? undefined : ask(classRef) });
    expect(decide(['passkey'], 'password')).toBeUndefined();
    expect(decide(['passkey'], 'password', multiFactor)).toBe(multiFactor);
    expect(decide(['passkey'], 'multiFactor')).toBe(multiFactor);
    expect(decide(['password', 'recovery_code'], 'timeSyncToken')).toBeUndefined();
    expect(decide(['password'], 'multiFactor', unspecified)).toBeUndefined();
    // A value that should not be there is no permission.
    expect(decide(['passkey'], 'x509' as 'proved')).toBeUndefined();
    expect(decide(['passkey'], '' as 'proved')).toBeUndefined();
  });
});
