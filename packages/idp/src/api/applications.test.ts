// Applications through the API: pictures, keys, metadata of service providers, files, deleting by number.
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Transformer } from '@napi-rs/image';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, type Browser, openBrowser } from '../testing/test-browser.ts';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';

const AWS = readFileSync(
  join(import.meta.dirname, '../../../../fixtures/saml/metadata/aws-service-provider.xml'),
  'utf8',
);
let t: TestIdp;
let admin: Browser;
let path: string;

beforeAll(async () => {
  t = await startTestIdp();
  await t.newPerson('boss', { role: 'owner' });
  admin = openBrowser(t);
  await admin.signIn('boss');
  path = `/api/v1/applications/${t.application.id}`;
});
afterAll(async () => {
  admin.close();
  await t.stop();
});

const code = (answer: { status: number; json: unknown }) => [answer.status, at(answer.json, 'code')];
const newApplication = async (label: string) =>
  at((await admin.api('POST', '/api/v1/applications', { connector: 'saml', label })).json, 'id');

describe('a picture', () => {
  const put = (bytes: Uint8Array | string) =>
    admin.api('PUT', `${path}/logo`, { base64: Buffer.from(bytes).toString('base64') });
  const picture = (width: number, height: number) =>
    Transformer.fromRgbaPixels(Buffer.alloc(width * height * 4, 200), width, height);

  it('is written anew as a small PNG, whatever it was', async () => {
    const jpeg = await picture(800, 400).jpeg();
    const { json } = await put(jpeg);
    const logo = await admin.get(at(json, 'logoUrl'));
    expect(logo.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringContaining('attachment'),
      'content-security-policy': expect.stringMatching(/^default-src 'none'; sandbox;/),
    });
    const stored = await t.directory.applications.getLogo(at(json, 'logoUrl').split('/').at(-1) ?? '');
    expect(await new Transformer(stored).metadata()).toMatchObject({ width: 256, height: 128 });
    expect((await admin.api('DELETE', `${path}/logo`)).json).toMatchObject({ logoUrl: null });
  });

  it('is shown only to who is signed in', async () => {
    const { json } = await put(await picture(10, 10).png());
    const stranger = openBrowser(t);
    expect((await stranger.api('GET', at(json, 'logoUrl'))).status).toBe(401);
    stranger.close();
  });

  it.each([
    ['a program', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['a page', '<!doctype html><script>alert(1)</script>'],
    ['a PNG in name only', Buffer.from('89504e470d0a1a0a00000000', 'hex')],
    ['nothing', ''],
  ])('is refused if it is %s: idp.logo_refused', async (_what, bytes) => {
    expect(code(await put(bytes))).toEqual([400, 'idp.logo_refused']);
  });

  it('is refused if it is huge: idp.logo_refused, http.body_too_large', async () => {
    const tall = await picture(1, 4_097).png();
    expect(code(await put(tall))).toEqual([400, 'idp.logo_refused']);
    const heavy = Buffer.concat([await picture(2, 2).png(), Buffer.alloc(800_000)]);
    expect(code(await put(heavy))).toEqual([400, 'idp.logo_refused']);
    expect((await put(Buffer.alloc(1_000_000))).status).toBe(413);
  });
});

describe('how answers are made', () => {
  it('is shown, changed, exported and in the catalogue’s defaults; another word is told at its field', async () => {
    const usual = { signatureAlgorithm: 'sha256', authnContext: 'proved', errorFlow: 'page' };
    const wish = { signatureAlgorithm: 'sha512', authnContext: 'passwordProtectedTransport', errorFlow: 'return' };
    const own = `/api/v1/applications/${await newApplication('Answers')}`;
    expect((await admin.api('GET', own)).json).toMatchObject({ ...usual, version: 1 });
    const change = (body: object, version = 1) => admin.api('PATCH', own, body, { 'if-match': `"${version}"` });
    const bad = await change({ signatureAlgorithm: 'sha1', authnContext: 'x509', errorFlow: null });
    expect(code(bad)).toEqual([400, 'idp.input_invalid']);
    expect((bad.json as { details: { findings: object[] } }).details.findings).toEqual([
      expect.objectContaining({ where: 'signatureAlgorithm', why: expect.stringContaining('SHA-1 is refused') }),
      expect.objectContaining({ where: 'authnContext' }),
      expect.objectContaining({ where: 'errorFlow' }),
    ]);
    expect((await change(wish)).json).toMatchObject({ ...wish, version: 2 });
    expect(JSON.parse((await admin.get(`${own}/export`)).body)).toMatchObject({ application: wish });
    const { items } = (await admin.api('GET', '/api/v1/catalogue')).json as { items: { defaults: object }[] };
    expect(items.map((one) => one.defaults)).toEqual(items.map(() => expect.objectContaining(usual)));
  });
});

