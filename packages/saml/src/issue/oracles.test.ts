import { constants, createDecipheriv, privateDecrypt, randomBytes } from 'node:crypto';
import { canonicalize, parseXml } from '@keyshift/xml';
import { describe, expect, it } from 'vitest';
import {
  ATTRIBUTE_NAME_FORMAT,
  type Encryption,
  formatIdpMetadata,
  issueEncryptedResponse,
  issueErrorResponse,
  issueLogoutRequest,
  issueLogoutResponse,
  issueResponse,
  LOGOUT_REASON,
  NAMEID_FORMAT,
  type ResponseInput,
  readResponseUnverified,
  STATUS,
  verifyPostSignature,
  verifyResponse,
} from '../index.ts';
import { hasXmlsec, installXmlsec } from '../testing/find-program.ts';
import { fixtureFile, readTestKey } from '../testing/keys.ts';
import { logoutRequestInput, logoutResponseInput } from '../testing/messages.ts';
import { decryptByXmlsec, isAcceptedByXmlsec } from '../testing/oracles.ts';
import { ACS_URL, buildInput, ISSUED_AT } from '../testing/response-input.ts';
import { hasSchemas, installSchemas, validateBySchemas } from '../testing/schemas.ts';

const key = readTestKey('rsa-2048');
const recipient = readTestKey('rsa-3072');
const encryption: Encryption = { recipient, random: randomBytes };

// Everything optional at once, so that the schemas see every element and attribute that can be written.
const input = (sign: ResponseInput['sign']): ResponseInput =>
  buildInput({
    sign,
    inResponseTo: '_request-1',
    nameId: {
      value: 'alice',
      format: NAMEID_FORMAT.persistent,
      nameQualifier: 'https://idp.example',
      spNameQualifier: 'https://sp.example',
    },
    attributes: [
      { name: 'urn:oid:0.9.2342.19200300.100.1.3', friendlyName: 'mail & more', values: ['alice@example.org'] },
      { name: 'groups', nameFormat: 'basic', values: ['a', 'b'] },
      { name: 'free', nameFormat: 'unspecified', values: ['x'] },
    ],
  });
const signs = ['assertion', 'response', 'both'] as const;
const parts = (sign: ResponseInput['sign']) => (sign === 'both' ? (['assertion', 'response'] as const) : [sign]);

const cut = (xml: string, pattern: RegExp): string => pattern.exec(xml)?.[0] ?? '';
const decrypted = (xml: string): string => decryptByXmlsec(xml, fixtureFile('keys/rsa-3072.key.pem'));

describe.each(signs)('a response, signed: %s', (sign) => {
  const xml = issueResponse(input(sign), key);

  it.skipIf(!hasSchemas)(`is valid by the OASIS schemas${installSchemas}`, () => {
    expect(validateBySchemas(xml)).toBe('');
  });

  it('is canonical and carries qualifiers, name formats and friendly names (saml-core §2.2.2, saml-core §8.2)', () => {
    expect(canonicalize(parseXml(xml))).toBe(xml);
    expect(xml).toContain('NameQualifier="https://idp.example" SPNameQualifier="https://sp.example">alice<');
    expect(xml).toContain('<saml:Attribute FriendlyName="mail &amp; more" Name="urn:oid:0.9');
    for (const format of Object.values(ATTRIBUTE_NAME_FORMAT)) expect(xml).toContain(`NameFormat="${format}"`);
    expect(verifyResponse(xml, [key.publicKey]).attributes.get('groups')).toEqual(['a', 'b']);
  });

  describe.each(['aes-256-gcm', 'aes-128-gcm'] as const)('encrypted by %s (xmlenc11 §5.2.4)', (cipher) => {
    const encrypted = issueEncryptedResponse(input(sign), key, { ...encryption, cipher });

    it('is canonical, says nothing in clear, and is refused by the Redshift side as encrypted', () => {
      expect(canonicalize(parseXml(encrypted))).toBe(encrypted);
      expect(encrypted).not.toMatch(/alice|saml:Subject/);
      expect(() => readResponseUnverified(encrypted)).toThrow(
        expect.objectContaining({ code: 'saml.assertion_encrypted' }),
      );
    });

    it.skipIf(!hasSchemas)(`is valid by the OASIS schemas${installSchemas}`, () => {
      expect(validateBySchemas(encrypted)).toBe('');
    });

    it.skipIf(!hasXmlsec)(`is decrypted by xmlsec1, and its signatures hold (saml-core §6.1)${installXmlsec}`, () => {
      const clear = decrypted(encrypted);
      if (sign !== 'assertion') expect(isAcceptedByXmlsec(encrypted, key, 'response')).toBe(true);
      if (sign !== 'response') expect(isAcceptedByXmlsec(clear, key, 'assertion')).toBe(true);
      const assertion = cut(clear, /<saml:Assertion .*<\/saml:Assertion>/s);
      expect(canonicalize(parseXml(assertion))).toBe(cut(xml, /<saml:Assertion .*<\/saml:Assertion>/s));
    });
  });

  it.skipIf(!hasXmlsec)(`is accepted by xmlsec1${installXmlsec}`, () => {
    for (const part of parts(sign)) expect(isAcceptedByXmlsec(xml, key, part)).toBe(true);
  });
});

