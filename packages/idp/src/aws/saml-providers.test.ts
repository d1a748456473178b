// The console's API for SAML providers: what it makes of mistakes, what it records, and what it says without AWS.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSelfSignedCertificate } from '@keyshift/http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, type Browser, openBrowser } from '../testing/test-browser.ts';
import { startTestIdp, type TestIdp } from '../testing/test-idp.ts';

const AWS_OWN = readFileSync(
  join(import.meta.dirname, '../../../../fixtures/saml/metadata/aws-service-provider.xml'),
  'utf8',
);
const PATH = '/api/v1/aws/iam/saml-providers';

let t: TestIdp;
let admin: Browser;
let metadata: string;
let tooShort: string;

beforeAll(async () => {
  t = await startTestIdp();
  await t.newPerson('root', { role: 'admin' });
  admin = openBrowser(t);
  await admin.signIn('root');
  metadata = (await admin.get('/saml2/redshift/metadata')).body;
  const key = { commonName: 'x', now: new Date(), years: 1, algorithm: 'p-256' } as const;
  const { certificatePem } = await createSelfSignedCertificate(key);
  tooShort = `<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x">
    <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <KeyDescriptor><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data><X509Certificate>
    ${certificatePem.replaceAll(/-----.*-----/g, '')}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://x"/>
    </IDPSSODescriptor></EntityDescriptor>`;
});
afterAll(async () => {
  admin.close();
  await t.stop();
});

const create = (body: object) => admin.api('POST', PATH, body);
const findingsOf = (json: unknown) =>
  (json as { details: { findings: { where: string; why: string }[] } }).details.findings.map(
    ({ where, why }) => `${where}: ${why}`,
  );
const lastEntry = async () => (await t.directory.audit.list({ limit: 1 }))[0];

