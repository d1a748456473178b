import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALGORITHM, NAMESPACE } from '../constants.ts';
import { issueResponse, readResponseUnverified, verifyResponse } from '../index.ts';
import { hasXmlsec, installXmlsec } from '../testing/find-program.ts';
import { forge, splitResponse, stripSignatures } from '../testing/forge.ts';
import { fixtureFile, readTestKey } from '../testing/keys.ts';
import { signByXmlsec } from '../testing/oracles.ts';
import { buildInput } from '../testing/response-input.ts';

const rsa = readTestKey('rsa-2048');
const refusal = (code: string): unknown => expect.objectContaining({ code });

describe('verifyResponse and its keys (saml-core §5, xmldsig §3.2)', () => {
  const xml = issueResponse(buildInput(), rsa);

  it('accepts any of several keys, as during a rotation', () => {
    const keys = ['rsa-2048-foreign', 'p-256', 'rsa-2048'] as const;
    expect(
      verifyResponse(
        xml,
        keys.map((name) => readTestKey(name).publicKey),
      ).nameId?.value,
    ).toBe('alice');
  });

  it('accepts bytes as well as text', () => {
    expect(verifyResponse(Buffer.from(xml), [rsa.publicKey])).toEqual(verifyResponse(xml, [rsa.publicKey]));
  });

  it('refuses a foreign key', () => {
    expect(() => verifyResponse(xml, [readTestKey('rsa-2048-foreign').publicKey])).toThrow(
      refusal('saml.signature_invalid'),
    );
  });

  it.each([
    ['no key at all', []],
    ['only a weak key', [readTestKey('rsa-1024').publicKey]],
    ['only a key of another curve', [readTestKey('p-384').publicKey]],
    ['only a private key', [rsa.privateKey]],
  ])('refuses everything with %s', (_name, keys) => {
    expect(() => verifyResponse(xml, keys)).toThrow(refusal('saml.trusted_key_missing'));
  });

  it.each([
    ['rsa-sha384', ALGORITHM.rsaSha384, 'sha384'],
    ['rsa-sha512', ALGORITHM.rsaSha512, 'sha512'],
  ])('accepts %s', (_name, signatureMethod, hash) => {
    expect(verifyResponse(forge({ signatureMethod, hash }), [rsa.publicKey]).id).toBe('_assertion-1');
  });

  it.each([
    ['sha384', ALGORITHM.sha384],
    ['sha512', ALGORITHM.sha512],
  ])('accepts %s as digest', (digestHash, digestMethod) => {
    expect(verifyResponse(forge({ digestHash, digestMethod }), [rsa.publicKey]).id).toBe('_assertion-1');
  });
});

describe('verifyResponse reads', () => {
  it('the assertion of a signed response', () => {
    const xml = issueResponse(buildInput({ sign: 'response' }), rsa);
    expect(verifyResponse(xml, [rsa.publicKey]).nameId?.value).toBe('alice');
    expect(() => verifyResponse(xml.replace('>alice<', '>admin<'), [rsa.publicKey])).toThrow(
      refusal('saml.digest_mismatch'),
    );
  });

  it('needs every signature present to verify', () => {
    const xml = issueResponse(buildInput({ sign: 'both' }), rsa);
    const broken = xml.replace(/(<ds:SignatureValue>.{9})../, '$1//');
    expect(() => verifyResponse(broken, [rsa.publicKey])).toThrow(refusal('saml.signature_invalid'));
  });

  it('nothing of what the response says around a signed assertion', () => {
    const xml = issueResponse(buildInput(), rsa).replace(
      'Destination="http://localhost:7890/',
      'Destination="https://evil/',
    );
    expect(verifyResponse(xml, [rsa.publicKey]).confirmations[0]?.recipient).toBe('http://localhost:7890/redshift/');
  });

  it('values written with references as one value', () => {
    const changeAssertion = (text: string): string =>
      text.replace('>alice</saml:NameID>', '>a&amp;b&#xD;c</saml:NameID>');
    expect(verifyResponse(forge({ changeAssertion }), [rsa.publicKey]).nameId?.value).toBe('a&b\rc');
  });

  it('an assertion without subject, conditions and statements as having none', () => {
    const changeAssertion = (text: string): string => text.replace(/<saml:Subject>.*(?=<\/saml:Assertion>)/s, '');
    const assertion = verifyResponse(forge({ changeAssertion }), [rsa.publicKey]);
    expect(assertion).toMatchObject({ confirmations: [], authnStatements: [], attributes: new Map() });
    expect(assertion.nameId).toBeUndefined();
    expect(assertion.conditions).toBeUndefined();
  });

  it('several restrictions, audiences and attributes before the authentication', () => {
    const changeAssertion = (text: string): string => {
      const [authn = ''] = /<saml:AuthnStatement .*<\/saml:AuthnStatement>/s.exec(text) ?? [];
      return text
        .replace(authn, '')
        .replace('</saml:Assertion>', `${authn}</saml:Assertion>`)
        .replace(
          '</saml:AudienceRestriction>',
          '<saml:Audience>urn:b</saml:Audience>$&<saml:AudienceRestriction><saml:Audience>urn:c</saml:Audience></saml:AudienceRestriction><saml:OneTimeUse></saml:OneTimeUse>',
        );
    };
    const assertion = verifyResponse(forge({ changeAssertion }), [rsa.publicKey]);
    expect(assertion.conditions?.audienceRestrictions).toEqual([['urn:amazon:webservices', 'urn:b'], ['urn:c']]);
    expect(assertion.authnStatements).toHaveLength(1);
    expect(assertion.attributes.size).toBe(5);
  });
});

