// Writes an enveloped ds:Signature over text that is already canonical: one digest, one signature, no parsing.
import { createHash, type KeyObject, sign } from 'node:crypto';
import { ALGORITHM, NAMESPACE } from '../constants.ts';
import { signatureErrors } from '../errors/signatures.ts';
import { findKeyAlgorithm } from '../signature/algorithms.ts';

/** RSA ≥ 2048 bits signs rsa-sha256, EC P-256 signs ecdsa-sha256; the certificate travels in ds:KeyInfo. */
export type SigningKey = { readonly privateKey: KeyObject; readonly certificatePem: string };

/** An element in canonical form, cut where saml-core puts its signature: after the Issuer. */
export type UnsignedElement = { readonly id: string; readonly head: string; readonly tail: string };

const XMLNS = ` xmlns:ds="${NAMESPACE.signature}"`;
const BEFORE_METHOD = `<ds:CanonicalizationMethod Algorithm="${ALGORITHM.exclusiveCanonicalization}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="`;
const BEFORE_ID = '"></ds:SignatureMethod><ds:Reference URI="#';
const BEFORE_DIGEST = `"><ds:Transforms><ds:Transform Algorithm="${ALGORITHM.envelopedSignature}"></ds:Transform><ds:Transform Algorithm="${ALGORITHM.exclusiveCanonicalization}"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="${ALGORITHM.sha256}"></ds:DigestMethod><ds:DigestValue>`;
const AFTER_DIGEST = '</ds:DigestValue></ds:Reference></ds:SignedInfo>';

function formatCertificate(certificatePem: string): string {
  return certificatePem.replace(/-----[A-Z ]+-----|\s/g, '');
}

/** The element with its signature in place, still in canonical form. Throws `saml.key_unsupported`. */
export function signElement(element: UnsignedElement, key: SigningKey): string {
  const algorithm = findKeyAlgorithm(key.privateKey);
  if (algorithm === undefined) throw signatureErrors.keyUnsupported();
  const digest = createHash('sha256')
    .update(element.head + element.tail)
    .digest('base64');
  const body = `${BEFORE_METHOD}${algorithm.uri}${BEFORE_ID}${element.id}${BEFORE_DIGEST}${digest}${AFTER_DIGEST}`;
  // As the apex of its own canonical form SignedInfo declares ds itself; inside ds:Signature it inherits it.
  const signedBytes = Buffer.from(`<ds:SignedInfo${XMLNS}>${body}`);
  // RFC 6931 §2.3.6 – ECDSA values are r and s side by side, not DER; RSA ignores the setting.
  const value = sign(algorithm.hash, signedBytes, { key: key.privateKey, dsaEncoding: 'ieee-p1363' }).toString(
    'base64',
  );
  const certificate = formatCertificate(key.certificatePem);
  return `${element.head}<ds:Signature${XMLNS}><ds:SignedInfo>${body}<ds:SignatureValue>${value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>${element.tail}`;
}
