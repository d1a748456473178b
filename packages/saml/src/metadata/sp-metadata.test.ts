import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAMESPACE } from '../constants.ts';
import {
  BINDING,
  formatIdpMetadata,
  issueResponse,
  NAMEID_FORMAT,
  parseSpMetadata,
  SAML_ATTRIBUTE,
  type SpMetadata,
} from '../index.ts';
import { fixtureFile, readTestKey, type TestKeyName } from '../testing/keys.ts';
import { buildInput, ISSUED_AT } from '../testing/response-input.ts';
import { hasSchemas, installSchemas, validateBySchemas } from '../testing/schemas.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });
const aws = readFileSync(fixtureFile('metadata/aws-service-provider.xml'), 'utf8');
const parse = (xml: string, entityId?: string): SpMetadata =>
  parseSpMetadata(xml, { now: ISSUED_AT, ...(entityId === undefined ? {} : { entityId }) });

const keyDescriptor = (name: TestKeyName, use?: string): string =>
  `<md:KeyDescriptor${use === undefined ? '' : ` use="${use}"`}><ds:KeyInfo xmlns:ds="${NAMESPACE.signature}"><ds:X509Data><ds:X509Certificate>${readTestKey(name).certificatePem.replace(/-----[A-Z ]+-----|\s/g, '')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
const consumer = (index: number | string, url: string, more = ''): string =>
  `<md:AssertionConsumerService Binding="${BINDING.post}" Location="${url}" index="${index}"${more}/>`;
const ACS = consumer(0, 'https://sp.example/acs');

/** One service provider: what stands before its addresses, its addresses and what follows them. */
function provider(before = '', addresses: string = ACS, after = '', attributes = '', entityId = 'urn:sp'): string {
  return `<md:EntityDescriptor xmlns:md="${NAMESPACE.metadata}" entityID="${entityId}"><md:SPSSODescriptor${attributes} protocolSupportEnumeration="urn:x ${NAMESPACE.protocol}">${before}${addresses}${after}</md:SPSSODescriptor></md:EntityDescriptor>`;
}
const wrap = (content: string, attributes = ''): string =>
  `<md:EntitiesDescriptor xmlns:md="${NAMESPACE.metadata}"${attributes}>${content}</md:EntitiesDescriptor>`;
const idp = formatIdpMetadata({
  entityId: 'https://idp.example',
  singleSignOnUrl: 'https://idp.example/sso',
  certificatePems: [readTestKey('rsa-2048').certificatePem],
  nameIdFormats: [],
}).replace(/<\?xml.*\?>\n/, '');

describe('parseSpMetadata of the shape that AWS publishes (saml-metadata §2.4)', () => {
  const read = parse(aws);

  it('reads it all', () => {
    expect(read).toMatchObject({
      entityId: 'urn:amazon:webservices',
      validUntil: new Date('2036-11-23T00:00:00Z'),
      slo: [],
      wantAssertionsSigned: true,
      authnRequestsSigned: false,
      encryptionCertificates: [],
      organizationName: 'AWS',
    });
    expect(read.acs).toHaveLength(5);
    expect(read.acs[0]).toEqual({
      index: 1,
      isDefault: true,
      url: 'https://signin.aws.amazon.com/saml',
      binding: BINDING.post,
      transport: 'https',
    });
    expect(read.nameIdFormats).toContain(NAMEID_FORMAT.persistent);
    expect(read.signingCertificates[0]?.publicKey.equals(readTestKey('rsa-2048').publicKey)).toBe(true);
    expect(read.requestedAttributes.filter(({ isRequired }) => isRequired)).toEqual([
      { name: SAML_ATTRIBUTE.role, friendlyName: 'RoleEntitlement', isRequired: true },
      { name: SAML_ATTRIBUTE.roleSessionName, friendlyName: 'RoleSessionName', isRequired: true },
    ]);
    expect(read.requestedAttributes).toHaveLength(9);
  });

  it.skipIf(!hasSchemas)(`is valid by the OASIS schemas${installSchemas}`, () => {
    expect(validateBySchemas(aws)).toBe('');
  });
});

describe('parseSpMetadata reads', () => {
  it('the least there can be', () => {
    expect(parse(provider())).toEqual({
      entityId: 'urn:sp',
      acs: [{ index: 0, isDefault: true, url: 'https://sp.example/acs', binding: BINDING.post, transport: 'https' }],
      slo: [],
      nameIdFormats: [],
      wantAssertionsSigned: false,
      authnRequestsSigned: false,
      signingCertificates: [],
      encryptionCertificates: [],
      requestedAttributes: [],
    });
  });

  it('a key without use as one for both uses (saml-metadata §2.4.1.1)', () => {
    const keys =
      keyDescriptor('rsa-2048', 'signing') +
      keyDescriptor('rsa-3072') +
      keyDescriptor('rsa-2048-foreign', 'encryption');
    const read = parse(provider(keys, ACS, '', ' AuthnRequestsSigned="1"'));
    const names = (list: SpMetadata['signingCertificates']): unknown =>
      (['rsa-2048', 'rsa-3072', 'rsa-2048-foreign'] as const).filter((name) =>
        list.some(({ publicKey }) => publicKey.equals(readTestKey(name).publicKey)),
      );
    expect(read.authnRequestsSigned).toBe(true);
    expect(names(read.signingCertificates)).toEqual(['rsa-2048', 'rsa-3072']);
    expect(names(read.encryptionCertificates)).toEqual(['rsa-3072', 'rsa-2048-foreign']);
  });

  it.each([
    ['the one that says so', [' isDefault="false"', '', ' isDefault="true"'], 2],
    ['else the first that does not deny it', [' isDefault="false"', '', ''], 1],
    ['else the first', [' isDefault="false"', ' isDefault="0"', ' isDefault="false"'], 0],
    ['the first of two that say so', ['', ' isDefault="1"', ' isDefault="true"'], 1],
  ])('as default address %s (saml-metadata §2.2.3)', (_name, marks, expected) => {
    const addresses = marks.map((mark, index) => consumer(index + 7, `https://sp.example/${index}`, mark)).join('');
    expect(parse(provider('', addresses)).acs.map(({ isDefault }) => isDefault)).toEqual(
      marks.map((_mark, index) => index === expected),
    );
  });

  it.each([
    ['https://sp.example/acs', 'https'],
    ['http://localhost:7890/redshift/', 'loopback'],
    ['http://127.0.0.1/acs', 'loopback'],
    ['http://127.9.9.9/acs', 'loopback'],
    ['http://[::1]:80/acs', 'loopback'],
    ['http://localhost.evil.example/', 'http'],
    ['http://127.0.0.1.evil.example/', 'http'],
    ['http://localhost@evil.example/', 'http'],
    ['http://sp.example/acs', 'http'],
  ])('the address %s as %s, for the caller to decide', (url, transport) => {
    expect(parse(provider('', consumer(1, url))).acs[0]?.transport).toBe(transport);
  });

  it('single logout, with another address for responses', () => {
    const slo =
      `<md:SingleLogoutService Binding="${BINDING.redirect}" Location="https://sp.example/slo"/>` +
      `<md:SingleLogoutService Binding="${BINDING.post}" Location="https://sp.example/slo" ResponseLocation="https://sp.example/done"/>`;
    expect(parse(provider(slo)).slo).toEqual([
      { binding: BINDING.redirect, location: 'https://sp.example/slo' },
      { binding: BINDING.post, location: 'https://sp.example/slo', responseLocation: 'https://sp.example/done' },
    ]);
  });

  it('requested attributes of all services once, those of the default service first', () => {
    const service = (index: number, mark: string, names: readonly string[]): string =>
      `<md:AttributeConsumingService index="${index}"${mark}>${names.map((name) => `<md:RequestedAttribute Name="${name}" NameFormat="urn:f"/>`).join('')}</md:AttributeConsumingService>`;
    const after = service(1, '', ['urn:a', 'urn:b']) + service(2, ' isDefault="true"', ['urn:b', 'urn:c']);
    expect(parse(provider('', ACS, after)).requestedAttributes).toEqual(
      ['urn:b', 'urn:c', 'urn:a'].map((name) => ({ name, nameFormat: 'urn:f', isRequired: false })),
    );
  });

  it('one of several by its entityID, and none without a choice', () => {
    const several = wrap(idp + provider('', ACS, '', '', 'urn:a') + wrap(provider('', ACS, '', '', 'urn:b')));
    expect(parse(several, 'urn:b').entityId).toBe('urn:b');
    expect(() => parse(several)).toThrow(
      expect.objectContaining({
        code: 'saml.metadata_entity_ambiguous',
        details: { entityIds: ['urn:a', 'urn:b'] },
        message: expect.not.stringContaining('urn:a'),
      }),
    );
    expect(() => parse(several, 'urn:c')).toThrow(
      expect.objectContaining({ code: 'saml.metadata_entity_unknown', details: { entityIds: ['urn:a', 'urn:b'] } }),
    );
    expect(parse(wrap(idp + provider())).entityId).toBe('urn:sp');
  });

  it('the earliest end of validity, and nothing after it (saml-metadata §2.3.2)', () => {
    const until = (year: number): string => ` validUntil="${year}-01-01T00:00:00Z"`;
    const document = (outer: number, inner: number): string => wrap(provider('', ACS, '', until(inner)), until(outer));
    expect(parse(document(2030, 2029)).validUntil?.getUTCFullYear()).toBe(2029);
    expect(parse(document(2028, 2029)).validUntil?.getUTCFullYear()).toBe(2028);
    expect(() => parse(document(2026, 2029))).toThrow(refusal('saml.metadata_expired'));
    expect(() => parse(document(2029, 2026))).toThrow(refusal('saml.metadata_expired'));
    expect(() => parseSpMetadata(aws, { now: new Date('2036-11-23T00:00:00Z') })).toThrow(
      refusal('saml.metadata_expired'),
    );
  });
});

