// Verifies a Response and reads its assertion from nothing but the signed bytes.
import type { KeyObject } from 'node:crypto';
import { parseXml, type XmlElement } from '@keyshift/xml';
import type { Assertion } from '../assertion/assertion.ts';
import { readAssertion } from '../assertion/read-assertion.ts';
import { readResponseParts } from '../assertion/read-response.ts';
import { signatureErrors } from '../errors/signatures.ts';
import { listUsableKeys, verifyEnvelopedSignature } from './verify-signature.ts';

const VERIFIED: unique symbol = Symbol('verified');

/** An assertion whose signature was verified; only `verifyResponse` makes one. Its rules are still to be checked. */
export type VerifiedAssertion = Assertion & { readonly __verified: typeof VERIFIED };

// Canonical form repeats namespace declarations and escapes, so it may be longer than what was sent.
const CANONICAL_LIMITS = { maxCharacters: 400_000 };

function findSignedAssertion(canonical: string, isResponse: boolean): XmlElement {
  const element = parseXml(canonical, CANONICAL_LIMITS);
  return isResponse ? readResponseParts(element).assertion : element;
}

/**
 * Signature only: recipient, audience, times and confirmation are the profile checks, one use is the caller's.
 * `xml` is a Response of at most 100 000 characters with exactly one assertion. The assertion or the response is signed
 * by one of `trustedKeys` (RSA ≥ 2048 bits or P-256), and every signature present verifies.
 * Throws AppError `saml.*` and `xml.*`. Source: saml-core §5, xmldsig §3.2.
 */
export function verifyResponse(xml: Uint8Array | string, trustedKeys: readonly KeyObject[]): VerifiedAssertion {
  const usableKeys = listUsableKeys(trustedKeys);
  const { response, signatures } = readResponseParts(parseXml(xml));
  let signed: XmlElement | undefined;
  // The assertion's own signature comes last and is the narrower proof: it wins.
  for (const { parent, signature } of signatures) {
    const canonical = verifyEnvelopedSignature(parent, signature, usableKeys);
    signed = findSignedAssertion(canonical, parent === response);
  }
  if (signed === undefined) throw signatureErrors.signatureMissing();
  return { ...readAssertion(signed), __verified: VERIFIED };
}

/**
 * What a client may read without keys, as the Redshift drivers do: to pick a role or a database user, never to decide
 * anything. The same strict parser and structure rules apply. Throws AppError `saml.*` and `xml.*`.
 */
export function readResponseUnverified(xml: string): Assertion {
  return readAssertion(readResponseParts(parseXml(xml)).assertion);
}
