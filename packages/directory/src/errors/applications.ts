// What is refused about applications and their pictures.
import { AppError } from '@keyshift/base';

export const applicationErrors = {
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
