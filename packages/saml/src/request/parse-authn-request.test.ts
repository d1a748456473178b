import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAMESPACE } from '../constants.ts';
import { NAMEID_FORMAT, parseAuthnRequest } from '../index.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });

const ISSUER = `<saml:Issuer xmlns:saml="${NAMESPACE.assertion}">https://sp.example</saml:Issuer>`;
const request = (attributes = '', content: string = ISSUER): string =>
  `<samlp:AuthnRequest xmlns:samlp="${NAMESPACE.protocol}" ID="_r1" Version="2.0" IssueInstant="2026-11-23T12:00:00Z"${attributes}>${content}</samlp:AuthnRequest>`;

describe('parseAuthnRequest (saml-core §3.4.1)', () => {
  it('reads the least there can be', () => {
    expect(parseAuthnRequest(request())).toEqual({
      id: '_r1',
      issuer: 'https://sp.example',
      issueInstant: new Date('2026-11-23T12:00:00Z'),
      forceAuthn: false,
      isPassive: false,
    });
  });

  it('reads everything', () => {
    const attributes =
      ' Destination="https://idp/" AssertionConsumerServiceURL="https://sp/acs?a=1&amp;b=2" ProtocolBinding="urn:b" ForceAuthn="true" IsPassive="1" ProviderName="x"';
    const content = `${ISSUER}<samlp:NameIDPolicy Format="${NAMEID_FORMAT.persistent}" AllowCreate="true"/><samlp:RequestedAuthnContext/>`;
    expect(parseAuthnRequest(request(attributes, content))).toMatchObject({
      destination: 'https://idp/',
      assertionConsumerServiceUrl: 'https://sp/acs?a=1&b=2',
      protocolBinding: 'urn:b',
      forceAuthn: true,
      isPassive: true,
      nameIdFormat: NAMEID_FORMAT.persistent,
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
    [
      'a Subject (saml-core §3.4.1.4)',
      request('', `${ISSUER}<saml:Subject xmlns:saml="${NAMESPACE.assertion}"/>`),
      'saml.element_unexpected',
    ],
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
