// Signs whatever it is told to, with a genuine key: hostile messages whose only fault is the one under test.
import { createHash, createHmac, sign } from 'node:crypto';
import { ALGORITHM, NAMESPACE } from '../constants.ts';
import { issueResponse } from '../index.ts';
import { readTestKey, type TestKeyName } from './keys.ts';
import { buildInput } from './response-input.ts';

export type Forgery = {
  key: TestKeyName;
  /** The canonical assertion without signature, changed before signing. */
  changeAssertion: (assertion: string) => string;
  /** The finished ds:Signature, changed after signing. */
  changeSignature: (signature: string) => string;
  signatureMethod: string;
  hash: string;
  /** Signs with HMAC and this secret. */
  hmacSecret: string;
  digestMethod: string;
  digestHash: string;
  canonicalization: string;
  transforms: string;
  uri: string;
  /** Additional canonical content of SignedInfo. */
  extraSignedInfo: string;
  /** Wraps or joins the signed assertion. */
  place: (signedAssertion: string) => string;
};

const transform = (algorithm: string): string => `<ds:Transform Algorithm="${algorithm}"></ds:Transform>`;
export const ENVELOPED: string = transform(ALGORITHM.envelopedSignature);
export const EXCLUSIVE: string = transform(ALGORITHM.exclusiveCanonicalization);
export { transform };

const XMLNS = ` xmlns:ds="${NAMESPACE.signature}"`;

/** `[before, assertion, after]` of an unsigned response. */
export function splitResponse(xml: string): readonly [string, string, string] {
  const parts = /^(.*?)(<saml:Assertion .*<\/saml:Assertion>)(.*)$/s.exec(xml);
  if (parts === null) throw new Error('no assertion');
  return [parts[1] ?? '', parts[2] ?? '', parts[3] ?? ''];
}

export function stripSignatures(xml: string): string {
  return xml.replace(/<ds:Signature .*?<\/ds:Signature>/gs, '');
}

/** A ds:Signature over `element`, canonical text, with every wish granted. */
export function forgeSignature(element: string, uri: string, o: Partial<Forgery> = {}): string {
  const key = readTestKey(o.key ?? 'rsa-2048');
  const digest = createHash(o.digestHash ?? 'sha256')
    .update(element)
    .digest('base64');
  const info =
    `<ds:CanonicalizationMethod Algorithm="${o.canonicalization ?? ALGORITHM.exclusiveCanonicalization}"></ds:CanonicalizationMethod>` +
    `<ds:SignatureMethod Algorithm="${o.signatureMethod ?? ALGORITHM.rsaSha256}"></ds:SignatureMethod>` +
    `<ds:Reference URI="${o.uri ?? uri}"><ds:Transforms>${o.transforms ?? ENVELOPED + EXCLUSIVE}</ds:Transforms>` +
    `<ds:DigestMethod Algorithm="${o.digestMethod ?? ALGORITHM.sha256}"></ds:DigestMethod><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>${o.extraSignedInfo ?? ''}</ds:SignedInfo>`;
  const bytes = Buffer.from(`<ds:SignedInfo${XMLNS}>${info}`);
  const value =
    o.hmacSecret === undefined
      ? sign(o.hash ?? 'sha256', bytes, { key: key.privateKey, dsaEncoding: 'ieee-p1363' })
      : createHmac('sha256', o.hmacSecret).update(bytes).digest();
  const signature = `<ds:Signature${XMLNS}><ds:SignedInfo>${info}<ds:SignatureValue>${value.toString('base64')}</ds:SignatureValue></ds:Signature>`;
  return o.changeSignature?.(signature) ?? signature;
}

/** A request or logout message, canonical text, signed behind its Issuer. */
export function forgeMessage(message: string, o: Partial<Forgery> = {}): string {
  const id = / ID="([^"]*)"/.exec(message)?.[1] ?? '';
  return message.replace('</saml:Issuer>', `</saml:Issuer>${forgeSignature(message, `#${id}`, o)}`);
}

export function forge(o: Partial<Forgery> = {}): string {
  const unsigned = stripSignatures(issueResponse(buildInput(), readTestKey('rsa-2048')));
  const [before, original, after] = splitResponse(unsigned);
  const assertion = o.changeAssertion?.(original) ?? original;
  const signature = forgeSignature(assertion, '#_assertion-1', o);
  const signed = assertion.replace('</saml:Issuer>', `</saml:Issuer>${signature}`);
  return before + (o.place?.(signed) ?? signed) + after;
}
