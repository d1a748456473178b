import { canonicalize, parseXml } from '@keyshift/xml';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AUTHN_CONTEXT,
  issueResponse,
  NAMEID_FORMAT,
  type ResponseInput,
  readResponseUnverified,
  verifyResponse,
} from '../index.ts';
import { hasXmlsec, installXmlsec } from '../testing/find-program.ts';
import { readTestKey, type TestKeyName } from '../testing/keys.ts';
import { isAcceptedByXmlCrypto, isAcceptedByXmlsec, type SignedElement } from '../testing/oracles.ts';
import { buildInput } from '../testing/response-input.ts';

const NASTY = '& < > " \' \t \n \r ]]> <!-- --> &amp; 漢字 😀 \uE000 </saml:AttributeValue><saml:AttributeValue>admin';
const nastyInput = (changes: Partial<ResponseInput> = {}): ResponseInput =>
  buildInput({
    issuer: `https://idp.example/?a=1&b="2"`,
    nameId: { value: NASTY, format: NAMEID_FORMAT.unspecified },
    inResponseTo: '_request"<&>1',
    sessionIndex: NASTY,
    attributes: [
      { name: 'https://example.org/nasty"<&>', values: [NASTY, '', ' ', '\r\n'] },
      { name: 'https://example.org/plain', values: ['x'] },
    ],
    ...changes,
  });

const CASES: readonly [TestKeyName, ResponseInput['sign'], readonly SignedElement[]][] = [
  ['rsa-2048', 'assertion', ['assertion']],
  ['rsa-2048', 'response', ['response']],
  ['rsa-2048', 'both', ['assertion', 'response']],
  ['rsa-3072', 'assertion', ['assertion']],
  ['rsa-3072', 'both', ['assertion', 'response']],
  ['p-256', 'assertion', ['assertion']],
  ['p-256', 'response', ['response']],
  ['p-256', 'both', ['assertion', 'response']],
];

describe.each(CASES)('issueResponse with %s, signed: %s', (keyName, sign, signedElements) => {
  const key = readTestKey(keyName);
  const xml = issueResponse(nastyInput({ sign }), key);

  it.skipIf(!hasXmlsec)(`is accepted by xmlsec1${installXmlsec}`, () => {
    for (const signed of signedElements) expect(isAcceptedByXmlsec(xml, key, signed)).toBe(true);
  });

  it.skipIf(!hasXmlsec)(`is refused by xmlsec1 after a change${installXmlsec}`, () => {
    const changed = xml.replace('>x<', '>y<');
    for (const signed of signedElements) expect(isAcceptedByXmlsec(changed, key, signed)).toBe(false);
  });

  // xml-crypto knows no ECDSA.
  if (keyName !== 'p-256') {
    it('is accepted by xml-crypto', () => {
      for (const signed of signedElements) expect(isAcceptedByXmlCrypto(xml, key, signed)).toBe(true);
    });
  }

  it('is already in exclusive canonical form', () => {
    expect(canonicalize(parseXml(xml))).toBe(xml);
  });

  it('is verified by ourselves and says what was put in', () => {
    const assertion = verifyResponse(xml, [key.publicKey]);
    const input = nastyInput();
    expect(assertion).toMatchObject({
      id: input.assertionId,
      issuer: input.issuer,
      issueInstant: input.issueInstant,
      nameId: input.nameId,
      confirmations: [
        {
          method: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
          recipient: input.destination,
          notOnOrAfter: input.notOnOrAfter,
          inResponseTo: input.inResponseTo,
        },
      ],
      conditions: {
        notBefore: input.notBefore,
        notOnOrAfter: input.notOnOrAfter,
        audienceRestrictions: [[input.audience]],
      },
      authnStatements: [
        {
          authnInstant: input.authnInstant,
          sessionIndex: NASTY,
          sessionNotOnOrAfter: input.sessionNotOnOrAfter,
        },
      ],
    });
    expect(assertion.attributes.get('https://example.org/nasty"<&>')).toEqual([NASTY, '', ' ', '\r\n']);
  });
});