describe('comments between elements', () => {
  it('are skipped in unsigned metadata, as other products write them', () => {
    const commented = `<!-- <a> & <!DOCTYPE> -->${provider('<!-- keys -->\n', `<!---->${ACS}<!-- > -->`)}<!-- end -->`;
    expect(parse(commented)).toEqual(parse(provider()));
  });
});

describe('parseSpMetadata refuses', () => {
  it.each([
    ['a response', issueResponse(buildInput(), readTestKey('rsa-2048')), 'a SAML response'],
    ['a certificate', readTestKey('rsa-2048').certificatePem, 'a certificate alone'],
    ['HTML', '<!DOCTYPE html><html></html>', 'a web page (HTML)'],
    ['an address', 'https://sp.example/metadata', 'an address'],
  ])('%s, saying what it is', (_name, text, found) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: 'saml.not_metadata', message: expect.stringContaining(found) }),
    );
  });

  const many = (count: number): string =>
    Array.from({ length: count }, (_, index) => consumer(index, 'https://sp.example/')).join('');

  it.each([
    ['an identity provider', idp, 'saml.metadata_no_service_provider'],
    [
      'SAML 1.1',
      provider().replaceAll(NAMESPACE.protocol, 'urn:oasis:names:tc:SAML:1.1:protocol'),
      'saml.metadata_no_service_provider',
    ],
    ['an entity twice', wrap(provider() + provider()), 'saml.metadata_duplicate_entity'],
    [
      'two roles',
      provider().replace(/<md:SPSSODescriptor.*<\/md:SPSSODescriptor>/, '$&$&'),
      'saml.metadata_duplicate_entity',
    ],
    ['no entityID', provider().replace(' entityID="urn:sp"', ''), 'saml.field_missing'],
    ['no address', provider('', ''), 'saml.metadata_endpoint_invalid'],
    ['a script as address', provider('', consumer(0, 'javascript:alert(1)')), 'saml.metadata_endpoint_invalid'],
    ['a file as address', provider('', consumer(0, 'file:///etc/passwd')), 'saml.metadata_endpoint_invalid'],
    ['a relative address', provider('', consumer(0, '/acs')), 'saml.metadata_endpoint_invalid'],
    ['no Location', provider('', ACS.replace(/ Location="[^"]*"/, '')), 'saml.field_missing'],
    ['no Binding', provider('', ACS.replace(/ Binding="[^"]*"/, '')), 'saml.field_missing'],
    ['no index', provider('', ACS.replace(' index="0"', '')), 'saml.field_missing'],
    ['an index that is none', provider('', consumer('x', 'https://sp/')), 'saml.value_invalid'],
    ['an index twice', provider('', ACS + ACS), 'saml.value_invalid'],
    ['a default that is none', provider('', consumer(0, 'https://sp/', ' isDefault="yes"')), 'saml.value_invalid'],
    ['a hundred and one addresses', provider('', many(101)), 'saml.metadata_too_many'],
    ['a wish that is none', provider('', ACS, '', ' WantAssertionsSigned="always"'), 'saml.value_invalid'],
    [
      'signed requests without a key',
      provider('', ACS, '', ' AuthnRequestsSigned="true"'),
      'saml.metadata_no_signing_key',
    ],
    [
      'signed requests with a key to encrypt',
      provider(keyDescriptor('rsa-2048', 'encryption'), ACS, '', ' AuthnRequestsSigned="true"'),
      'saml.metadata_no_signing_key',
    ],
    ['a weak key', provider(keyDescriptor('rsa-1024')), 'saml.metadata_key_unsupported'],
    ['a key of another curve', provider(keyDescriptor('p-384', 'signing')), 'saml.metadata_key_unsupported'],
    ['a key of another use', provider(keyDescriptor('rsa-2048', 'both')), 'saml.value_invalid'],
    [
      'a broken certificate',
      provider(keyDescriptor('rsa-2048').replace(/(X509Certificate>).{8}/, '$1AAAAAAAA')),
      'saml.metadata_certificate_invalid',
    ],
    [
      'a logout address that is a script',
      provider(`<md:SingleLogoutService Binding="b" Location="javascript:1"/>`),
      'saml.metadata_endpoint_invalid',
    ],
    [
      'a logout answer to a script',
      provider(`<md:SingleLogoutService Binding="b" Location="https://sp/" ResponseLocation="data:,x"/>`),
      'saml.metadata_endpoint_invalid',
    ],
    ['an empty format', provider('<md:NameIDFormat> </md:NameIDFormat>'), 'saml.value_empty'],
    [
      'an attribute without a name',
      provider(
        '',
        ACS,
        '<md:AttributeConsumingService index="0"><md:RequestedAttribute/></md:AttributeConsumingService>',
      ),
      'saml.field_missing',
    ],
    ['an unreadable end', provider().replace(' entityID', ' validUntil="soon" entityID'), 'saml.instant_invalid'],
    ['a DOCTYPE', `<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>${provider()}`, 'xml.markup_refused'],
    ['a comment in a text', provider('<md:NameIDFormat>a<!-- x -->b</md:NameIDFormat>'), 'xml.markup_refused'],
    ['a comment that is not closed', provider('<!-- x -- y -->'), 'xml.malformed'],
    ['a CDATA section', provider('<md:NameIDFormat><![CDATA[a]]></md:NameIDFormat>'), 'xml.markup_refused'],
    [
      'a comment in a signed document',
      provider(`<!-- x --><ds:Signature xmlns:ds="${NAMESPACE.signature}"></ds:Signature>`),
      'xml.markup_refused',
    ],
    ['an instruction', `<?xml version="1.0"?><?xml-stylesheet href="x"?>${provider()}`, 'xml.markup_refused'],
  ])('%s', (_name, xml, code) => {
    expect(() => parse(xml)).toThrow(refusal(code));
  });

  it('any cut or mixed-up document with a code (random)', () => {
    void fc.assert(
      fc.property(fc.nat(aws.length), fc.nat(aws.length), (from, to) => {
        try {
          parse(aws.slice(0, from) + aws.slice(to));
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^(saml|xml)\./) });
        }
      }),
      { numRuns: 300 },
    );
  });
});
