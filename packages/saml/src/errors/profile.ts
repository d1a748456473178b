// Refusals of a verified assertion by the rules of its use.
import { AppError } from '@keyshift/base';

const RESPONSE = 'the SAML response was refused';
const ASK_SENDER = 'ask the sender of the message to correct it';
const SIGN_IN_AGAIN = 'sign in again';

export const profileErrors = {
  recipientMismatch: (): AppError<'saml.recipient_mismatch'> =>
    new AppError({
      code: 'saml.recipient_mismatch',
      what: RESPONSE,
      why: 'it was issued for another Recipient',
      fix: 'compare the ACS URL of the application with the one expected here',
    }),
  audienceMissing: (): AppError<'saml.audience_missing'> =>
    new AppError({
      code: 'saml.audience_missing',
      what: RESPONSE,
      why: 'it is not restricted to an audience',
      fix: `set the application's audience`,
    }),
  audienceMismatch: (): AppError<'saml.audience_mismatch'> =>
    new AppError({
      code: 'saml.audience_mismatch',
      what: RESPONSE,
      why: 'it was issued for another audience',
      fix: `compare the application's audience with the one expected here`,
    }),
  assertionTooOld: (p: { maxAgeSeconds: number }): AppError<'saml.assertion_too_old'> =>
    new AppError({
      code: 'saml.assertion_too_old',
      what: RESPONSE,
      why: `it was issued more than ${p.maxAgeSeconds} seconds ago`,
      fix: SIGN_IN_AGAIN,
    }),
  notYetValid: (): AppError<'saml.not_yet_valid'> =>
    new AppError({
      code: 'saml.not_yet_valid',
      what: RESPONSE,
      why: 'it was issued in the future, or its validity has not begun',
      fix: 'set the clocks of both machines',
    }),
  assertionExpired: (): AppError<'saml.assertion_expired'> =>
    new AppError({
      code: 'saml.assertion_expired',
      what: RESPONSE,
      why: 'its Conditions have expired',
      fix: SIGN_IN_AGAIN,
    }),
  confirmationExpired: (): AppError<'saml.confirmation_expired'> =>
    new AppError({
      code: 'saml.confirmation_expired',
      what: RESPONSE,
      why: 'its subject confirmation has expired or has no end',
      fix: SIGN_IN_AGAIN,
    }),
  sessionExpired: (): AppError<'saml.session_expired'> =>
    new AppError({
      code: 'saml.session_expired',
      what: RESPONSE,
      why: 'the session at the identity provider has ended',
      fix: SIGN_IN_AGAIN,
    }),
  confirmationNotUnique: (): AppError<'saml.confirmation_not_unique'> =>
    new AppError({
      code: 'saml.confirmation_not_unique',
      what: RESPONSE,
      why: 'it does not have exactly one subject confirmation',
      fix: ASK_SENDER,
    }),
  confirmationMethodRefused: (): AppError<'saml.confirmation_method_refused'> =>
    new AppError({
      code: 'saml.confirmation_method_refused',
      what: RESPONSE,
      why: 'its subject confirmation method is not bearer',
      fix: ASK_SENDER,
    }),
  confirmationIncomplete: (): AppError<'saml.confirmation_incomplete'> =>
    new AppError({
      code: 'saml.confirmation_incomplete',
      what: RESPONSE,
      why: 'its subject confirmation lacks NotOnOrAfter or Recipient',
      fix: ASK_SENDER,
    }),
};