describe('a key', () => {
  it('is staged, published, activated and retired, and its certificate can be fetched', async () => {
    const staged = await admin.api('POST', `${path}/keys`, { algorithm: 'p-256' });
    expect(staged.json).toMatchObject({ state: 'staged', transitions: expect.arrayContaining(['publish']) });
    const keyId = at(staged.json, 'id');
    const pem = await admin.get(`${path}/keys/${keyId}/certificate`);
    expect(new X509Certificate(pem.body).publicKey.asymmetricKeyType).toBe('ec');
    await admin.api('POST', `${path}/keys/${keyId}/publish`, {});
    const active = await admin.api('POST', `${path}/keys/${keyId}/activate`, {});
    expect(active.json).toMatchObject({ items: [{ id: keyId, state: 'active' }, { state: 'retiring' }] });
    expect(code(await admin.api('POST', `${path}/keys/${keyId}/retire`, {}))).toEqual([
      409,
      'directory.key_transition_refused',
    ]);
  });

  it('has no other moves and no other certificates: idp.transition_unknown, idp.certificate_unknown', async () => {
    expect(code(await admin.api('POST', `${path}/keys/key_x/explode`, {}))).toEqual([404, 'idp.transition_unknown']);
    expect(code(await admin.api('GET', `${path}/keys/key_x/certificate`))).toEqual([404, 'idp.certificate_unknown']);
  });

  it('never leaves: no route gives a private key', async () => {
    for (const one of ['', '/keys', '/export']) {
      expect((await admin.api('GET', path + one)).body).not.toContain('PRIVATE KEY');
    }
  });
});

describe('metadata of a service provider', () => {
  const review = (body: object) => admin.api('POST', `${path}/sp-metadata`, body);

  it('is a difference to look at; AWS’s own must not replace the localhost ACS', async () => {
    const before = await t.directory.applications.get(t.application.id);
    const { json, status } = await review({ xml: AWS });
    expect(status).toBe(200);
    const { changes } = json as { changes: { field: string; recommended: boolean; why: string }[] };
    expect(changes.find((one) => one.field === 'acs')).toMatchObject({
      recommended: false,
      why: expect.stringContaining('where SQL clients listen'),
    });
    expect(await t.directory.applications.get(t.application.id)).toEqual(before);
  });

  it('fills an application that has none yet, and its patches can be stored', async () => {
    const id = await newApplication('Fresh');
    const fresh = `/api/v1/applications/${id}`;
    const { json } = await admin.api('POST', `${fresh}/sp-metadata`, { xml: AWS });
    const { changes } = json as { changes: { field: string; recommended: boolean; patch: object }[] };
    expect(changes.filter((one) => one.recommended).map((one) => one.field)).toEqual(
      expect.arrayContaining(['audience', 'acs']),
    );
    const patch = Object.assign({}, ...changes.map((one) => one.patch));
    const stored = await admin.api('PATCH', fresh, patch, { 'if-match': '"1"' });
    expect(stored.json).toMatchObject({ audience: 'urn:amazon:webservices' });
    const again = await admin.api('POST', `${fresh}/sp-metadata`, { xml: AWS });
    expect(again.json).toMatchObject({ changes: [] });
  });

  it('says what a document is instead, reads no network of ours, and wants one of the two: idp.metadata_missing', async () => {
    expect(at((await review({ xml: '<html><body/></html>' })).json, 'code')).toMatch(/^saml\./);
    expect(at((await review({ xml: '<!DOCTYPE x><x/>' })).json, 'code')).toMatch(/^xml\./);
    expect(code(await review({ url: 'https://127.0.0.1/metadata' }))).toEqual([422, 'idp.fetch_refused']);
    expect(code(await review({}))).toEqual([400, 'idp.metadata_missing']);
  });
});

