// What the directory refuses, said so that a person can act on it.
import { AppError, type Finding } from '@keyshift/base';

export const directoryErrors = {
  invalid(p: { findings: readonly Finding[] }): AppError<'directory.invalid'> {
    return new AppError({
      code: 'directory.invalid',
      what: 'nothing was saved',
      why: p.findings.map((one) => `${one.where}: ${one.why}`).join('; '),
      fix: p.findings.map((one) => one.fix).join('; '),
      details: { findings: p.findings },
    });
  },
  taken(p: { field: string }): AppError<'directory.taken'> {
    return new AppError({
      code: 'directory.taken',
      what: 'nothing was saved',
      why: `this ${p.field} is already in use`,
      fix: `choose another ${p.field}`,
      details: { field: p.field },
    });
  },
  notFound(p: { kind: string; id: string }): AppError<'directory.not_found'> {
    return new AppError({
      code: 'directory.not_found',
      what: `the ${p.kind} was not found`,
      why: `there is no ${p.kind} with the id "${p.id}"`,
      fix: 'reload the list; it may have been deleted meanwhile',
      details: { kind: p.kind, id: p.id },
    });
  },
  busy(): AppError<'directory.busy'> {
    return new AppError({
      code: 'directory.busy',
      what: 'the password was not checked',
      why: 'too many people are signing in at this moment',
      fix: 'wait a few seconds and try again',
    });
  },
  sealingKeyInvalid(): AppError<'directory.sealing_key_invalid'> {
    return new AppError({
      code: 'directory.sealing_key_invalid',
      what: 'the directory cannot be opened',
      why: 'the sealing key is not 32 bytes written as 64 hexadecimal digits',
      fix: 'restore the sealing key file from a backup',
    });
  },
  keyUnreadable(p: { keyId: string }): AppError<'directory.key_unreadable'> {
    return new AppError({
      code: 'directory.key_unreadable',
      what: `the application key ${p.keyId} cannot be read`,
      why: 'it was sealed with another sealing key, or its record was altered',
      fix: 'restore the sealing key that belongs to this database',
      details: { keyId: p.keyId },
    });
  },
} as const;

export const applicationErrors = {
  changedMeanwhile(p: { kind: string; version: number }): AppError<'directory.changed_meanwhile'> {
    return new AppError({
      code: 'directory.changed_meanwhile',
      what: 'nothing was saved',
      why: `somebody else changed this ${p.kind} after you opened it`,
      fix: 'reload it, look at what was changed, and make your change again',
      details: { version: p.version },
    });
  },
  countWrong(p: { kind: string; expected: number; given: number }): AppError<'directory.count_wrong'> {
    return new AppError({
      code: 'directory.count_wrong',
      what: 'nothing was deleted',
      why: `${p.expected} ${p.kind} are selected, and ${p.given} was typed`,
      fix: 'type the number of what is to be deleted',
      details: { expected: p.expected },
    });
  },
  logoInvalid(p: { why: string }): AppError<'directory.logo_invalid'> {
    return new AppError({
      code: 'directory.logo_invalid',
      what: 'the picture was not saved',
      why: p.why,
      fix: 'choose a PNG, JPEG or WebP picture of at most 780 KB',
    });
  },
} as const;

export const keyErrors = {
  certificateUnreadable(): AppError<'directory.certificate_unreadable'> {
    return new AppError({
      code: 'directory.certificate_unreadable',
      what: 'the key was not added',
      why: 'the certificate is not an X.509 certificate in PEM',
      fix: 'paste the whole text from "-----BEGIN CERTIFICATE-----" to "-----END CERTIFICATE-----"',
    });
  },
  privateKeyUnreadable(): AppError<'directory.private_key_unreadable'> {
    return new AppError({
      code: 'directory.private_key_unreadable',
      what: 'the key was not added',
      why: 'the private key is not in PEM, or it is protected by a passphrase',
      fix: 'paste the private key as PEM without a passphrase; it is sealed before it is stored',
    });
  },
  mismatch(): AppError<'directory.key_mismatch'> {
    return new AppError({
      code: 'directory.key_mismatch',
      what: 'the key was not added',
      why: 'the certificate was made for another private key',
      fix: 'upload the certificate together with the private key that it belongs to',
    });
  },
  weak(p: { algorithm: string }): AppError<'directory.key_weak'> {
    return new AppError({
      code: 'directory.key_weak',
      what: 'the key was not added',
      why: `a key of the kind "${p.algorithm}" is too weak, or no service provider would take it`,
      fix: 'use RSA with 2048 bits or more, or the elliptic curve P-256',
    });
  },
  certificateExpired(p: { notAfter: Date }): AppError<'directory.certificate_expired'> {
    return new AppError({
      code: 'directory.certificate_expired',
      what: 'the key was not added',
      why: 'its certificate has already expired',
      fix: 'make a new certificate for the key, or generate a key here',
      details: { notAfter: p.notAfter },
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

type CodeOf<Table extends Record<string, (p: never) => AppError>> = ReturnType<Table[keyof Table]>['code'];
export type DirectoryErrorCode =
  | CodeOf<typeof directoryErrors>
  | CodeOf<typeof applicationErrors>
  | CodeOf<typeof keyErrors>;
