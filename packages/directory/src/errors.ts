// What the directory refuses, said so that a person can act on it.
import { AppError, type Finding } from '@keyshift/base';
import { applicationErrors } from './errors/applications.ts';
import { credentialErrors } from './errors/credentials.ts';
import type { keyErrors } from './errors/keys.ts';
import { peopleErrors } from './errors/people.ts';

const generalErrors = {
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

type Errors = typeof generalErrors & typeof peopleErrors & typeof credentialErrors & typeof applicationErrors;

export const directoryErrors: Errors = { ...generalErrors, ...peopleErrors, ...credentialErrors, ...applicationErrors };

type CodeOf<Table extends Record<string, (p: never) => AppError>> = ReturnType<Table[keyof Table]>['code'];
export type DirectoryErrorCode = CodeOf<Errors> | CodeOf<typeof keyErrors>;