describe('a file of an application', () => {
  it('makes another one, without its keys', async () => {
    const { body } = await admin.get(`${path}/export`);
    const file = JSON.parse(body);
    const dry = await admin.api('POST', '/api/v1/applications/import', { file, dryRun: true, label: 'Second' });
    expect(dry.json).toMatchObject({ application: null, findings: [] });
    const real = await admin.api('POST', '/api/v1/applications/import', { file, dryRun: false, label: 'Second' });
    expect(real.json).toMatchObject({
      application: { label: 'Second', ssoPath: 'second', audience: 'urn:amazon:webservices' },
    });
    const [first] = await t.directory.keys.list(t.application.id);
    const [second] = await t.directory.keys.list(at(real.json, 'application.id'));
    expect(second?.fingerprintSha256).not.toBe(first?.fingerprintSha256);
  });
});

describe('deleting', () => {
  it('needs the number of applications, and of groups: directory.count_wrong, idp.count_wrong', async () => {
    const id = await newApplication('Short lived');
    const wrong = await admin.api('POST', '/api/v1/applications/delete', { ids: [id], count: 2 });
    expect(at(wrong.json, 'code')).toBe('directory.count_wrong');
    const group = await t.directory.groups.create({ name: 'shortlived' }, 'system');
    const groups = await admin.api('POST', '/api/v1/groups/delete', { ids: [group.id], count: 3 });
    expect(code(groups)).toEqual([400, 'idp.count_wrong']);
    expect((await admin.api('POST', '/api/v1/groups/delete', { ids: [group.id], count: 1 })).json).toEqual({
      deleted: 1,
    });
    expect((await admin.api('POST', '/api/v1/applications/delete', { ids: [id], count: 1 })).json).toEqual({
      deleted: 1,
    });
  });
});

describe('a preview', () => {
  it('is what the person would really get, and tells why not', async () => {
    const alice = await t.newPerson('alice');
    const allowed = await admin.api('POST', `${path}/preview`, { personId: alice.id });
    expect(allowed.json).toMatchObject({ allowed: true, refusal: null, nameId: { value: 'alice' } });
    const person = openBrowser(t);
    const answer = await person.signIn('alice', { next: '/saml2/redshift' });
    const page = await person.get(answer.location ?? '');
    const xml = Buffer.from(/name="SAMLResponse" value="([^"]+)"/.exec(page.body)?.[1] ?? '', 'base64').toString();
    person.close();
    const names = (text: string) => [...text.matchAll(/<saml:AttributeValue>([^<]*)</g)].map(([, value]) => value);
    expect(names(at(allowed.json, 'xml'))).toEqual(names(xml));
    const stranger = await t.newPerson('nogroup', { group: 'none' });
    const refused = await admin.api('POST', `${path}/preview`, { personId: stranger.id });
    expect(refused.json).toMatchObject({ allowed: false, refusal: { code: 'idp.not_entitled' } });
  });
});

describe('monitoring', () => {
  it('finds, counts and verifies what happened', async () => {
    expect((await admin.api('GET', '/api/v1/overview')).json).toMatchObject({ people: { active: expect.any(Number) } });
    expect((await admin.api('GET', '/api/v1/search?q=redsh')).json).toMatchObject({
      items: expect.arrayContaining([expect.objectContaining({ kind: 'application', title: 'Amazon Redshift' })]),
    });
    const traces = await admin.api('GET', '/api/v1/traces?kind=sso&outcome=succeeded');
    const trace = await admin.api('GET', `/api/v1/traces/${at(traces.json, 'items.0.id')}`);
    expect(trace.json).toMatchObject({
      username: 'alice',
      steps: expect.arrayContaining([expect.objectContaining({ outcome: 'passed' })]),
    });
    expect((await admin.api('POST', '/api/v1/audit/verify', {})).json).toMatchObject({ ok: true, reason: null });
    const lines = (await admin.get('/api/v1/audit/export')).body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => line.sequence)).toEqual(lines.map((_, index) => index + 1));
    expect((await admin.api('GET', '/api/v1/audit?action=person.created&limit=1')).json).toMatchObject({
      items: [{ action: 'person.created', summary: expect.stringContaining('created') }],
    });
  });
});