describe('verifyResponse accepts what another product signs', () => {
  const template = (prefixes: string): string => {
    const inclusive = `<ec:InclusiveNamespaces xmlns:ec="${ALGORITHM.exclusiveCanonicalization}" PrefixList="${prefixes}"/>`;
    const signature = `<Signature xmlns="${NAMESPACE.signature}">
      <SignedInfo>
        <CanonicalizationMethod Algorithm="${ALGORITHM.exclusiveCanonicalization}">${inclusive}</CanonicalizationMethod>
        <SignatureMethod Algorithm="${ALGORITHM.rsaSha256}"/>
        <Reference URI="#_assertion-1"><Transforms>
          <Transform Algorithm="${ALGORITHM.envelopedSignature}"/>
          <Transform Algorithm="${ALGORITHM.exclusiveCanonicalization}">${inclusive}</Transform>
        </Transforms><DigestMethod Algorithm="${ALGORITHM.sha256}"/><DigestValue/></Reference>
      </SignedInfo><SignatureValue/>
      <KeyInfo><KeyName>any</KeyName></KeyInfo>
    </Signature>`;
    const [before, assertion, after] = splitResponse(stripSignatures(issueResponse(buildInput(), rsa)));
    const pretty = assertion
      .replace('</saml:Issuer>', `</saml:Issuer>\n  ${signature}\n  `)
      .replaceAll('<saml:Attribute ', '\n <saml:Attribute ')
      .replaceAll(
        '<saml:AttributeValue>',
        '<saml:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">',
      );
    return `<?xml version="1.0"?>\n${before.replace('<samlp:Response ', '<samlp:Response xmlns:xs="http://www.w3.org/2001/XMLSchema" ')}${pretty}${after}`;
  };

  it.skipIf(!hasXmlsec)(`indented, with xsi:type and an InclusiveNamespaces PrefixList${installXmlsec}`, () => {
    const xml = signByXmlsec(template('xs'), fixtureFile('keys/rsa-2048.key.pem'));
    const assertion = verifyResponse(xml, [rsa.publicKey]);
    expect(assertion.nameId?.value).toBe('alice');
    expect(assertion.attributes.get('https://redshift.amazon.com/SAML/Attributes/DbGroups')).toEqual([
      'redshift_dbgroup',
      'analysts',
    ]);
    expect(() => verifyResponse(xml.replaceAll('"xs"', '"xsi"'), [rsa.publicKey])).toThrow(
      refusal('saml.signature_invalid'),
    );
  });

  it.skipIf(!hasXmlsec)(`with the default namespace in the PrefixList${installXmlsec}`, () => {
    const xml = signByXmlsec(template('#default xs saml samlp'), fixtureFile('keys/rsa-2048.key.pem'));
    expect(verifyResponse(xml, [rsa.publicKey]).id).toBe('_assertion-1');
  });
});

describe('a changed byte', () => {
  it.each(['assertion', 'response', 'both'] as const)('is refused or changes nothing (signed: %s)', (sign) => {
    const xml = Buffer.from(issueResponse(buildInput({ sign }), rsa));
    const genuine = verifyResponse(xml, [rsa.publicKey]);
    const markup = fc.constantFrom(...Buffer.from('<>/"\'&;#! =aA0:\r\n\t'));
    void fc.assert(
      fc.property(fc.nat(xml.length - 1), fc.oneof(markup, fc.integer({ min: 0, max: 255 })), (at, byte) => {
        const changed = Buffer.from(xml);
        changed[at] = byte;
        let read: unknown;
        try {
          read = verifyResponse(changed, [rsa.publicKey]);
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^(saml|xml)\./) });
          return;
        }
        expect(read).toEqual(genuine);
      }),
      { numRuns: 400 },
    );
  });
});

describe('readResponseUnverified', () => {
  it('reads what a driver reads, signed or not', () => {
    const xml = issueResponse(buildInput(), rsa);
    const { __verified: _brand, ...verified } = verifyResponse(xml, [rsa.publicKey]);
    expect(readResponseUnverified(xml)).toEqual(verified);
    expect(readResponseUnverified(stripSignatures(xml))).toEqual(verified);
  });

  it('refuses hostile structure all the same', () => {
    const [before, assertion, after] = splitResponse(issueResponse(buildInput(), rsa));
    expect(() => readResponseUnverified(before + assertion + assertion + after)).toThrow(refusal('saml.id_duplicate'));
    expect(() => readResponseUnverified('<!DOCTYPE a><a/>')).toThrow(refusal('xml.markup_refused'));
    expect(() => readResponseUnverified('<a/>')).toThrow(refusal('saml.not_a_response'));
  });
});
