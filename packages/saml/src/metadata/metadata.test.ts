import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { NAMESPACE } from '../constants.ts';
import {
  BINDING,
  formatIdpMetadata,
  type IdpMetadataInput,
  issueResponse,
  NAMEID_FORMAT,
  parseIdpMetadata,
  SAML_ATTRIBUTE,
} from '../index.ts';
import { readTestKey, type TestKeyName } from '../testing/keys.ts';
import { buildInput } from '../testing/response-input.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });
const certificate = (name: TestKeyName): string => readTestKey(name).certificatePem;

const input: IdpMetadataInput = {
  entityId: 'https://idp.example/saml2/redshift?a=1&b=2',
  singleSignOnUrl: 'https://idp.example/saml2/redshift',
  certificatePems: [certificate('rsa-2048')],
  nameIdFormats: [NAMEID_FORMAT.persistent, NAMEID_FORMAT.emailAddress],
};
const document = formatIdpMetadata(input);
const entity = document.slice(document.indexOf('<md:EntityDescriptor'));

describe('formatIdpMetadata (saml-metadata §2.4)', () => {
  it('is read back as it was written', () => {
    const validUntil = new Date('2036-01-01T00:00:00Z');
    const [read, second] = parseIdpMetadata(
      formatIdpMetadata({ ...input, validUntil, certificatePems: [certificate('rsa-2048'), certificate('p-256')] }),
    );
    expect(second).toBeUndefined();
    expect(read).toMatchObject({
      entityId: input.entityId,
      validUntil,
      singleSignOnUrls: [
        { binding: BINDING.redirect, location: input.singleSignOnUrl },
        { binding: BINDING.post, location: input.singleSignOnUrl },
      ],
    });
    expect(read?.signingKeys.map((key) => key.publicKey.asymmetricKeyType)).toEqual(['rsa', 'ec']);
    expect(read?.signingKeys[0]?.publicKey.equals(readTestKey('rsa-2048').publicKey)).toBe(true);
    const x509 = new X509Certificate(certificate('rsa-2048'));
    expect(read?.signingKeys[0]).toMatchObject({
      certificatePem: x509.toString(),
      fingerprintSha256: x509.fingerprint256,
      notAfter: new Date(x509.validTo),
    });
  });

  it.each(['rsa-2048', 'p-256'] as const)(
    'has the 1 000 characters that IAM demands with a %s key, by listing its attributes (saml-metadata §2.4.3)',
    (name) => {
      const short = formatIdpMetadata({
        entityId: 'x',
        singleSignOnUrl: 'https://x',
        certificatePems: [certificate(name)],
        nameIdFormats: [],
        attributes: Object.values(SAML_ATTRIBUTE).map((attribute) => ({ name: attribute })),
      });
      expect(short.length).toBeGreaterThanOrEqual(1000);
      expect(short.replace(/\s+/g, '').length).toBeGreaterThanOrEqual(1000);
    },
  );

  it('offers single logout by both bindings, keys and formats in the order given, and is still read back', () => {
    const certificatePems = (['rsa-3072', 'rsa-2048', 'p-256'] as const).map(certificate);
    const singleLogoutUrl = 'https://idp.example/slo?a=1&b=2';
    const text = formatIdpMetadata({ ...input, certificatePems, singleLogoutUrl, wantAuthnRequestsSigned: true });
    const escaped = singleLogoutUrl.replace('&', '&amp;');
    for (const binding of Object.values(BINDING)) {
      expect(text).toContain(`<md:SingleLogoutService Binding="${binding}" Location="${escaped}"/>`);
    }
    const [read] = parseIdpMetadata(text);
    expect(read?.signingKeys.map(({ certificatePem }) => certificatePem)).toEqual(
      certificatePems.map((pem) => new X509Certificate(pem).toString()),
    );
    expect(read?.singleSignOnUrls).toHaveLength(2);
  });

  it('lists each attribute once, as the assertion has it (saml-metadata §2.4.3), and none of anybody else', () => {
    const attributes = [
      { name: 'urn:x:"mail"', friendlyName: 'Mail & more', nameFormat: 'basic' },
      { name: 'roles' },
      { name: 'roles' },
    ] as const;
    const text = formatIdpMetadata({ ...input, attributes });
    expect(text.match(/<saml:Attribute [^>]*>/g)).toEqual([
      '<saml:Attribute FriendlyName="Mail &amp; more" Name="urn:x:&quot;mail&quot;" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic"/>',
      '<saml:Attribute Name="roles" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri"/>',
    ]);
    expect(parseIdpMetadata(text)).toHaveLength(1);
    expect(document).not.toMatch(/<saml:Attribute|amazon/);
  });

  it('escapes the organization and says whether requests are to be signed', () => {
    const text = formatIdpMetadata({
      ...input,
      wantAuthnRequestsSigned: true,
      organization: { name: 'A & B <Ltd>', url: 'https://a.example/?x=1&y=2' },
    });
    expect(text).toContain('WantAuthnRequestsSigned="true"');
    expect(text).toContain('>A &amp; B &lt;Ltd&gt;<');
    expect(parseIdpMetadata(text)).toHaveLength(1);
  });

  it.skipIf(spawnSync('xmllint', ['--version']).error !== undefined && process.env['CI'] === undefined)(
    'is well-formed for libxml2 (install: apt-get install libxml2-utils)',
    () => {
      expect(spawnSync('xmllint', ['--noout', '-'], { input: document }).status).toBe(0);
    },
  );
});

