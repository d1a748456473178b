// What is wrong with the surroundings that a rehearsal is built from. Refusals on the wire are AwsFault.
import { AppError } from '@keyshift/base';

const NOT_STARTED = 'the rehearsal did not start';

export const rehearsalErrors = {
  accountInvalid(): AppError<'rehearsal.account_invalid'> {
    return new AppError({
      code: 'rehearsal.account_invalid',
      what: NOT_STARTED,
      why: 'the account number is not 12 digits',
      fix: 'use an account number such as 123456789012',
    });
  },
  regionInvalid(): AppError<'rehearsal.region_invalid'> {
    return new AppError({
      code: 'rehearsal.region_invalid',
      what: NOT_STARTED,
      why: 'the region is not the name of an AWS region',
      fix: 'use a region such as us-east-1',
    });
  },
  sealingKeyInvalid(): AppError<'rehearsal.sealing_key_invalid'> {
    return new AppError({
      code: 'rehearsal.sealing_key_invalid',
      what: NOT_STARTED,
      why: 'the key that seals session tokens is not 32 bytes as 64 hexadecimal digits',
      fix: 'make one with 32 random bytes and keep it with the data directory',
    });
  },
} as const;

export type RehearsalErrorCode = ReturnType<(typeof rehearsalErrors)[keyof typeof rehearsalErrors]>['code'];
