// What a password must be: long enough, and not so long that hashing it becomes an attack.
import type { Secret } from '@keyshift/base';
import { checkFields } from '../field-rules.ts';

const PASSWORD_LENGTH = { least: 8, most: 128 } as const;

/** True if it is worth hashing at all. */
export function isPasswordLength(password: Secret): boolean {
  const { length } = [...password.reveal()];
  return length >= PASSWORD_LENGTH.least && length <= PASSWORD_LENGTH.most;
}

/** Throws `directory.invalid`. */
export function checkPassword(password: Secret): void {
  checkFields('password', [
    {
      field: 'password',
      holds: isPasswordLength(password),
      why: `it has fewer than ${PASSWORD_LENGTH.least} or more than ${PASSWORD_LENGTH.most} characters`,
      fix: 'choose a longer password, a few words for instance',
    },
  ]);
}
