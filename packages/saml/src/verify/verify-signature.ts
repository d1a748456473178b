// Verifies one enveloped signature and returns the very text that was signed.
import { createHash, type KeyObject, timingSafeEqual, verify } from 'node:crypto';
import { canonicalize, findAttribute, type XmlElement } from '@keyshift/xml';
import { signatureErrors } from '../errors/signatures.ts';
import { findKeyType } from '../signature/algorithms.ts';
import { readSignature, type SignedInfo } from './signed-info.ts';

/** The keys that may verify anything. Throws `saml.trusted_key_missing` when none is left. */
export function listUsableKeys(keys: readonly KeyObject[]): readonly KeyObject[] {
  const usable = keys.filter((key) => key.type === 'public' && findKeyType(key) !== undefined);
  if (usable.length === 0) throw signatureErrors.trustedKeyMissing();
  return usable;
}

function isSignedBy(key: KeyObject, info: SignedInfo, bytes: Uint8Array): boolean {
  if (key.asymmetricKeyType !== info.algorithm.keyType) return false;
  // RFC 6931 §2.3.6 – ECDSA values are r and s side by side, not DER.
  const verifier = info.algorithm.keyType === 'ec' ? { key, dsaEncoding: 'ieee-p1363' as const } : key;
  return verify(info.algorithm.hash, bytes, verifier, info.value);
}

/**
 * Canonical form of `parent` without its signature, once that is proved to be what a trusted key signed.
 * Throws `saml.*`. Source: xmldsig §3.2.
 */
export function verifyEnvelopedSignature(
  parent: XmlElement,
  signature: XmlElement,
  trustedKeys: readonly KeyObject[],
): string {
  const info = readSignature(signature);
  if (info.reference.uri !== `#${findAttribute(parent, 'ID') ?? ''}`) throw signatureErrors.referenceRefused();
  const signedInfo = Buffer.from(canonicalize(info.element, { inclusivePrefixes: info.prefixes }));
  if (!trustedKeys.some((key) => isSignedBy(key, info, signedInfo))) throw signatureErrors.signatureInvalid();
  const canonical = canonicalize(parent, { omit: signature, inclusivePrefixes: info.reference.prefixes });
  const digest = createHash(info.reference.digest).update(canonical).digest();
  const isSame =
    digest.length === info.reference.digestValue.length && timingSafeEqual(digest, info.reference.digestValue);
  if (!isSame) throw signatureErrors.digestMismatch();
  return canonical;
}