describe('issueResponse', () => {
  const key = readTestKey('rsa-2048');

  it('puts an injected value into one AttributeValue', () => {
    const value = '</saml:AttributeValue><saml:AttributeValue>admin';
    const xml = issueResponse(buildInput({ attributes: [{ name: 'urn:groups', values: [value] }] }), key);
    expect(verifyResponse(xml, [key.publicKey]).attributes).toEqual(new Map([['urn:groups', [value]]]));
  });

  it('leaves out attributes without values, and the statement without attributes (saml-core §2.7.3)', () => {
    const one = issueResponse(
      buildInput({
        attributes: [
          { name: 'urn:a', values: [] },
          { name: 'urn:b', values: ['1'] },
        ],
      }),
      key,
    );
    expect([...readResponseUnverified(one).attributes.keys()]).toEqual(['urn:b']);
    const none = issueResponse(buildInput({ attributes: [{ name: 'urn:a', values: [] }] }), key);
    expect(none).not.toContain('AttributeStatement');
    expect(readResponseUnverified(none).attributes.size).toBe(0);
  });

  it('leaves out InResponseTo and SessionNotOnOrAfter when there are none', () => {
    const { sessionNotOnOrAfter: _ended, ...input } = buildInput();
    const xml = issueResponse(input, key);
    expect(xml).not.toMatch(/InResponseTo|SessionNotOnOrAfter/);
    expect(xml).toContain('Destination="http://localhost:7890/redshift/"');
  });

  it.each(Object.values(NAMEID_FORMAT))('writes the format %s as configured', (format) => {
    const xml = issueResponse(buildInput({ nameId: { value: 'alice', format } }), key);
    expect(verifyResponse(xml, [key.publicKey]).nameId).toEqual({ value: 'alice', format });
    expect(xml).toContain(`<saml:NameID Format="${format}">alice<`);
  });

  it.each(Object.values(AUTHN_CONTEXT))('says that the person signed in by %s', (authnContextClassRef) => {
    expect(issueResponse(buildInput({ authnContextClassRef }), key)).toContain(
      `<saml:AuthnContextClassRef>${authnContextClassRef}<`,
    );
  });

  it('follows the Issuer with the signature (saml-core §2.3.3, §3.2.2)', () => {
    expect(issueResponse(buildInput({ sign: 'both' }), key).match(/<\/saml:Issuer><ds:Signature /g)).toHaveLength(2);
  });

  it('carries any legal text through signing and verifying (random people and groups)', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
    void fc.assert(
      fc.property(text, text, (name, group) => {
        let xml: string;
        try {
          xml = issueResponse(
            buildInput({
              nameId: { value: `x${name}`, format: NAMEID_FORMAT.unspecified },
              attributes: [{ name: 'urn:groups', values: [group, name] }],
            }),
            readTestKey('p-256'),
          );
        } catch (error) {
          expect(error).toMatchObject({ code: 'xml.illegal_character' });
          return;
        }
        const assertion = verifyResponse(xml, [readTestKey('p-256').publicKey]);
        expect(assertion.nameId?.value).toBe(`x${name}`);
        expect(assertion.attributes.get('urn:groups')).toEqual([group, name]);
      }),
      { numRuns: 200 },
    );
  });

  it.each(['rsa-1024', 'p-384'] as const)('refuses to sign with %s', (name) => {
    expect(() => issueResponse(buildInput(), readTestKey(name))).toThrow(
      expect.objectContaining({ code: 'saml.key_unsupported' }),
    );
  });

  it.each([
    ['a digit first', { assertionId: '1a' }],
    ['no underscore', { responseId: 'rsp_1' }],
    ['markup', { assertionId: '_"><x a="' }],
    ['nothing', { responseId: '' }],
    ['the same twice', { responseId: '_a', assertionId: '_a' }],
  ])('refuses an ID with %s', (_name, changes) => {
    expect(() => issueResponse(buildInput(changes), key)).toThrow(expect.objectContaining({ code: 'saml.id_invalid' }));
  });

  it('refuses text that XML cannot carry', () => {
    expect(() => issueResponse(buildInput({ nameId: { value: 'a\0b', format: 'x' } }), key)).toThrow(
      expect.objectContaining({ code: 'xml.illegal_character' }),
    );
  });
});
