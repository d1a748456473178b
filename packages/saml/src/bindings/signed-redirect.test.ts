import { spawnSync } from 'node:child_process';
import { createHmac, sign } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALGORITHM } from '../constants.ts';
import {
  encodeRedirect,
  parseRedirectQuery,
  readAuthnRequest,
  readLogoutResponse,
  verifyRedirectSignature,
} from '../index.ts';
import { forgeMessage } from '../testing/forge.ts';
import { readTestKey, type TestKeyName } from '../testing/keys.ts';
import { authnRequest, MESSAGES, SP_ENTITY_ID } from '../testing/messages.ts';

const keys = [readTestKey('rsa-2048').publicKey, readTestKey('p-256').publicKey];
const key = readTestKey('rsa-2048');
const refusal = (code: string): unknown => expect.objectContaining({ code });
const destination = 'https://idp.example/saml2/sso';
const queryOf = (url: string): string => url.slice(url.indexOf('?') + 1);
const read = (rawQuery: string): ReturnType<typeof verifyRedirectSignature> =>
  verifyRedirectSignature({ rawQuery, keys });

const deflated = (xml: string): string => encodeURIComponent(deflateRawSync(xml).toString('base64'));
const sigAlg = (uri: string): string => `SigAlg=${encodeURIComponent(uri)}`;

/** Signs whatever octets it is given, as a careless service provider or an attacker with a key would. */
function signOctets(octets: string, hash = 'sha256', name: TestKeyName = 'rsa-2048'): string {
  const options = { key: readTestKey(name).privateKey, dsaEncoding: 'ieee-p1363' as const };
  return `${octets}&Signature=${encodeURIComponent(sign(hash, Buffer.from(octets), options).toString('base64'))}`;
}

const octets = `SAMLRequest=${deflated(authnRequest)}&RelayState=a%20b&${sigAlg(ALGORITHM.rsaSha256)}`;
const genuine = signOctets(octets);

describe('encodeRedirect and verifyRedirectSignature (saml-bindings §3.4.4.1)', () => {
  it.each(['rsa-2048', 'p-256'] as const)('agree about any RelayState with %s', (name) => {
    void fc.assert(
      fc.property(fc.option(fc.string({ unit: 'grapheme' }), { nil: undefined }), (relayState) => {
        const url = encodeRedirect({
          message: authnRequest,
          kind: 'SAMLRequest',
          destination,
          key: readTestKey(name),
          ...(relayState === undefined ? {} : { relayState }),
        });
        const verified = read(queryOf(url));
        expect(verified.relayState).toBe(relayState);
        expect(verified.xml).toBe(authnRequest);
        expect(readAuthnRequest(verified).issuer).toBe(SP_ENTITY_ID);
      }),
      { numRuns: 30 },
    );
  });

  it('carry a response, add to a query that is there, and can do without a key', () => {
    const message = MESSAGES[2]?.[1] ?? '';
    const url = encodeRedirect({ message, kind: 'SAMLResponse', destination: `${destination}?tenant=1`, key });
    expect(url).toMatch(/^https:\/\/idp\.example\/saml2\/sso\?tenant=1&SAMLResponse=/);
    expect(readLogoutResponse(read(queryOf(url))).isSuccess).toBe(true);
    const unsigned = encodeRedirect({ message, kind: 'SAMLResponse', destination });
    expect(unsigned).not.toMatch(/SigAlg|Signature=/);
    expect(() => read(queryOf(unsigned))).toThrow(refusal('saml.message_unsigned'));
  });

  it.each([
    ['rsa-2048', 'sha384', ALGORITHM.rsaSha384],
    ['rsa-2048', 'sha512', ALGORITHM.rsaSha512],
    ['p-256', 'sha384', ALGORITHM.ecdsaSha384],
    ['p-256', 'sha512', ALGORITHM.ecdsaSha512],
  ] as const)('name what %s signs with when told %s', (name, digest, uri) => {
    const signer = { ...readTestKey(name), digest };
    const query = queryOf(encodeRedirect({ message: authnRequest, kind: 'SAMLRequest', destination, key: signer }));
    expect(query).toContain(`&${sigAlg(uri)}&Signature=`);
    expect(read(query).xml).toBe(authnRequest);
  });

  it.each(['rsa-1024', 'p-384'] as const)('do not sign with %s', (name) => {
    const message = { message: authnRequest, kind: 'SAMLRequest', destination, key: readTestKey(name) } as const;
    expect(() => encodeRedirect(message)).toThrow(refusal('saml.key_unsupported'));
  });
});

