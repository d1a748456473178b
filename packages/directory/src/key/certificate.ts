// What a certificate says of itself: algorithm, fingerprint, and how long it still lasts.
import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { AppError, type Secret } from '@keyshift/base';
import { keyErrors } from '../errors/keys.ts';

export type KeyAlgorithm = 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'p-256';
export type KeyExpiry = 'ok' | 'soon' | 'expired';
export type CertificateFacts = {
  /** `rsa-2048`, `p-256`, or what else was uploaded. */
  readonly algorithm: string;
  readonly fingerprintSha256: string;
  /** Its common name, or its whole subject on one line. */
  readonly subject: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
};

const DAY_MS = 86_400_000;
const SOON_DAYS = 30;
const LEAST_RSA_BITS = 2_048;
const LONGEST_SUBJECT = 200;

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

function subjectOf({ subject }: X509Certificate): string {
  const lines = subject?.split('\n') ?? [];
  const name = lines.find((line) => line.startsWith('CN='))?.slice(3);
  return (name ?? lines.join(', ')).slice(0, LONGEST_SUBJECT);
}

function factsOf(certificate: X509Certificate): CertificateFacts {
  return {
    algorithm: algorithmOf(certificate.publicKey),
    fingerprintSha256: certificate.fingerprint256,
    subject: subjectOf(certificate),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
  };
}

export function readCertificate(pem: string): CertificateFacts {
  return factsOf(new X509Certificate(pem));
}

function findParsed<Parsed>(parse: () => Parsed): Parsed | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

function pairFaults(certificate: X509Certificate, privateKey: KeyObject, now: Date): AppError[] {
  const { algorithm, notAfter } = factsOf(certificate);
  const { modulusLength = 0 } = certificate.publicKey.asymmetricKeyDetails ?? {};
  const isRsa = certificate.publicKey.asymmetricKeyType === 'rsa';
  const isStrong = isRsa ? modulusLength >= LEAST_RSA_BITS : algorithm === 'p-256';
  return [
    ...(certificate.checkPrivateKey(privateKey) ? [] : [keyErrors.mismatch()]),
    ...(isStrong ? [] : [keyErrors.weak({ algorithm })]),
    ...(expiryOf(notAfter, now) === 'expired' ? [keyErrors.certificateExpired()] : []),
  ];
}

/** The first refusal, with what is wrong beside it. */
function joinRefusals([first, ...others]: readonly AppError[]): AppError | undefined {
  if (first === undefined || others.length === 0) return first;
  const { code, what, why, fix } = first;
  const findings = [first, ...others].flatMap(({ details }) => details['findings']);
  return new AppError({ code, what, why, fix, details: { findings } });
}

/**
 * A pair that is brought along, with every mistake at once in `details.findings`. Throws `directory.certificate_unreadable`, `directory.private_key_unreadable`,
 * `directory.key_mismatch`, `directory.key_weak`, `directory.certificate_expired`.
 */
export function checkPair(o: { certificatePem: string; privateKeyPem: Secret; now: Date }): {
  certificatePem: string;
  privateKey: KeyObject;
  facts: CertificateFacts;
} {
  const certificate = findParsed(() => new X509Certificate(o.certificatePem));
  const privateKey = findParsed(() => createPrivateKey(o.privateKeyPem.reveal()));
  if (certificate === undefined || privateKey === undefined) {
    const unreadable = [
      ...(certificate === undefined ? [keyErrors.certificateUnreadable()] : []),
      ...(privateKey === undefined ? [keyErrors.privateKeyUnreadable()] : []),
    ];
    throw joinRefusals(unreadable);
  }
  const refusal = joinRefusals(pairFaults(certificate, privateKey, o.now));
  if (refusal !== undefined) throw refusal;
  return { certificatePem: certificate.toString(), privateKey, facts: factsOf(certificate) };
}
