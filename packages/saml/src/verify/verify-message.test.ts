import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALGORITHM, NAMESPACE } from '../constants.ts';
import {
  isSignedMessage,
  parseAuthnRequest,
  parseLogoutRequest,
  readAuthnRequest,
  readLogoutRequest,
  readLogoutResponse,
  verifyPostSignature,
  verifyRedirectSignature,
} from '../index.ts';
import { hasXmlsec, installXmlsec } from '../testing/find-program.ts';
import { forgeMessage } from '../testing/forge.ts';
import { listHostileMessages } from '../testing/hostile-messages.ts';
import { fixtureFile, readTestKey } from '../testing/keys.ts';
import { authnRequest, MESSAGES, SP_ENTITY_ID } from '../testing/messages.ts';
import { isAcceptedByXmlsec, signByXmlsec } from '../testing/oracles.ts';

const keys = [readTestKey('rsa-2048').publicKey, readTestKey('p-256').publicKey];
const refusal = (code: string): unknown => expect.objectContaining({ code });
const READERS = {
  AuthnRequest: readAuthnRequest,
  LogoutRequest: readLogoutRequest,
  LogoutResponse: readLogoutResponse,
};

describe.each(MESSAGES)(
  'verifyPostSignature of a %s (saml-core §5, xmldsig §3.2, saml-bindings §3.5.4)',
  (name, message) => {
    const signed = forgeMessage(message);

    it.each([
      ['rsa-2048', ALGORITHM.rsaSha256, 'sha256'],
      ['rsa-2048', ALGORITHM.rsaSha384, 'sha384'],
      ['rsa-2048', ALGORITHM.rsaSha512, 'sha512'],
      ['p-256', ALGORITHM.ecdsaSha256, 'sha256'],
      ['p-256', ALGORITHM.ecdsaSha384, 'sha384'],
      ['p-256', ALGORITHM.ecdsaSha512, 'sha512'],
    ] as const)('accepts %s with %s and reads it', (key, signatureMethod, hash) => {
      const verified = verifyPostSignature(forgeMessage(message, { key, signatureMethod, hash }), keys);
      expect(verified.kind).toBe(name === 'LogoutResponse' ? 'SAMLResponse' : 'SAMLRequest');
      expect(READERS[name](verified)).toMatchObject({ issuer: SP_ENTITY_ID, id: expect.stringMatching(/^_/) });
    });

    it.skipIf(!hasXmlsec)(`starts from what xmlsec1 accepts${installXmlsec}`, () => {
      expect(isAcceptedByXmlsec(signed, readTestKey('rsa-2048'), name)).toBe(true);
    });

    it('gives the signed bytes and nothing else', () => {
      expect(verifyPostSignature(signed, keys).xml).toBe(message);
    });

    it('bears an Id on the signature that nothing else has (xmldsig §4.1)', () => {
      const changeSignature = (text: string): string =>
        text.replace('<ds:Signature ', '<ds:Signature Id="Signature1" ');
      expect(verifyPostSignature(forgeMessage(message, { changeSignature }), keys).xml).toBe(message);
    });

    it.each(listHostileMessages(message))('refuses %s', (_name, xml, code) => {
      expect(() => READERS[name](verifyPostSignature(xml, keys))).toThrow(refusal(code));
    });

    it('refuses them without repeating what they say', () => {
      for (const [, xml] of listHostileMessages(message)) {
        expect(() => verifyPostSignature(xml, keys)).toThrow(
          expect.objectContaining({ message: expect.not.stringMatching(/evil|example/) }),
        );
      }
    });

    it('refuses everything without a usable key', () => {
      for (const none of [[], [readTestKey('rsa-1024').publicKey], [readTestKey('rsa-2048').privateKey]]) {
        expect(() => verifyPostSignature(signed, none)).toThrow(refusal('saml.trusted_key_missing'));
      }
    });

    it('refuses a changed byte, or reads the same (random)', () => {
      const bytes = Buffer.from(signed);
      const genuine = READERS[name](verifyPostSignature(signed, keys));
      const markup = fc.constantFrom(...Buffer.from('<>/"\'&;#! =aA0:\r\n\t'));
      void fc.assert(
        fc.property(fc.nat(bytes.length - 1), fc.oneof(markup, fc.integer({ min: 1, max: 127 })), (at, byte) => {
          const changed = Buffer.from(bytes);
          changed[at] = byte;
          let read: unknown;
          try {
            read = READERS[name](verifyPostSignature(changed.toString(), keys));
          } catch (error) {
            expect(error).toMatchObject({ code: expect.stringMatching(/^(saml|xml)\./) });
            return;
          }
          expect(read).toEqual(genuine);
        }),
        { numRuns: 300 },
      );
    });
  },
);

