// What the admin and user API refuses.
import { AppError, type Finding } from '@keyshift/base';

/** A mistake of a field, for `inputInvalid`. */
export function inputMistake(where: string, why: string, fix: string): Finding {
  return { level: 'error', code: 'idp.input_invalid', where, what: 'the request was not accepted', why, fix };
}

export const apiErrors = {
  keyRefused(): AppError<'idp.key_refused'> {
    return new AppError({
      code: 'idp.key_refused',
      what: 'nothing was done',
      why: 'the API key is unknown, expired or revoked, or the account that made it is no longer active',
      fix: 'make a new key in the Admin Portal (Settings, API keys) or with `keyshift key create`',
    });
  },
  notPermitted(p: { permission: string }): AppError<'idp.not_permitted'> {
    return new AppError({
      code: 'idp.not_permitted',
      what: 'nothing was done',
      why: `it needs the permission "${p.permission}", which your role or API key does not have`,
      fix: 'ask an owner to do it, or to change your role',
      details: p,
    });
  },
  secondFactorRequired(): AppError<'idp.second_factor_required'> {
    return new AppError({
      code: 'idp.second_factor_required',
      what: 'nothing was done',
      why: 'this needs a second factor, and you signed in without one',
      fix: 'set one up in the portal under Security, then sign in again with it',
    });
  },
  reauthenticationRequired(): AppError<'idp.reauthentication_required'> {
    return new AppError({
      code: 'idp.reauthentication_required',
      what: 'nothing was done yet',
      why: 'you proved who you are more than 15 minutes ago',
      fix: 'enter your password again',
    });
  },
  reauthenticationFailed(): AppError<'idp.reauthentication_failed'> {
    return new AppError({
      code: 'idp.reauthentication_failed',
      what: 'you were not recognised',
      why: 'the password or the code is wrong, or attempts are paused for a while',
      fix: 'check both, or wait a minute and try again',
    });
  },
  inputInvalid(p: { findings: readonly Finding[] }): AppError<'idp.input_invalid'> {
    return new AppError({
      code: 'idp.input_invalid',
      what: 'the request was not accepted',
      why: p.findings.map((one) => `${one.where ?? 'request'}: ${one.why}`).join('; '),
      fix: 'correct the fields named; /api/openapi.json describes them all',
      details: { findings: p.findings },
    });
  },
  versionMissing(): AppError<'idp.version_missing'> {
    return new AppError({
      code: 'idp.version_missing',
      what: 'nothing was saved',
      why: 'the request does not say which version it changes',
      fix: 'read the object first and send its ETag back as If-Match',
    });
  },
  fetchRefused(p: { why: string; cause?: unknown }): AppError<'idp.fetch_refused'> {
    return new AppError({
      code: 'idp.fetch_refused',
      what: 'the address was not read',
      why: p.why,
      fix: 'give a public https address, or download the document yourself and upload it',
      cause: p.cause,
    });
  },
  countWrong(p: { expected: number; given: number }): AppError<'idp.count_wrong'> {
    return new AppError({
      code: 'idp.count_wrong',
      what: 'nothing was deleted',
      why: `${p.expected} are selected, and ${p.given} was typed`,
      fix: 'type the number of what is to be deleted',
      details: p,
    });
  },
  transitionUnknown(p: { transition: string }): AppError<'idp.transition_unknown'> {
    return new AppError({
      code: 'idp.transition_unknown',
      what: 'the key was left as it is',
      why: `"${p.transition.slice(0, 40)}" is not something that can be done to a key`,
      fix: 'use publish, activate, retire or delete',
    });
  },
  certificateUnknown(): AppError<'idp.certificate_unknown'> {
    return new AppError({
      code: 'idp.certificate_unknown',
      what: 'there is no such certificate',
      why: 'this application has no key with that id',
      fix: 'reload the list of certificates',
    });
  },
  logoRefused(p: { why: string; cause?: unknown }): AppError<'idp.logo_refused'> {
    return new AppError({
      code: 'idp.logo_refused',
      what: 'the picture was not saved',
      why: p.why,
      fix: 'choose a PNG, JPEG or WebP picture of at most 780 KB',
      cause: p.cause,
    });
  },
  metadataMissing(): AppError<'idp.metadata_missing'> {
    return new AppError({
      code: 'idp.metadata_missing',
      what: 'nothing was read',
      why: 'neither a document nor an address was given',
      fix: 'upload the metadata file, or give its https address',
    });
  },
} as const;
