// What stops somebody at the sign-in pages.
import { AppError } from '@keyshift/base';

const ASK_ADMIN = 'ask your Keyshift administrator';

export const loginErrors = {
  signInRequired(): AppError<'idp.sign_in_required'> {
    return new AppError({
      code: 'idp.sign_in_required',
      what: 'nothing was done',
      why: 'you are not signed in',
      fix: 'sign in first',
    });
  },
  personNotActive(): AppError<'idp.person_not_active'> {
    return new AppError({
      code: 'idp.person_not_active',
      what: 'you were not signed in',
      why: 'your account is not active',
      fix: `${ASK_ADMIN} to activate it`,
    });
  },
  formInvalid(): AppError<'idp.form_invalid'> {
    return new AppError({
      code: 'idp.form_invalid',
      what: 'the form was not accepted',
      why: 'a field is missing or too long',
      fix: 'go back, reload the page and fill in the form again',
    });
  },
  httpsRequired(): AppError<'idp.https_required'> {
    return new AppError({
      code: 'idp.https_required',
      what: 'the form was not accepted',
      why: 'it was sent over plain http, where others can read it',
      fix: 'open this site with https:// and change the password if you sent one',
    });
  },
  halfLoginExpired(): AppError<'idp.half_login_expired'> {
    return new AppError({
      code: 'idp.half_login_expired',
      what: 'the sign-in cannot be continued',
      why: 'the password was given more than ten minutes ago, or in another browser',
      fix: 'start again with your password',
    });
  },
  passkeyRefused(p: { cause?: unknown }): AppError<'idp.passkey_refused'> {
    return new AppError({
      code: 'idp.passkey_refused',
      what: 'the passkey was not accepted',
      why: 'it is unknown here, belongs to another site or account, or its answer came too late',
      fix: 'try again, or use another way to sign in',
      ...p,
    });
  },
  linkExpired(): AppError<'idp.link_expired'> {
    return new AppError({
      code: 'idp.link_expired',
      what: 'no password was set',
      why: 'this link was used already, is older than 30 minutes, or is not complete',
      fix: 'ask for a new link',
    });
  },
  mailNotConfigured(): AppError<'idp.mail_not_configured'> {
    return new AppError({
      code: 'idp.mail_not_configured',
      what: 'no mail was sent',
      why: 'no mail server or no sender is set',
      fix: 'fill in host and sender under Settings, Mail',
    });
  },
  mailFailed(p: { host: string; reason: string; cause?: unknown }): AppError<'idp.mail_failed'> {
    return new AppError({
      code: 'idp.mail_failed',
      what: 'no mail was sent',
      why: `${p.host} did not take it: ${p.reason.slice(0, 200)}`,
      fix: 'check host, port, security, user name and password under Settings, Mail',
      cause: p.cause,
    });
  },
} as const;
