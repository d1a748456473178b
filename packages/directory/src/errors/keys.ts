// What is refused about keys and certificates.
import { AppError, type Finding } from '@keyshift/base';

type PairField = 'certificatePem' | 'privateKeyPem';
type Cause<Code extends string> = { readonly code: Code; readonly why: string; readonly fix: string };

/** A refusal of a pair that a form can tell at its field. */
function refusal<Code extends string>(where: PairField, { code, why, fix }: Cause<Code>): AppError<Code> {
  const what = 'the key was not added';
  const finding: Finding = { level: 'error', code, where, what, why, fix };
  return new AppError({ code, what, why, fix, details: { findings: [finding] } });
}

export const keyErrors = {
  certificateUnreadable(): AppError<'directory.certificate_unreadable'> {
    return refusal('certificatePem', {
      code: 'directory.certificate_unreadable',
      why: 'the certificate is not an X.509 certificate in PEM',
      fix: 'paste the whole text from "-----BEGIN CERTIFICATE-----" to "-----END CERTIFICATE-----"',
    });
  },
  privateKeyUnreadable(): AppError<'directory.private_key_unreadable'> {
    return refusal('privateKeyPem', {
      code: 'directory.private_key_unreadable',
      why: 'the private key is not in PEM, or it is protected by a passphrase',
      fix: 'paste the private key as PEM without a passphrase; it is sealed before it is stored',
    });
  },
  mismatch(): AppError<'directory.key_mismatch'> {
    return refusal('privateKeyPem', {
      code: 'directory.key_mismatch',
      why: 'the certificate was made for another private key',
      fix: 'upload the certificate together with the private key that it belongs to',
    });
  },
  weak(p: { algorithm: string }): AppError<'directory.key_weak'> {
    return refusal('certificatePem', {
      code: 'directory.key_weak',
      why: `a key of the kind "${p.algorithm}" is too weak, or no service provider would take it`,
      fix: 'use RSA with 2048 bits or more, or the elliptic curve P-256',
    });
  },
  certificateExpired(): AppError<'directory.certificate_expired'> {
    return refusal('certificatePem', {
      code: 'directory.certificate_expired',
      why: 'its certificate has already expired',
      fix: 'make a new certificate for the key, or generate a key here',
    });
  },
  transitionRefused(p: { transition: string; state: string }): AppError<'directory.key_transition_refused'> {
    return new AppError({
      code: 'directory.key_transition_refused',
      what: 'the key was left as it is',
      why: `a key that is ${p.state} cannot be moved by "${p.transition}"`,
      fix: 'reload the list of certificates and choose what it offers',
      details: { state: p.state, transition: p.transition },
    });
  },
} as const;
