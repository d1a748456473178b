// What a certificate says of itself: algorithm, fingerprint, and how long it still lasts.
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { Secret } from '@keyshift/base';
import { keyErrors } from '../errors/keys.ts';

export type KeyAlgorithm = 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'p-256';
export type KeyExpiry = 'ok' | 'soon' | 'expired';
export type CertificateFacts = {
  /** `rsa-2048`, `p-256`, or what else was uploaded. */
  readonly algorithm: string;
  readonly fingerprintSha256: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
};

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;
const LEAST_RSA_BITS = 2_048;

export function daysLeft(notAfter: Date, now: Date): number {
  return Math.floor((notAfter.getTime() - now.getTime()) / DAY_MS);
}

export function expiryOf(notAfter: Date, now: Date): KeyExpiry {
  if (notAfter.getTime() <= now.getTime()) return 'expired';
  return daysLeft(notAfter, now) <= SOON_DAYS ? 'soon' : 'ok';
}

function algorithmOf(key: KeyObject): string {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') return `rsa-${modulusLength}`;
  return namedCurve === 'prime256v1' ? 'p-256' : (namedCurve ?? key.asymmetricKeyType ?? 'unknown');
}

function factsOf(certificate: X509Certificate): CertificateFacts {
  return {
    algorithm: algorithmOf(certificate.publicKey),
    fingerprintSha256: certificate.fingerprint256,
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
  };
}

export function readCertificate(pem: string): CertificateFacts {
  return factsOf(new X509Certificate(pem));
}

function parseCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw keyErrors.certificateUnreadable();
  }
}

function parsePrivateKey(pem: Secret): KeyObject {
  try {
    return createPrivateKey(pem.reveal());
  } catch {
    throw keyErrors.privateKeyUnreadable();
  }
}

/**
 * A pair that is brought along. Throws `directory.certificate_unreadable`, `directory.private_key_unreadable`,
 * `directory.key_mismatch`, `directory.key_weak`, `directory.certificate_expired`.
 */
export function checkPair(o: { certificatePem: string; privateKeyPem: Secret; now: Date }): {
  certificatePem: string;
  privateKey: KeyObject;
  facts: CertificateFacts;
} {
  const certificate = parseCertificate(o.certificatePem);
  const privateKey = parsePrivateKey(o.privateKeyPem);
  if (!certificate.checkPrivateKey(privateKey)) throw keyErrors.mismatch();
  const facts = factsOf(certificate);
  const { modulusLength = 0 } = privateKey.asymmetricKeyDetails ?? {};
  const isStrong =
    privateKey.asymmetricKeyType === 'rsa' ? modulusLength >= LEAST_RSA_BITS : facts.algorithm === 'p-256';
  if (!isStrong) throw keyErrors.weak({ algorithm: facts.algorithm });
  if (expiryOf(facts.notAfter, o.now) === 'expired') throw keyErrors.certificateExpired({ notAfter: facts.notAfter });
  return { certificatePem: certificate.toString(), privateKey, facts };
}
