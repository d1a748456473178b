// Writes an enveloped ds:Signature over text that is already canonical: one digest, one signature, no parsing.
import { createHash, type KeyObject, sign } from 'node:crypto';
import { ALGORITHM, NAMESPACE } from '../constants.ts';
import { signatureErrors } from '../errors/signatures.ts';
import { findKeyAlgorithm, type SignatureAlgorithm, type SignatureDigest } from '../signature/algorithms.ts';

/** RSA ≥ 2048 bits or EC P-256, which decides the rest of the algorithm; the certificate travels in ds:KeyInfo. */
export type SigningKey = {
  readonly privateKey: KeyObject;
  readonly certificatePem: string;
  /** Of what is signed and of the signature; `sha256` unless told. */
  readonly digest?: SignatureDigest;
};

/** An element in canonical form, cut where saml-core puts its signature: after the Issuer. */
export type UnsignedElement = { readonly id: string; readonly head: string; readonly tail: string };

const XMLNS = ` xmlns:ds="${NAMESPACE.signature}"`;
const BEFORE_METHOD = `<ds:CanonicalizationMethod Algorithm="${ALGORITHM.exclusiveCanonicalization}"></ds:CanonicalizationMethod><ds:SignatureMethod Algorithm="`;
const BEFORE_ID = '"></ds:SignatureMethod><ds:Reference URI="#';
const BEFORE_DIGEST_METHOD = `"><ds:Transforms><ds:Transform Algorithm="${ALGORITHM.envelopedSignature}"></ds:Transform><ds:Transform Algorithm="${ALGORITHM.exclusiveCanonicalization}"></ds:Transform></ds:Transforms><ds:DigestMethod Algorithm="`;
const BEFORE_DIGEST = '"></ds:DigestMethod><ds:DigestValue>';
const AFTER_DIGEST = '</ds:DigestValue></ds:Reference></ds:SignedInfo>';

function formatCertificate(certificatePem: string): string {
  return certificatePem.replace(/-----[A-Z ]+-----|\s/g, '');
}

/** What the key signs with. Throws `saml.key_unsupported`. */
export function algorithmOf({
  privateKey,
  digest = 'sha256',
}: Pick<SigningKey, 'privateKey' | 'digest'>): SignatureAlgorithm {
  const algorithm = findKeyAlgorithm(privateKey, digest);
  if (algorithm === undefined) throw signatureErrors.keyUnsupported();
  return algorithm;
}

/** The element with its signature in place, still in canonical form. Throws `saml.key_unsupported`. */
export function signElement(element: UnsignedElement, key: SigningKey): string {
  const { uri, hash } = algorithmOf(key);
  const digest = createHash(hash)
    .update(element.head + element.tail)
    .digest('base64');
  const body = `${BEFORE_METHOD}${uri}${BEFORE_ID}${element.id}${BEFORE_DIGEST_METHOD}${ALGORITHM[hash]}${BEFORE_DIGEST}${digest}${AFTER_DIGEST}`;
  // As the apex of its own canonical form SignedInfo declares ds itself; inside ds:Signature it inherits it.
  const signedBytes = Buffer.from(`<ds:SignedInfo${XMLNS}>${body}`);
  // RFC 6931 §2.3.6 – ECDSA values are r and s side by side, not DER; RSA ignores the setting.
  const value = sign(hash, signedBytes, { key: key.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64');
  const certificate = formatCertificate(key.certificatePem);
  return `${element.head}<ds:Signature${XMLNS}><ds:SignedInfo>${body}<ds:SignatureValue>${value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>${element.tail}`;
}
