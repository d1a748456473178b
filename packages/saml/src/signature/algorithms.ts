// The allow-list of algorithms and the keys that fit them; whatever is not listed here does not exist.
import type { KeyObject } from 'node:crypto';
import { ALGORITHM } from '../constants.ts';

export type SignatureAlgorithm = { readonly uri: string; readonly keyType: 'rsa' | 'ec'; readonly hash: string };

const RSA_SHA256: SignatureAlgorithm = { uri: ALGORITHM.rsaSha256, keyType: 'rsa', hash: 'sha256' };
const ECDSA_SHA256: SignatureAlgorithm = { uri: ALGORITHM.ecdsaSha256, keyType: 'ec', hash: 'sha256' };

const SIGNATURE_ALGORITHMS: readonly SignatureAlgorithm[] = [
  RSA_SHA256,
  { uri: ALGORITHM.rsaSha384, keyType: 'rsa', hash: 'sha384' },
  { uri: ALGORITHM.rsaSha512, keyType: 'rsa', hash: 'sha512' },
  ECDSA_SHA256,
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

/** The algorithm a key signs with: RSA ≥ 2048 bits → rsa-sha256, P-256 → ecdsa-sha256, else undefined. */
export function findKeyAlgorithm(key: KeyObject): SignatureAlgorithm | undefined {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= MIN_RSA_BITS) return RSA_SHA256;
  return key.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1' ? ECDSA_SHA256 : undefined;
}
