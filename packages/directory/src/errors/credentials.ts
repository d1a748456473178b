// What is refused about passwords, one-time links, second factors and API keys.
import { AppError } from '@keyshift/base';

export const credentialErrors = {
  passwordWrong(): AppError<'directory.password_wrong'> {
    return new AppError({
      code: 'directory.password_wrong',
      what: 'the password was not changed',
      why: 'the current password is not right',
      fix: 'type the password you sign in with now',
    });
  },
  tooManyTries(): AppError<'directory.too_many_tries'> {
    return new AppError({
      code: 'directory.too_many_tries',
      what: 'this was not checked',
      why: 'there were too many wrong tries',
      fix: 'wait some minutes and try again, or ask an administrator to unlock it',
    });
  },
  tokenInvalid(): AppError<'directory.token_invalid'> {
    return new AppError({
      code: 'directory.token_invalid',
      what: 'the password was not set',
      why: 'this link was used already, is older than 30 minutes, or was replaced by a newer one',
      fix: 'ask for a new link',
    });
  },
  codeWrong(): AppError<'directory.code_wrong'> {
    return new AppError({
      code: 'directory.code_wrong',
      what: 'the code was not accepted',
      why: 'it is not the code of this moment, or it was used already',
      fix: 'wait for the next code; if it stays wrong, check the clock of the device that shows it',
    });
  },
  enrolmentGone(): AppError<'directory.enrolment_gone'> {
    return new AppError({
      code: 'directory.enrolment_gone',
      what: 'the authenticator app was not added',
      why: 'setting it up took longer than 15 minutes, was finished already, or was begun again',
      fix: 'begin again',
    });
  },
  tooManyFactors(p: { most: number }): AppError<'directory.too_many_factors'> {
    return new AppError({
      code: 'directory.too_many_factors',
      what: 'the factor was not added',
      why: `nobody has more than ${p.most}`,
      fix: 'remove one that is no longer used',
    });
  },
  noFactor(): AppError<'directory.no_factor'> {
    return new AppError({
      code: 'directory.no_factor',
      what: 'no recovery codes were made',
      why: 'there is no second factor that they could stand in for',
      fix: 'set up an authenticator app or a passkey first',
    });
  },
  passkeyCloned(): AppError<'directory.passkey_cloned'> {
    return new AppError({
      code: 'directory.passkey_cloned',
      what: 'the passkey was not accepted',
      why: 'its counter went backwards, so there may be a copy of it',
      fix: 'use another factor, remove this passkey, and tell your administrator',
    });
  },
  scopeRefused(p: { scopes: readonly string[] }): AppError<'directory.scope_refused'> {
    return new AppError({
      code: 'directory.scope_refused',
      what: 'the API key was not made',
      why: `you may not do this yourself: ${p.scopes.join(', ')}`,
      fix: 'choose fewer scopes',
    });
  },
  mailPasswordUnreadable(): AppError<'directory.mail_password_unreadable'> {
    return new AppError({
      code: 'directory.mail_password_unreadable',
      what: 'the mail password cannot be read',
      why: 'it was sealed with another sealing key, or its record was altered',
      fix: 'write it again in the settings, or restore the sealing key that belongs to this database',
    });
  },
} as const;