describe('parseIdpMetadata reads (saml-metadata §2.3)', () => {
  const wrap = (...entities: string[]): string =>
    `<md:EntitiesDescriptor xmlns:md="${NAMESPACE.metadata}" validUntil="2030-01-01T00:00:00Z">${entities.join('')}</md:EntitiesDescriptor>`;
  const other = entity.replace('entityID="https://idp.example', 'entityID="https://other.example');
  const serviceProvider = `<md:EntityDescriptor entityID="urn:sp"><md:SPSSODescriptor protocolSupportEnumeration="${NAMESPACE.protocol}"/></md:EntityDescriptor>`;

  it('several providers, skipping service providers, with the earliest end', () => {
    const read = parseIdpMetadata(
      wrap(entity, serviceProvider, other.replace('entityID=', 'validUntil="2029-01-01T00:00:00Z" entityID=')),
    );
    expect(read.map((provider) => provider.validUntil?.getUTCFullYear())).toEqual([2030, 2029]);
  });

  it('a key without use, and not the encryption key (saml-metadata §2.4.1.1)', () => {
    const encryption = /<md:KeyDescriptor.*<\/md:KeyDescriptor>/s.exec(entity)?.[0].replace('signing', 'encryption');
    const text = entity.replace(' use="signing"', '').replace('<md:NameIDFormat>', `${encryption}<md:NameIDFormat>`);
    expect(parseIdpMetadata(text)[0]?.signingKeys).toHaveLength(1);
  });

  it('the same certificate twice as one key, also broken into lines', () => {
    const text = formatIdpMetadata({ ...input, certificatePems: [certificate('rsa-2048'), certificate('rsa-2048')] });
    const lines = text.replace(/[A-Za-z0-9+/]{64}/g, '$&\r\n');
    expect(parseIdpMetadata(lines)[0]?.signingKeys).toHaveLength(1);
  });

  it('ten providers and refuses eleven', () => {
    const many = (count: number): string =>
      wrap(...Array.from({ length: count }, (_, n) => entity.replace('//idp.example', `//idp${n}.example`)));
    expect(parseIdpMetadata(many(10))).toHaveLength(10);
    expect(() => parseIdpMetadata(many(11))).toThrow(refusal('saml.metadata_too_many'));
  });

  it('refuses the same entity twice', () => {
    expect(() => parseIdpMetadata(wrap(entity, entity))).toThrow(refusal('saml.metadata_duplicate_entity'));
  });

  it('refuses a document of service providers only', () => {
    expect(() => parseIdpMetadata(wrap(serviceProvider))).toThrow(refusal('saml.metadata_no_provider'));
    const saml1 = entity.replace(`"${NAMESPACE.protocol}"`, '"urn:oasis:names:tc:SAML:1.1:protocol"');
    expect(() => parseIdpMetadata(saml1)).toThrow(refusal('saml.metadata_no_provider'));
  });
});