const ALGORITHMS = (['rsa-2048', 'p-256'] as const).flatMap((keyName) =>
  (['sha256', 'sha384', 'sha512'] as const).map((digest) => {
    const name = `${keyName === 'p-256' ? 'ecdsa' : 'rsa'}-${digest}`;
    return [name, { ...readTestKey(keyName), digest }] as const;
  }),
);

describe.each(ALGORITHMS)('signed by %s (RFC 6931 §2.3.2 to §2.3.6)', (name, signer) => {
  const response = issueResponse(input('both'), signer);
  const asked = issueLogoutRequest(logoutRequestInput, signer);
  const answered = issueLogoutResponse(logoutResponseInput, signer);

  it('says so in every signature, of what was signed too, and is read by our own verifier', () => {
    for (const xml of [response, asked, answered]) {
      const methods = [...xml.matchAll(/<ds:(Signature|Digest)Method Algorithm="[^"]*#([a-z0-9-]+)"/g)];
      expect(new Set(methods.map(([, kind, method]) => `${kind} ${method}`))).toEqual(
        new Set([`Signature ${name}`, `Digest ${signer.digest}`]),
      );
      expect(canonicalize(parseXml(xml))).toBe(xml);
    }
    expect(verifyResponse(response, [signer.publicKey]).nameId?.value).toBe('alice');
    expect(verifyPostSignature(asked, [signer.publicKey]).xml).toBe(issueLogoutRequest(logoutRequestInput));
  });

  it.skipIf(!hasXmlsec)(`is accepted by xmlsec1, and refused after a change${installXmlsec}`, () => {
    expect(isAcceptedByXmlsec(response, signer, 'assertion')).toBe(true);
    expect(isAcceptedByXmlsec(response, signer, 'response')).toBe(true);
    expect(isAcceptedByXmlsec(response.replace('>alice<', '>admin<'), signer, 'assertion')).toBe(false);
    expect(isAcceptedByXmlsec(asked, signer, 'LogoutRequest')).toBe(true);
    expect(isAcceptedByXmlsec(answered, signer, 'LogoutResponse')).toBe(true);
    const encrypted = issueEncryptedResponse(input('assertion'), signer, encryption);
    expect(isAcceptedByXmlsec(decrypted(encrypted), signer, 'assertion')).toBe(true);
  });
});

describe('issueEncryptedResponse', () => {
  const values = (xml: string): readonly Buffer[] =>
    [...xml.matchAll(/<xenc:CipherValue>(.*?)</g)].map(([, base64 = '']) => Buffer.from(base64, 'base64'));

  it.each([
    ['rsa-oaep-mgf1p', 'sha1'],
    ['rsa-oaep-sha256', 'sha256'],
  ] as const)('wraps the key by %s (xmlenc11 §5.5)', (keyTransport, oaepHash) => {
    const xml = issueEncryptedResponse(input('assertion'), key, { ...encryption, keyTransport });
    const [wrapped = Buffer.of(), content = Buffer.of()] = values(xml);
    const padding = constants.RSA_PKCS1_OAEP_PADDING;
    const secret = privateDecrypt({ key: recipient.privateKey, padding, oaepHash }, wrapped);
    const decipher = createDecipheriv('aes-256-gcm', secret, content.subarray(0, 12));
    decipher.setAuthTag(content.subarray(-16));
    const clear = decipher.update(content.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
    expect(clear).toBe(cut(issueResponse(input('assertion'), key), /<saml:Assertion .*<\/saml:Assertion>/s));
  });

  it.skipIf(!hasSchemas)(`is valid with the key wrapped by XML Encryption 1.1${installSchemas}`, () => {
    const xml = issueEncryptedResponse(input('both'), key, { ...encryption, keyTransport: 'rsa-oaep-sha256' });
    expect(validateBySchemas(xml)).toBe('');
    expect(canonicalize(parseXml(xml))).toBe(xml);
  });

  it('never uses a key or vector twice', () => {
    const [first, second] = [1, 2].map(() => issueEncryptedResponse(input('assertion'), key, encryption));
    expect(values(first ?? '')[1]?.subarray(0, 12)).not.toEqual(values(second ?? '')[1]?.subarray(0, 12));
    expect(values(first ?? '')[1]).not.toEqual(values(second ?? '')[1]);
  });

  it.each(['rsa-1024', 'p-256'] as const)('refuses to encrypt to %s', (name) => {
    expect(() =>
      issueEncryptedResponse(input('assertion'), key, { recipient: readTestKey(name), random: randomBytes }),
    ).toThrow(expect.objectContaining({ code: 'saml.encryption_key_unsupported' }));
  });
});

describe('an error response', () => {
  it.skipIf(!hasSchemas)(`is valid by the OASIS schemas with a second status${installSchemas}`, () => {
    const head = { responseId: '_r1', issueInstant: ISSUED_AT, issuer: 'https://idp.example', destination: ACS_URL };
    const xml = issueErrorResponse({ ...head, status: 'responder', subStatus: 'noAuthnContext', message: 'none' });
    expect(validateBySchemas(xml)).toBe('');
    expect(xml).toContain(STATUS.noAuthnContext);
  });
});

describe.each(['LogoutRequest', 'LogoutResponse'] as const)('a %s', (name) => {
  const request = {
    ...logoutRequestInput,
    nameId: { ...logoutRequestInput.nameId, nameQualifier: 'https://idp.example', spNameQualifier: 'urn:sp&1' },
    sessionIndexes: ['_a', '<b>'],
    notOnOrAfter: new Date('2026-11-23T12:05:00Z'),
    reason: LOGOUT_REASON.user,
  };
  const response = { ...logoutResponseInput, subStatus: 'partialLogout', message: 'one <left>' } as const;
  const issue = (signer?: typeof key): string =>
    name === 'LogoutRequest' ? issueLogoutRequest(request, signer) : issueLogoutResponse(response, signer);

  it.each(['rsa-2048', 'p-256'] as const)('signed by %s is canonical (saml-core §3.7.1, §3.7.2)', (keyName) => {
    const xml = issue(readTestKey(keyName));
    expect(canonicalize(parseXml(xml))).toBe(xml);
    expect(canonicalize(parseXml(issue()))).toBe(issue());
  });

  it.skipIf(!hasXmlsec)(`is accepted by xmlsec1, and refused after a change${installXmlsec}`, () => {
    for (const keyName of ['rsa-2048', 'p-256'] as const) {
      const xml = issue(readTestKey(keyName));
      expect(isAcceptedByXmlsec(xml, readTestKey(keyName), name)).toBe(true);
      expect(isAcceptedByXmlsec(xml.replace('sp.example<', 'evil.example<'), readTestKey(keyName), name)).toBe(false);
    }
  });

  it.skipIf(!hasSchemas)(`is valid by the OASIS schemas, signed or not${installSchemas}`, () => {
    expect(validateBySchemas(issue(key))).toBe('');
    expect(validateBySchemas(issue())).toBe('');
  });

  it('refuses an ID that references cannot carry', () => {
    expect(() =>
      name === 'LogoutRequest'
        ? issueLogoutRequest({ ...request, id: '1"' })
        : issueLogoutResponse({ ...response, id: '1"' }),
    ).toThrow(expect.objectContaining({ code: 'saml.id_invalid' }));
  });
});

describe('the metadata of an identity provider', () => {
  it.skipIf(!hasSchemas)(`is valid by the OASIS schemas, least and most${installSchemas}`, () => {
    const least = {
      entityId: 'https://idp.example',
      singleSignOnUrl: 'https://idp.example/sso',
      certificatePems: [key.certificatePem],
      nameIdFormats: [],
    };
    expect(validateBySchemas(formatIdpMetadata(least))).toBe('');
    const most = formatIdpMetadata({
      ...least,
      certificatePems: [key.certificatePem, recipient.certificatePem],
      nameIdFormats: Object.values(NAMEID_FORMAT),
      singleLogoutUrl: 'https://idp.example/slo?a=1&b=2',
      wantAuthnRequestsSigned: true,
      attributes: [{ name: 'mail', friendlyName: 'Mail', nameFormat: 'basic' }, { name: 'urn:x' }],
      organization: { name: 'A & B', url: 'https://a.example' },
      validUntil: new Date('2036-01-01T00:00:00Z'),
    });
    expect(validateBySchemas(most)).toBe('');
  });
});

describe.skipIf(!hasSchemas)(`the schemas${installSchemas}`, () => {
  it('object to a planted fault', () => {
    expect(validateBySchemas(issueLogoutRequest(logoutRequestInput).replace(' Version="2.0"', ''))).toContain(
      'Version',
    );
  });
});
