import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAMESPACE } from '../constants.ts';
import { AUTHN_CONTEXT, checkNoSubject, decideAuthnContext, NAMEID_FORMAT, parseAuthnRequest } from '../index.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });

const ISSUER = `<saml:Issuer xmlns:saml="${NAMESPACE.assertion}">https://sp.example</saml:Issuer>`;
const request = (attributes = '', content: string = ISSUER): string =>
  `<samlp:AuthnRequest xmlns:samlp="${NAMESPACE.protocol}" ID="_r1" Version="2.0" IssueInstant="2026-11-23T12:00:00Z"${attributes}>${content}</samlp:AuthnRequest>`;
const classRef = (uri: string): string =>
  `<saml:AuthnContextClassRef xmlns:saml="${NAMESPACE.assertion}">${uri}</saml:AuthnContextClassRef>`;
const declRef = `<saml:AuthnContextDeclRef xmlns:saml="${NAMESPACE.assertion}">urn:d</saml:AuthnContextDeclRef>`;
const context = (content: string, attributes = ''): string =>
  `<samlp:RequestedAuthnContext${attributes}>${content}</samlp:RequestedAuthnContext>`;

describe('parseAuthnRequest (saml-core §3.4.1)', () => {
  it('reads the least there can be', () => {
    expect(parseAuthnRequest(request())).toEqual({
      id: '_r1',
      issuer: 'https://sp.example',
      issueInstant: new Date('2026-11-23T12:00:00Z'),
      forceAuthn: false,
      isPassive: false,
      hasSubject: false,
    });
  });

  it('reads everything', () => {
    const attributes =
      ' Destination="https://idp/" AssertionConsumerServiceURL="https://sp/acs?a=1&amp;b=2" ProtocolBinding="urn:b" ForceAuthn="true" IsPassive="1" ProviderName="x" AttributeConsumingServiceIndex="2" Consent="urn:any"';
    const content =
      `${ISSUER}<samlp:Extensions><x xmlns="urn:any">1</x></samlp:Extensions>` +
      `<samlp:NameIDPolicy Format="${NAMEID_FORMAT.persistent}" SPNameQualifier="urn:group" AllowCreate="true"/>` +
      `<saml:Conditions xmlns:saml="${NAMESPACE.assertion}"/>` +
      context(classRef(AUTHN_CONTEXT.password) + classRef(AUTHN_CONTEXT.x509), ' Comparison="minimum"') +
      '<samlp:Scoping ProxyCount="1"><samlp:RequesterID>urn:x</samlp:RequesterID></samlp:Scoping>';
    expect(parseAuthnRequest(request(attributes, content))).toMatchObject({
      destination: 'https://idp/',
      assertionConsumerServiceUrl: 'https://sp/acs?a=1&b=2',
      protocolBinding: 'urn:b',
      forceAuthn: true,
      isPassive: true,
      providerName: 'x',
      attributeConsumingServiceIndex: 2,
      nameIdFormat: NAMEID_FORMAT.persistent,
      nameIdPolicy: { format: NAMEID_FORMAT.persistent, spNameQualifier: 'urn:group', allowCreate: true },
      requestedAuthnContext: {
        comparison: 'minimum',
        classRefs: [AUTHN_CONTEXT.password, AUTHN_CONTEXT.x509],
        hasDeclarations: false,
      },
    });
    expect(parseAuthnRequest(request(' AssertionConsumerServiceIndex="3"')).assertionConsumerServiceIndex).toBe(3);
  });

  it.each([
    ['another message', `<samlp:LogoutRequest xmlns:samlp="${NAMESPACE.protocol}"/>`, 'saml.not_a_request'],
    ['another namespace', request().replace(NAMESPACE.protocol, 'urn:x'), 'saml.not_a_request'],
    ['another version', request().replace('Version="2.0"', 'Version="1.1"'), 'saml.version_unsupported'],
    ['no ID', request().replace(' ID="_r1"', ''), 'saml.id_invalid'],
    ['an ID with markup', request().replace('_r1', '_&quot;&gt;'), 'saml.id_invalid'],
    ['no Issuer', request('', ''), 'saml.element_missing'],
    ['an empty Issuer', request('', ISSUER.replace('https://sp.example', ' ')), 'saml.value_empty'],
    ['an element in the Issuer', request('', ISSUER.replace('</', '<x/></')), 'saml.leaf_not_text'],
    ['two Issuers', request('', ISSUER + ISSUER), 'saml.element_unexpected'],
    ['policies out of order', request('', `${ISSUER}<samlp:Scoping/><samlp:NameIDPolicy/>`), 'saml.element_unexpected'],
    ['an unknown element', request('', `${ISSUER}<samlp:Any/>`), 'saml.element_unexpected'],
    [
      'something in the NameIDPolicy',
      request('', `${ISSUER}<samlp:NameIDPolicy>x</samlp:NameIDPolicy>`),
      'saml.element_unexpected',
    ],
    [
      'an AllowCreate that is none',
      request('', `${ISSUER}<samlp:NameIDPolicy AllowCreate="no"/>`),
      'saml.value_invalid',
    ],
    ['a context without classes', request('', ISSUER + context('')), 'saml.element_missing'],
    ['an empty class', request('', ISSUER + context(classRef(' '))), 'saml.value_empty'],
    [
      'an unknown comparison',
      request('', ISSUER + context(classRef('urn:a'), ' Comparison="best"')),
      'saml.value_invalid',
    ],
    [
      'classes together with declarations (saml-core §3.3.2.2.1)',
      request('', ISSUER + context(classRef('urn:a') + declRef)),
      'saml.element_unexpected',
    ],
    ['an attribute service that is no number', request(' AttributeConsumingServiceIndex="x"'), 'saml.value_invalid'],
    ['text', request('', `${ISSUER}x`), 'saml.element_unexpected'],
    ['no IssueInstant', request().replace(/ IssueInstant="[^"]*"/, ''), 'saml.field_missing'],
    ['a local time', request().replace('00Z', '00'), 'saml.instant_invalid'],
    ['a boolean that is none', request(' ForceAuthn="yes"'), 'saml.value_invalid'],
    ['an empty boolean', request(' IsPassive=""'), 'saml.value_invalid'],
    ['a negative index', request(' AssertionConsumerServiceIndex="-1"'), 'saml.value_invalid'],
    ['a huge index', request(' AssertionConsumerServiceIndex="65536"'), 'saml.value_invalid'],
    [
      'URL and index',
      request(' AssertionConsumerServiceURL="https://sp/" AssertionConsumerServiceIndex="0"'),
      'saml.value_invalid',
    ],
    ['a DOCTYPE', `<!DOCTYPE x>${request()}`, 'xml.markup_refused'],
  ])('refuses %s', (_name, xml, code) => {
    expect(() => parseAuthnRequest(xml)).toThrow(refusal(code));
  });

  it('reports a Subject, which whoever answers has to refuse (saml-core §3.4.1.4)', () => {
    const read = parseAuthnRequest(request('', `${ISSUER}<saml:Subject xmlns:saml="${NAMESPACE.assertion}"/>`));
    expect(read.hasSubject).toBe(true);
    expect(() => checkNoSubject(read)).toThrow(refusal('saml.subject_unsupported'));
    expect(() => checkNoSubject(parseAuthnRequest(request()))).not.toThrow();
  });

  it('reports a context by declarations, which nothing satisfies', () => {
    const requested = parseAuthnRequest(request('', ISSUER + context(declRef))).requestedAuthnContext;
    expect(requested).toEqual({ comparison: 'exact', classRefs: [], hasDeclarations: true });
    expect(requested && decideAuthnContext(requested, ['urn:d'])).toBeUndefined();
  });

  it('refuses any cut or mixed-up request with a code (random)', () => {
    const xml = request(' ForceAuthn="true"');
    void fc.assert(
      fc.property(fc.nat(xml.length), fc.nat(xml.length), (from, to) => {
        try {
          parseAuthnRequest(xml.slice(0, from) + xml.slice(to));
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^(saml|xml)\./) });
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('decideAuthnContext (saml-core §3.3.2.2.1)', () => {
  const offered = ['urn:weak', 'urn:fair', 'urn:strong'];

  it.each([
    ['exact', ['urn:strong', 'urn:weak'], 'urn:strong'],
    ['exact', ['urn:other', 'urn:weak'], 'urn:weak'],
    ['exact', ['urn:other'], undefined],
    ['minimum', ['urn:fair'], 'urn:fair'],
    ['minimum', ['urn:strong', 'urn:fair'], 'urn:fair'],
    ['minimum', ['urn:other'], undefined],
    ['maximum', ['urn:weak', 'urn:fair'], 'urn:fair'],
    ['maximum', ['urn:other'], undefined],
    ['better', ['urn:weak'], 'urn:fair'],
    ['better', ['urn:weak', 'urn:fair'], 'urn:strong'],
    ['better', ['urn:strong'], undefined],
    ['better', ['urn:weak', 'urn:other'], undefined],
  ] as const)('%s %j is %s', (comparison, classRefs, expected) => {
    expect(decideAuthnContext({ comparison, classRefs, hasDeclarations: false }, offered)).toBe(expected);
  });
});