describe('parseIdpMetadata refuses', () => {
  it.each([
    ['nothing', '  \n', 'an empty document'],
    ['HTML', '<!DOCTYPE html><html><body>Sign in</body></html>', 'a web page (HTML)'],
    ['HTML that is not well-formed', '<HTML><head><meta x></head></HTML>', 'a web page (HTML)'],
    ['XHTML', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 'a web page (HTML)'],
    ['JSON', '{"entityId": "x"}', 'a JSON document'],
    ['a certificate', certificate('rsa-2048'), 'a certificate alone'],
    ['a private key', '-----BEGIN PRIVATE KEY-----\n', 'a private key'],
    ['an address', 'https://idp.example/metadata', 'an address'],
    ['text', 'hello', 'plain text'],
    ['a response', issueResponse(buildInput(), readTestKey('rsa-2048')), 'a SAML response'],
    ['a request', `<x:AuthnRequest xmlns:x="${NAMESPACE.protocol}"/>`, 'a SAML request or other protocol message'],
    ['other XML', '<project/>', 'an XML document with the root element project'],
    [
      'an entity of another namespace',
      '<EntityDescriptor xmlns="urn:x"/>',
      'an XML document with the root element EntityDescriptor',
    ],
  ])('%s, saying what it is', (_name, text, found) => {
    expect(() => parseIdpMetadata(text)).toThrow(
      expect.objectContaining({
        code: 'saml.not_metadata',
        message: expect.stringContaining(`this is ${found}, not a SAML metadata document`),
      }),
    );
  });

  it.each([
    ['an encryption key only', document.replace('use="signing"', 'use="encryption"'), 'saml.metadata_no_signing_key'],
    ['no key', document.replace(/<md:KeyDescriptor.*<\/md:KeyDescriptor>/s, ''), 'saml.metadata_no_signing_key'],
    ['another use', document.replace('use="signing"', 'use="both"'), 'saml.value_invalid'],
    ['an empty use', document.replace('use="signing"', 'use=""'), 'saml.value_invalid'],
    [
      'an RSA key of 1024 bits',
      formatIdpMetadata({ ...input, certificatePems: [certificate('rsa-1024')] }),
      'saml.metadata_key_unsupported',
    ],
    [
      'another curve',
      formatIdpMetadata({ ...input, certificatePems: [certificate('p-384')] }),
      'saml.metadata_key_unsupported',
    ],
    [
      'eleven keys',
      formatIdpMetadata({ ...input, certificatePems: Array.from({ length: 11 }, () => certificate('rsa-2048')) }),
      'saml.metadata_too_many',
    ],
    [
      'a broken certificate',
      document.replace(/(<ds:X509Certificate>).{8}/, '$1AAAAAAAA'),
      'saml.metadata_certificate_invalid',
    ],
    [
      'a certificate that is not base64',
      document.replace('<ds:X509Certificate>', '$&*'),
      'saml.metadata_certificate_invalid',
    ],
    [
      'a chain',
      document.replace(/<ds:X509Certificate>.*<\/ds:X509Certificate>/s, '$&$&'),
      'saml.metadata_certificate_invalid',
    ],
    [
      'a bare key',
      document.replace(/<ds:X509Data>.*<\/ds:X509Data>/s, '<ds:KeyName>x</ds:KeyName>'),
      'saml.metadata_certificate_invalid',
    ],
    ['no address', document.replace(/<md:SingleSignOnService [^>]*>/g, ''), 'saml.metadata_endpoint_invalid'],
    [
      'a script as address',
      document.replace(/Location="[^"]*"/, 'Location="javascript:alert(1)"'),
      'saml.metadata_endpoint_invalid',
    ],
    ['no entityID', document.replace(/ entityID="[^"]*"/, ''), 'saml.field_missing'],
    ['an unreadable end', document.replace(' entityID=', ' validUntil="soon" entityID='), 'saml.instant_invalid'],
    [
      'a DOCTYPE',
      document.replace('<md:Entity', '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><md:Entity'),
      'xml.markup_refused',
    ],
    ['a byte order mark', `\uFEFF${document}`, 'xml.byte_order_mark'],
    ['half a document', document.slice(0, 1500), 'xml.malformed'],
  ])('%s', (_name, text, code) => {
    expect(() => parseIdpMetadata(text)).toThrow(refusal(code));
  });

  it('more than ten million characters, and reads documents far beyond a response', () => {
    const padded = (spaces: number): string => document.replace('</md:EntityDescriptor>', `${' '.repeat(spaces)}$&`);
    expect(parseIdpMetadata(padded(1_000_000))).toHaveLength(1);
    expect(() => parseIdpMetadata(padded(10_000_000))).toThrow(refusal('xml.too_large'));
  });
});