describe('a SAML provider', () => {
  it('is made from a document, kept byte for byte, read for what it says, and told in the audit log', async () => {
    const typed = metadata.replace('<md:EntityDescriptor', '<!-- Büro -->\r\n<md:EntityDescriptor');
    const { status, json, headers } = await create({ name: 'redshift-sso', metadata: typed });
    expect([status, json]).toEqual([
      200,
      expect.objectContaining({
        name: 'redshift-sso',
        arn: 'arn:aws:iam::123456789012:saml-provider/redshift-sso',
        expiry: 'ok',
        trustedBy: [],
        identityProviders: [
          {
            entityId: t.application.entityId,
            signOnUrls: ['HTTP-Redirect', 'HTTP-POST'].map((binding) => ({
              binding: `urn:oasis:names:tc:SAML:2.0:bindings:${binding}`,
              url: `${t.idp.url}/saml2/redshift`,
            })),
            certificates: [expect.objectContaining({ expiry: 'ok' })],
          },
        ],
      }),
    ]);
    expect(headers.etag).toBe(`"${at(json, 'version')}"`);
    const file = await admin.get(`${PATH}/redshift-sso/metadata`);
    expect(file.body).toBe(typed);
    expect(file.headers).toMatchObject({
      'content-type': 'application/samlmetadata+xml',
      'content-disposition': 'attachment; filename="redshift-sso-metadata.xml"',
    });
    expect(await lastEntry()).toMatchObject({
      action: 'aws.saml_provider_created',
      actorName: 'root',
      summary: 'root created the identity provider redshift-sso at AWS',
      details: { entityIds: [t.application.entityId] },
    });
  });

  it('is made from an application of this directory, with the document that its metadata address gives', async () => {
    expect((await create({ name: 'by-application', applicationId: t.application.id })).status).toBe(200);
    expect((await admin.get(`${PATH}/by-application/metadata`)).body).toBe(metadata);
  });

  it('is listed by name, found by a part of it, a page at a time', async () => {
    const names = async (query: string) => {
      const { json } = await admin.api('GET', `${PATH}?${query}`);
      const { items, next, previous, total } = json as {
        items: { name: string }[];
        next: string | null;
        previous: string | null;
        total: number;
      };
      return [items.map(({ name }) => name), next, previous, total];
    };
    expect(await names('direction=desc')).toEqual([['redshift-sso', 'by-application'], null, null, 2]);
    expect(await names('search=SSO')).toEqual([['redshift-sso'], null, null, 1]);
    expect(await names('limit=1')).toEqual([['by-application'], '1', null, 2]);
    expect(await names('limit=1&cursor=1')).toEqual([['redshift-sso'], null, '0', 2]);
  });

  it('tells which roles trust it', async () => {
    t.aws.trust('analysts', 'redshift-sso');
    t.aws.trust('others', 'by-application');
    expect((await admin.api('GET', `${PATH}/redshift-sso`)).json).toMatchObject({ trustedBy: ['analysts'] });
  });

  it('gets another document only from who has seen the one before: directory.changed_meanwhile', async () => {
    const path = `${PATH}/redshift-sso`;
    const { json } = await admin.api('GET', path);
    const seen = { 'if-match': `"${at(json, 'version')}"` };
    expect((await admin.api('PUT', path, { metadata })).json).toMatchObject({ code: 'idp.version_missing' });
    const first = await admin.api('PUT', path, { metadata }, seen);
    expect([first.status, (await admin.get(`${path}/metadata`)).body]).toEqual([200, metadata]);
    expect(await lastEntry()).toMatchObject({
      action: 'aws.saml_metadata_replaced',
      changes: [{ field: 'metadataSha256' }, { field: 'certificates' }],
    });
    const second = await admin.api('PUT', path, { applicationId: t.application.id }, seen);
    expect([second.status, at(second.json, 'code')]).toEqual([412, 'directory.changed_meanwhile']);
    const wrong = await admin.api('PUT', path, {}, { 'if-match': first.headers.etag ?? '' });
    expect(findingsOf(wrong.json)).toEqual(['metadata: there is no document']);
  });

  it('is gone when it was deleted, and not found after: idp.saml_provider_unknown', async () => {
    expect((await admin.api('DELETE', `${PATH}/by-application`)).json).toEqual({ ok: true });
    expect(await lastEntry()).toMatchObject({ action: 'aws.saml_provider_deleted', targetName: 'by-application' });
    for (const name of ['by-application', '..%2f..%2frole', '%20']) {
      const { status, json } = await admin.api('GET', `${PATH}/${name}`);
      expect([status, at(json, 'code')], name).toEqual([404, 'idp.saml_provider_unknown']);
    }
    expect((await admin.api('DELETE', `${PATH}/by-application`)).status).toBe(404);
  });
});