describe('a message is taken for nothing but what it is', () => {
  const [authn, logout, answer] = MESSAGES.map(([, xml]) => verifyPostSignature(forgeMessage(xml), keys));

  it('between requests', () => {
    expect(() => logout && readAuthnRequest(logout)).toThrow(refusal('saml.not_a_request'));
    expect(() => authn && readLogoutRequest(authn)).toThrow(refusal('saml.not_a_logout_request'));
  });

  it('between requests and responses', () => {
    expect(() => answer && readLogoutRequest(answer)).toThrow(refusal('saml.message_unknown'));
    expect(() => logout && readLogoutResponse(logout)).toThrow(refusal('saml.message_unknown'));
  });
});

describe('verifyPostSignature accepts what another product signs', () => {
  const template = authnRequest
    .replace(
      '</saml:Issuer>',
      `</saml:Issuer>
    <Signature xmlns="${NAMESPACE.signature}">
      <SignedInfo>
        <CanonicalizationMethod Algorithm="${ALGORITHM.exclusiveCanonicalization}"/>
        <SignatureMethod Algorithm="${ALGORITHM.rsaSha256}"/>
        <Reference URI="#_authn-1"><Transforms>
          <Transform Algorithm="${ALGORITHM.envelopedSignature}"/>
          <Transform Algorithm="${ALGORITHM.exclusiveCanonicalization}"><ec:InclusiveNamespaces xmlns:ec="${ALGORITHM.exclusiveCanonicalization}" PrefixList="samlp"/></Transform>
        </Transforms><DigestMethod Algorithm="${ALGORITHM.sha256}"/><DigestValue/></Reference>
      </SignedInfo><SignatureValue/>
    </Signature>\n  `,
    )
    .replace('<samlp:NameIDPolicy AllowCreate="true" ', '<samlp:NameIDPolicy\n  AllowCreate="1" ')
    .replace('></samlp:NameIDPolicy>', '/>');

  it.skipIf(!hasXmlsec)(`indented, with the signature in the default namespace${installXmlsec}`, () => {
    const xml = signByXmlsec(template, fixtureFile('keys/rsa-2048.key.pem'));
    const request = readAuthnRequest(verifyPostSignature(xml, keys));
    expect(request).toMatchObject({ issuer: SP_ENTITY_ID, nameIdPolicy: { allowCreate: true } });
    expect(() => verifyPostSignature(xml.replace('AllowCreate="1"', 'AllowCreate="0"'), keys)).toThrow(
      refusal('saml.digest_mismatch'),
    );
  });
});

describe('isSignedMessage', () => {
  it('sees a signature wherever it stands', () => {
    const misplaced = `<samlp:Extensions><x:Signature xmlns:x="urn:x"/></samlp:Extensions>`;
    expect(isSignedMessage(authnRequest)).toBe(false);
    expect(isSignedMessage(forgeMessage(authnRequest))).toBe(true);
    expect(isSignedMessage(authnRequest.replace('</saml:Issuer>', `$&${misplaced}`))).toBe(true);
  });
});

describe('an unsigned reading', () => {
  it('chooses the keys to verify with', () => {
    const [[, authn], [, logout]] = MESSAGES as readonly [(typeof MESSAGES)[0], (typeof MESSAGES)[0]];
    expect(parseAuthnRequest(forgeMessage(authn)).issuer).toBe(SP_ENTITY_ID);
    expect(parseLogoutRequest(forgeMessage(logout)).issuer).toBe(SP_ENTITY_ID);
  });

  it('is not enough for a Redirect message that is signed inside (saml-bindings §3.4.4.1)', () => {
    const deflated = deflateRawSync(forgeMessage(MESSAGES[0]?.[1] ?? '')).toString('base64');
    expect(() => verifyRedirectSignature({ rawQuery: `SAMLRequest=${encodeURIComponent(deflated)}`, keys })).toThrow(
      refusal('saml.message_unsigned'),
    );
  });
});
