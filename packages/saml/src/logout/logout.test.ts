import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NAMESPACE } from '../constants.ts';
import {
  issueLogoutRequest,
  issueLogoutResponse,
  LOGOUT_REASON,
  NAMEID_FORMAT,
  parseLogoutRequest,
  parseLogoutResponse,
  STATUS,
  verifyPostSignature,
} from '../index.ts';
import { readTestKey } from '../testing/keys.ts';
import { logoutRequestInput, logoutResponseInput } from '../testing/messages.ts';

const refusal = (code: string): unknown => expect.objectContaining({ code });
const request = issueLogoutRequest(logoutRequestInput);
const response = issueLogoutResponse(logoutResponseInput);
const saml = (name: string, content = ''): string =>
  `<saml:${name} xmlns:saml="${NAMESPACE.assertion}">${content}</saml:${name}>`;

describe('issueLogoutRequest and parseLogoutRequest (saml-core §3.7.1)', () => {
  it('agree on the least', () => {
    const { sessionIndexes: _none, ...least } = logoutRequestInput;
    expect(parseLogoutRequest(issueLogoutRequest({ ...least, sessionIndexes: [] }))).toEqual({
      ...least,
      sessionIndexes: [],
    });
  });

  it('agree on everything, whatever the text', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }).map((value) => `x${value}`);
    void fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), (name, sessionIndexes) => {
        const input = {
          ...logoutRequestInput,
          nameId: { value: name, format: NAMEID_FORMAT.persistent, nameQualifier: name, spNameQualifier: name },
          sessionIndexes,
          notOnOrAfter: new Date('2026-11-23T12:05:00Z'),
          reason: LOGOUT_REASON.admin,
        };
        expect(parseLogoutRequest(issueLogoutRequest(input))).toEqual(input);
      }),
    );
  });

  it('read the format of another product: no Format, Extensions, a signature', () => {
    const xml = issueLogoutRequest(logoutRequestInput, readTestKey('p-256'))
      .replace(/ Format="[^"]*"/, '')
      .replace('</ds:Signature>', '</ds:Signature><samlp:Extensions><x xmlns="urn:x"/></samlp:Extensions>');
    expect(parseLogoutRequest(xml).nameId).toEqual({ value: 'alice' });
  });

  it.each(['rsa-1024', 'p-384'] as const)('are not signed with %s', (name) => {
    expect(() => issueLogoutRequest(logoutRequestInput, readTestKey(name))).toThrow(refusal('saml.key_unsupported'));
  });

  it.each([
    ['another message', response, 'saml.not_a_logout_request'],
    ['another namespace', request.replace(NAMESPACE.protocol, 'urn:x'), 'saml.not_a_logout_request'],
    ['another version', request.replace('Version="2.0"', 'Version="1.1"'), 'saml.version_unsupported'],
    ['no ID', request.replace(/ ID="[^"]*"/, ''), 'saml.id_invalid'],
    ['no IssueInstant', request.replace(/ IssueInstant="[^"]*"/, ''), 'saml.field_missing'],
    ['no Issuer', request.replace(/<saml:Issuer .*<\/saml:Issuer>/, ''), 'saml.element_missing'],
    ['no NameID', request.replace(/<saml:NameID .*<\/saml:NameID>/, ''), 'saml.element_missing'],
    ['an empty NameID', request.replace('>alice<', '> <'), 'saml.value_empty'],
    ['an element in the NameID', request.replace('>alice<', '>alice<x></x><'), 'saml.leaf_not_text'],
    ['a comment in the NameID', request.replace('>alice<', '>alice<!-- -->.evil<'), 'xml.markup_refused'],
    ['two NameIDs', request.replace(/<saml:NameID .*<\/saml:NameID>/, '$&$&'), 'saml.element_unexpected'],
    [
      'an encrypted NameID',
      request.replace(/<saml:NameID .*<\/saml:NameID>/, saml('EncryptedID')),
      'saml.name_id_unsupported',
    ],
    ['a BaseID', request.replace(/<saml:NameID .*<\/saml:NameID>/, saml('BaseID')), 'saml.name_id_unsupported'],
    ['an empty SessionIndex', request.replace('>_session-1<', '><'), 'saml.value_empty'],
    [
      'a session before the name',
      request.replace(/(<saml:NameID .*<\/saml:NameID>)(<samlp:SessionIndex>.*<\/samlp:SessionIndex>)/, '$2$1'),
      'saml.element_unexpected',
    ],
    [
      'an unknown element',
      request.replace('</samlp:LogoutRequest>', '<samlp:x></samlp:x>$&'),
      'saml.element_unexpected',
    ],
    ['text', request.replace('<samlp:SessionIndex>', 'x$&'), 'saml.element_unexpected'],
    ['an unreadable end', request.replace(' Version=', ' NotOnOrAfter="soon" Version='), 'saml.instant_invalid'],
    ['a DOCTYPE', `<!DOCTYPE x>${request}`, 'xml.markup_refused'],
  ])('refuse %s', (_name, xml, code) => {
    expect(() => parseLogoutRequest(xml)).toThrow(refusal(code));
  });
});

describe('issueLogoutResponse and parseLogoutResponse (saml-core §3.7.2)', () => {
  it('agree on success', () => {
    const { status: _status, ...input } = logoutResponseInput;
    expect(parseLogoutResponse(response)).toEqual({
      ...input,
      isSuccess: true,
      isPartial: false,
      status: STATUS.success,
    });
  });

  it.each(['success', 'responder'] as const)('tell of a logout in part below %s (saml-core §3.7.3.2)', (status) => {
    const xml = issueLogoutResponse({ ...logoutResponseInput, status, subStatus: 'partialLogout', message: 'a & b' });
    expect(parseLogoutResponse(xml)).toMatchObject({
      isSuccess: status === 'success',
      isPartial: true,
      status: STATUS[status],
      subStatus: STATUS.partialLogout,
    });
    expect(xml).toContain('<samlp:StatusMessage>a &amp; b</samlp:StatusMessage>');
  });

  it('verify together', () => {
    const key = readTestKey('p-256');
    const signed = issueLogoutResponse(logoutResponseInput, key);
    expect(verifyPostSignature(signed, [key.publicKey])).toMatchObject({ kind: 'SAMLResponse', xml: response });
  });

  it.each([
    ['another message', request, 'saml.not_a_logout_response'],
    ['another version', response.replace('Version="2.0"', 'Version="1.1"'), 'saml.version_unsupported'],
    ['no Status', response.replace(/<samlp:Status>.*<\/samlp:Status>/, ''), 'saml.element_missing'],
    ['no StatusCode', response.replace(/<samlp:StatusCode .*<\/samlp:StatusCode>/, ''), 'saml.element_missing'],
    ['no Value', response.replace(/ Value="[^"]*"/, ''), 'saml.field_missing'],
    ['two Status', response.replace(/<samlp:Status>.*<\/samlp:Status>/, '$&$&'), 'saml.element_unexpected'],
    ['an assertion', response.replace('</samlp:LogoutResponse>', `${saml('Assertion')}$&`), 'saml.element_unexpected'],
    ['no Issuer', response.replace(/<saml:Issuer .*<\/saml:Issuer>/, ''), 'saml.element_missing'],
  ])('refuse %s', (_name, xml, code) => {
    expect(() => parseLogoutResponse(xml)).toThrow(refusal(code));
  });
});