describe('a mistake', () => {
  it('is told at its field, with every other one', async () => {
    const { status, json } = await create({ name: 'not a name', metadata: AWS_OWN });
    expect([status, findingsOf(json)]).toEqual([
      400,
      [
        'name: IAM takes letters, digits, dots, hyphens and underscores in it',
        'metadata: this is the metadata of a service provider, such as AWS’s own, and IAM needs that of an identity provider',
      ],
    ]);
  });

  it.each([
    ['', 'a provider needs a name'],
    ['x'.repeat(129), 'it has more than 128 characters'],
    ['..', 'a name of dots alone has no address'],
    ['Redshift-SSO', 'there is a provider of this name'],
  ])('in the name "%.20s"', async (name, why) => {
    expect(findingsOf((await create({ name, metadata })).json)).toEqual([`name: ${why}`]);
  });

  it.each([
    ['nothing', () => '', 'there is no document'],
    ['a web page', () => '<!doctype html><p>Sign in', 'this is a web page (HTML), not a SAML metadata document'],
    ['JSON', () => '{"Statement":[]}', 'this is a JSON document, not a SAML metadata document'],
    [
      'no certificate',
      () => metadata.replaceAll(/<md:KeyDescriptor.*?<\/md:KeyDescriptor>/gs, ''),
      'a provider in it that signs has no certificate for signing',
    ],
    [
      'no identity provider',
      () => metadata.replaceAll('IDPSSODescriptor', 'Other'),
      'it describes no SAML 2.0 identity provider',
    ],
    ['less than IAM takes', () => tooShort, 'IAM takes documents of 1 000 characters or more'],
    ['too much', () => metadata + ' '.repeat(1_000_000), 'it has more than 1 000 000 characters'],
  ])('in the document: %s', async (_name, document, why) => {
    expect(findingsOf((await create({ name: 'other', metadata: document() })).json)).toEqual([`metadata: ${why}`]);
  });

  it('in the choice of an application, or of both', async () => {
    const bookmark = await t.directory.applications.create(
      { name: 'wiki', label: 'Wiki', connector: 'bookmark', bookmarkUrl: 'https://wiki.example', entityId: '' },
      'system',
    );
    const told = async (body: object) => findingsOf((await create({ name: 'other', ...body })).json);
    expect(await told({ name: '', applicationId: '' })).toEqual([
      'name: a provider needs a name',
      'applicationId: no application is chosen',
    ]);
    expect(await told({ applicationId: 'none' })).toEqual(['applicationId: there is no such application']);
    expect(await told({ applicationId: bookmark.id })).toEqual(['applicationId: a bookmark has no metadata']);
    expect(await told({ applicationId: t.application.id, metadata })).toEqual([
      'metadata: a document and an application were given',
    ]);
  });

  it('makes nothing and records nothing', async () => {
    const { json } = await admin.api('GET', PATH);
    expect((json as { items: { name: string }[] }).items.map(({ name }) => name)).toEqual(['redshift-sso']);
    expect(await t.directory.audit.list({ action: 'aws.saml_provider_created' })).toHaveLength(2);
  });
});

describe('AWS', () => {
  it('publishes the metadata of its sign-in page', async () => {
    const { body, headers } = await admin.get('/api/v1/aws/sign-in/metadata');
    expect(body).toContain('urn:amazon:webservices');
    expect(headers['content-disposition']).toBe('attachment; filename="saml-metadata.xml"');
  });

  it('may not answer, and its page says so: idp.aws_unreachable', async () => {
    t.aws.isDown = true;
    const { status, json } = await admin.api('GET', PATH);
    t.aws.isDown = false;
    expect([status, at(json, 'code')]).toEqual([502, 'idp.aws_unreachable']);
  });

  it('may be faster than we look, and its own refusal is passed on: idp.aws_refused', async () => {
    const { listSamlProviders } = t.aws;
    t.aws.listSamlProviders = async () => [];
    const { status, json } = await create({ name: 'redshift-sso', metadata });
    t.aws.listSamlProviders = listSamlProviders;
    expect([status, at(json, 'code'), at(json, 'details.awsCode')]).toEqual([
      ...[409, 'idp.aws_refused'],
      'EntityAlreadyExists',
    ]);
  });

  it('has no console where only the identity provider runs: idp.aws_absent', async () => {
    const alone = await startTestIdp({ withoutAws: true });
    await alone.newPerson('root', { role: 'owner' });
    const browser = openBrowser(alone);
    await browser.signIn('root');
    for (const path of [PATH, `${PATH}/redshift-sso`, '/api/v1/aws/sign-in/metadata']) {
      const { status, json } = await browser.api('GET', path);
      expect([status, at(json, 'code')]).toEqual([404, 'idp.aws_absent']);
    }
    const { json } = await browser.api('GET', '/api/v1/session');
    expect(json).toMatchObject({ environment: { hasAwsConsole: false } });
    expect((await admin.api('GET', '/api/v1/session')).json).toMatchObject({ environment: { hasAwsConsole: true } });
    browser.close();
    await alone.stop();
  });
});
