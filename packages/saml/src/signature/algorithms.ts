// The allow-list of algorithms and the keys that fit them; whatever is not listed here does not exist.
import type { KeyObject } from 'node:crypto';
import { ALGORITHM } from '../constants.ts';

/** By node's name. SHA-1 is none of them: documents of the same digest can be made for it. */
export type SignatureDigest = 'sha256' | 'sha384' | 'sha512';
type KeyType = 'rsa' | 'ec';
export type SignatureAlgorithm = { readonly uri: string; readonly keyType: KeyType; readonly hash: SignatureDigest };

// A digest longer than the curve is cut to its length (FIPS 186-5 §6.4.1), so P-256 goes with all three.
const SIGNATURE_ALGORITHMS: readonly SignatureAlgorithm[] = [
  { uri: ALGORITHM.rsaSha256, keyType: 'rsa', hash: 'sha256' },
  { uri: ALGORITHM.rsaSha384, keyType: 'rsa', hash: 'sha384' },
  { uri: ALGORITHM.rsaSha512, keyType: 'rsa', hash: 'sha512' },
  { uri: ALGORITHM.ecdsaSha256, keyType: 'ec', hash: 'sha256' },
  { uri: ALGORITHM.ecdsaSha384, keyType: 'ec', hash: 'sha384' },
  { uri: ALGORITHM.ecdsaSha512, keyType: 'ec', hash: 'sha512' },
];

const DIGESTS: ReadonlyMap<string, string> = new Map([
  [ALGORITHM.sha256, 'sha256'],
  [ALGORITHM.sha384, 'sha384'],
  [ALGORITHM.sha512, 'sha512'],
]);

const MIN_RSA_BITS = 2048;

export function findSignatureAlgorithm(uri: string): SignatureAlgorithm | undefined {
  return SIGNATURE_ALGORITHMS.find((algorithm) => algorithm.uri === uri);
}

/** What to call an algorithm in a refusal that names why: SHA-1 and MD5 in any identifier, else undefined. */
export function findWeakness(uri: string): string | undefined {
  if (/sha1$/i.test(uri)) return 'SHA-1';
  return /md5$/i.test(uri) ? 'MD5' : undefined;
}

/** Node's name of the digest. */
export function findDigest(uri: string): string | undefined {
  return DIGESTS.get(uri);
}

/** What kind of key it is, if it may sign or verify: RSA ≥ 2048 bits or P-256, else undefined. */
export function findKeyType(key: KeyObject): KeyType | undefined {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= MIN_RSA_BITS) return 'rsa';
  return key.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1' ? 'ec' : undefined;
}

/** The algorithm a key signs with, given the digest: an RSA key and sha384 → rsa-sha384. Undefined for a key that may not. */
export function findKeyAlgorithm(key: KeyObject, digest: SignatureDigest): SignatureAlgorithm | undefined {
  const keyType = findKeyType(key);
  return SIGNATURE_ALGORITHMS.find((algorithm) => algorithm.keyType === keyType && algorithm.hash === digest);
}