describe('parseRedirectQuery (saml-bindings §3.4.4.1)', () => {
  it('reads signed and unsigned queries alike, and tells them apart', () => {
    const expected = { kind: 'SAMLRequest', xml: authnRequest, relayState: 'a b' };
    expect(parseRedirectQuery(genuine)).toEqual({ ...expected, isSigned: true });
    expect(parseRedirectQuery(octets)).toEqual({ ...expected, isSigned: true });
    expect(parseRedirectQuery(octets.replace(/&SigAlg.*/, ''))).toEqual({ ...expected, isSigned: false });
  });

  it.each([
    ['a second message', `${genuine}&SAMLRequest=x`, 'saml.query_invalid'],
    ['another order', 'RelayState=x&SAMLRequest=x', 'saml.query_invalid'],
    ['a deflate bomb', `SAMLRequest=${deflated(' '.repeat(1024 * 1024))}`, 'saml.message_too_large'],
  ])('refuses %s', (_name, rawQuery, code) => {
    expect(() => parseRedirectQuery(rawQuery)).toThrow(refusal(code));
  });
});

describe('an independent verifier', () => {
  const hasOpenssl = spawnSync('openssl', ['version']).error === undefined || process.env['CI'] !== undefined;

  const DIGESTS = ['sha256', 'sha384', 'sha512'] as const;
  const title = 'is openssl, which accepts our query signature with %s (install: apt-get install openssl)';
  it.skipIf(!hasOpenssl).each(DIGESTS)(title, (digest) => {
    const signer = { ...key, digest };
    const query = queryOf(
      encodeRedirect({ message: authnRequest, kind: 'SAMLRequest', destination, key: signer, relayState: 'a b' }),
    );
    const [signed = '', signature = ''] = query.split('&Signature=');
    const folder = mkdtempSync(join(tmpdir(), 'keyshift-saml-'));
    try {
      const [keyFile, signatureFile] = [join(folder, 'key.pem'), join(folder, 'signature')];
      writeFileSync(keyFile, key.publicKey.export({ type: 'spki', format: 'pem' }));
      writeFileSync(signatureFile, Buffer.from(decodeURIComponent(signature), 'base64'));
      const accepts = (input: string): boolean =>
        spawnSync('openssl', ['dgst', `-${digest}`, '-verify', keyFile, '-signature', signatureFile], { input })
          .status === 0;
      expect(accepts(signed)).toBe(true);
      expect(accepts(signed.replace('a%20b', 'a+b'))).toBe(false);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('verifyRedirectSignature accepts', () => {
  it.each([
    [ALGORITHM.rsaSha384, 'sha384', 'rsa-2048'],
    [ALGORITHM.rsaSha512, 'sha512', 'rsa-2048'],
    [ALGORITHM.ecdsaSha256, 'sha256', 'p-256'],
    [ALGORITHM.ecdsaSha384, 'sha384', 'p-256'],
    [ALGORITHM.ecdsaSha512, 'sha512', 'p-256'],
  ] as const)('%s', (uri, hash, name) => {
    expect(read(signOctets(`SAMLRequest=${deflated(authnRequest)}&${sigAlg(uri)}`, hash, name)).xml).toBe(authnRequest);
  });

  it('another way to encode, as long as it is the one that was signed', () => {
    const lower = octets.replace(/%[0-9A-F]{2}/g, (text) => text.toLowerCase()).replace('a%20b', 'a+b');
    expect(read(signOctets(lower)).relayState).toBe('a b');
  });

  it('an empty RelayState, parameters of others, and the DEFLATE encoding by name', () => {
    expect(read(signOctets(octets.replace('a%20b', ''))).relayState).toBe('');
    const encoding = encodeURIComponent('urn:oasis:names:tc:SAML:2.0:bindings:URL-Encoding:DEFLATE');
    expect(read(`x=%zz&${genuine}&SAMLEncoding=${encoding}&utm_source=mail`).relayState).toBe('a b');
  });
});

describe('verifyRedirectSignature refuses', () => {
  const other = deflated(authnRequest.replace('_authn-1', '_evil-1'));
  const evil = genuine.replace(/SAMLRequest=[^&]*/, `SAMLRequest=${other}`);
  const hmac = createHmac('sha256', key.certificatePem).update(octets).digest('base64');

  it.each([
    ['another message', evil, 'saml.signature_invalid'],
    ['another RelayState', genuine.replace('a%20b', 'c'), 'saml.signature_invalid'],
    [
      'a RelayState that was not signed',
      genuine.replace('&SigAlg', '&RelayState=x&SigAlg').replace('&RelayState=a%20b', ''),
      'saml.signature_invalid',
    ],
    ['a RelayState left out', genuine.replace('&RelayState=a%20b', ''), 'saml.signature_invalid'],
    ['a query encoded again', genuine.replace('a%20b', 'a+b'), 'saml.signature_invalid'],
    ['escapes in other letters', genuine.replaceAll('%2F', '%2f'), 'saml.signature_invalid'],
    ['another algorithm than signed by', genuine.replace('rsa-sha256', 'rsa-sha512'), 'saml.signature_invalid'],
    ['another key', signOctets(octets, 'sha256', 'rsa-2048-foreign'), 'saml.signature_invalid'],
    [
      'an RSA signature named ECDSA',
      signOctets(octets.replace('%23rsa-sha256', '%23ecdsa-sha256')),
      'saml.signature_invalid',
    ],
    ['HMAC with the certificate', `${octets}&Signature=${encodeURIComponent(hmac)}`, 'saml.signature_invalid'],
    [
      'a response under the name of a request',
      signOctets(octets).replace('SAMLRequest', 'SAMLResponse'),
      'saml.signature_invalid',
    ],
    [
      'SHA-1',
      signOctets(octets.replace(/SigAlg=.*/, sigAlg('http://www.w3.org/2000/09/xmldsig#rsa-sha1')), 'sha1'),
      'saml.algorithm_refused',
    ],
    [
      'DSA with SHA-1',
      signOctets(octets.replace(/SigAlg=.*/, sigAlg('http://www.w3.org/2000/09/xmldsig#dsa-sha1'))),
      'saml.algorithm_refused',
    ],
    ['no name of an algorithm', signOctets(octets.replace(/SigAlg=.*/, 'SigAlg=')), 'saml.algorithm_refused'],
    ['no SigAlg', signOctets(octets.replace(/&SigAlg=.*/, '')), 'saml.message_unsigned'],
    ['no Signature', octets, 'saml.message_unsigned'],
    ['an empty Signature', `${octets}&Signature=`, 'saml.signature_malformed'],
    ['a Signature in disguised base64', `${genuine}%0A`, 'saml.signature_malformed'],
    ['two messages', `SAMLRequest=${other}&${genuine}`, 'saml.query_invalid'],
    ['a second message behind', `${genuine}&SAMLRequest=${other}`, 'saml.query_invalid'],
    ['two RelayStates', `${genuine}&RelayState=x`, 'saml.query_invalid'],
    ['two algorithms', genuine.replace('SigAlg=', 'SigAlg=x&SigAlg='), 'saml.query_invalid'],
    ['two signatures', `${genuine}&Signature=AAAA`, 'saml.query_invalid'],
    [
      'a request and a response',
      signOctets(octets.replace('&RelayState', '&SAMLResponse=AAAA&RelayState')),
      'saml.query_invalid',
    ],
    [
      'another order',
      signOctets(octets.replace(/(SAMLRequest=[^&]*)&(RelayState=[^&]*)/, '$2&$1')),
      'saml.query_invalid',
    ],
    ['a signature first', genuine.replace(/^(.*)&(Signature=.*)$/, '$2&$1'), 'saml.query_invalid'],
    ['a parameter under an encoded name', `${genuine}&SAML%52equest=${other}`, 'saml.query_invalid'],
    ['an encoded RelayState name', genuine.replace('RelayState', 'Relay%53tate'), 'saml.query_invalid'],
    ['another encoding', `${genuine}&SAMLEncoding=plain`, 'saml.query_invalid'],
    ['broken escapes', signOctets(octets.replace('a%20b', '%zz')), 'saml.query_invalid'],
    ['escapes that are not UTF-8', signOctets(octets.replace('a%20b', '%ff')), 'saml.query_invalid'],
    ['no message', 'RelayState=x', 'saml.query_invalid'],
    ['nothing', '', 'saml.query_invalid'],
    ['a query without end', `${genuine}&x=${'x'.repeat(100_000)}`, 'saml.message_too_large'],
  ])('%s', (_name, rawQuery, code) => {
    expect(() => read(rawQuery)).toThrow(refusal(code));
  });

  it('SHA-1 by name', () => {
    const weak = octets.replace(/SigAlg=.*/, sigAlg('http://www.w3.org/2000/09/xmldsig#rsa-sha1'));
    expect(() => read(signOctets(weak, 'sha1'))).toThrow(
      expect.objectContaining({ message: expect.stringContaining('SHA-1') }),
    );
  });

  it.each([
    ['a deflate bomb', deflated(' '.repeat(8 * 1024 * 1024)), 'saml.message_too_large'],
    ['a second signature inside', deflated(forgeMessage(authnRequest)), 'saml.signature_misplaced'],
    [
      'a message that is not compressed',
      encodeURIComponent(Buffer.from(authnRequest).toString('base64')),
      'saml.deflate_invalid',
    ],
    ['a message that is not base64', 'x', 'saml.base64_invalid'],
    ['a DOCTYPE', deflated(`<!DOCTYPE x>${authnRequest}`), 'xml.markup_refused'],
    ['a comment', deflated(authnRequest.replace('sp.example<', 'sp.example<!-- -->.evil<')), 'xml.markup_refused'],
  ])('%s, even when signed', (_name, message, code) => {
    const signed = signOctets(`SAMLRequest=${message}&${sigAlg(ALGORITHM.rsaSha256)}`);
    expect(() => read(signed)).toThrow(refusal(code));
  });

  it('a request that came as a response', () => {
    const url = encodeRedirect({ message: authnRequest, kind: 'SAMLResponse', destination, key });
    expect(() => readAuthnRequest(read(queryOf(url)))).toThrow(refusal('saml.message_unknown'));
  });

  it('everything without a usable key', () => {
    expect(() => verifyRedirectSignature({ rawQuery: genuine, keys: [] })).toThrow(refusal('saml.trusted_key_missing'));
  });

  it('any changed octet, or reads the same (random)', () => {
    void fc.assert(
      fc.property(fc.nat(genuine.length - 1), fc.constantFrom(...'&=%+aA0/.SR'), (at, character) => {
        const changed = genuine.slice(0, at) + character + genuine.slice(at + 1);
        try {
          expect(read(changed)).toEqual(read(genuine));
        } catch (error) {
          expect(error).toMatchObject({ code: expect.stringMatching(/^(saml|xml)\./) });
        }
      }),
      { numRuns: 500 },
    );
  });
});
