// What an installation can be told to do, with its defaults and the limits of each value.
import { checkFields, type FieldRule, isPlainText } from '../field-rules.ts';

export type PasswordPolicy = {
  minimumLength: number;
  refuseCommon: boolean;
  refuseOwnName: boolean;
  /** How many old passwords may not come back. */
  history: number;
  /** 0 for never. */
  expiresAfterDays: number;
};
/** Who must use a second factor. */
export type SecondFactorPolicy = 'optional' | 'administrators' | 'everyone';
export type SignInPolicy = {
  secondFactor: SecondFactorPolicy;
  lockAfterFailures: number;
  /** The first delay; each further failure doubles it. */
  lockSeconds: number;
  sessionIdleMinutes: number;
  sessionHours: number;
};
export type MailSettings = {
  host: string | null;
  port: number;
  /** STARTTLS is required unless `implicit`; `none` only to this machine. */
  security: 'starttls' | 'implicit' | 'none';
  username: string | null;
  from: string | null;
};
export type SettingsValues = {
  organisation: string;
  supportContact: string | null;
  password: PasswordPolicy;
  signIn: SignInPolicy;
  mail: MailSettings;
};
type Part<T> = { [Field in keyof T]?: T[Field] | undefined };
export type SettingsChange = {
  organisation?: string | undefined;
  supportContact?: string | null | undefined;
  password?: Part<PasswordPolicy> | undefined;
  signIn?: Part<SignInPolicy> | undefined;
  /** A password of null removes it. */
  mail?: Part<MailSettings & { password: string | null }> | undefined;
};

const DEFAULT_SETTINGS: SettingsValues = {
  organisation: 'Keyshift',
  supportContact: null,
  password: { minimumLength: 12, refuseCommon: true, refuseOwnName: true, history: 0, expiresAfterDays: 0 },
  signIn: {
    secondFactor: 'optional',
    lockAfterFailures: 5,
    lockSeconds: 30,
    sessionIdleMinutes: 480,
    sessionHours: 12,
  },
  mail: { host: null, port: 587, security: 'starttls', username: null, from: null },
};

/** What was stored, by whatever version of ours, over the defaults. */
export function withDefaults(stored: Part<SettingsValues>): SettingsValues {
  return merge(DEFAULT_SETTINGS, stored);
}

export function merge(values: SettingsValues, change: SettingsChange): SettingsValues {
  const { password: _secret, ...mail } = change.mail ?? {};
  return {
    organisation: (change.organisation ?? values.organisation).trim(),
    supportContact: change.supportContact === undefined ? values.supportContact : blankToNull(change.supportContact),
    password: { ...values.password, ...present(change.password) },
    signIn: { ...values.signIn, ...present(change.signIn) },
    mail: { ...values.mail, ...present(mail) },
  };
}

function present<T extends object>(part: T | undefined): { [Field in keyof T]: Exclude<T[Field], undefined> } {
  const entries = Object.entries(part ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Field in keyof T]: Exclude<T[Field], undefined> };
}

function blankToNull(text: string | null): string | null {
  return text === null || text.trim() === '' ? null : text.trim();
}

const LOCAL: readonly (string | null)[] = ['localhost', '127.0.0.1', '::1', null];
const HOST = /^[a-zA-Z0-9]([a-zA-Z0-9.:-]{0,251}[a-zA-Z0-9])?$|^::1$/;
const ADDRESS = /^[^\s@<>"',;:\\()[\]]{1,64}@[^\s@<>"',;:\\()[\]]{1,189}$/;

function whole(field: string, value: number, limits: { least: number; most: number }): FieldRule {
  const { least, most } = limits;
  return {
    field,
    holds: Number.isInteger(value) && value >= least && value <= most,
    why: `it is not a whole number from ${least} to ${most}`,
    fix: `write a number from ${least} to ${most}`,
  };
}

function mailRules(mail: MailSettings, password: string | null | undefined): FieldRule[] {
  return [
    {
      field: 'mail.host',
      holds: mail.host === null || HOST.test(mail.host),
      why: 'it is not the name or address of a host',
      fix: 'write a name such as "smtp.example.com"',
    },
    whole('mail.port', mail.port, { least: 1, most: 65_535 }),
    {
      field: 'mail.security',
      holds: mail.security !== 'none' || LOCAL.includes(mail.host),
      why: 'mail with one-time links would travel unencrypted',
      fix: 'choose "starttls" or "implicit", or a mail server on this machine',
    },
    {
      field: 'mail.username',
      holds: mail.username === null || isPlainText(mail.username, 320),
      why: 'it is longer than 320 characters, or has control characters',
      fix: 'write the user name that the mail server expects, or none',
    },
    {
      field: 'mail.from',
      holds: mail.from === null ? mail.host === null : ADDRESS.test(mail.from),
      why: 'it is not an e-mail address',
      fix: 'write the address that mails come from, such as "sso@example.com"',
    },
    {
      field: 'mail.password',
      holds: typeof password !== 'string' || isPlainText(password, 1_000),
      why: 'it is longer than 1000 characters, or has control characters or spaces at an end',
      fix: 'copy it again',
    },
  ];
}

/** Throws `directory.invalid`, all fields at once. */
export function checkSettings(s: SettingsValues, mailPassword: string | null | undefined): void {
  checkFields('settings', [
    {
      field: 'organisation',
      holds: s.organisation !== '' && isPlainText(s.organisation, 100),
      why: 'it is empty, longer than 100 characters, or has control characters',
      fix: 'write the name people know',
    },
    {
      field: 'supportContact',
      holds: s.supportContact === null || isPlainText(s.supportContact, 200),
      why: 'it is longer than 200 characters, or has control characters',
      fix: 'write an address, a number or a page in one line',
    },
    whole('password.minimumLength', s.password.minimumLength, { least: 8, most: 64 }),
    whole('password.history', s.password.history, { least: 0, most: 24 }),
    whole('password.expiresAfterDays', s.password.expiresAfterDays, { least: 0, most: 3_650 }),
    whole('signIn.lockAfterFailures', s.signIn.lockAfterFailures, { least: 3, most: 20 }),
    whole('signIn.lockSeconds', s.signIn.lockSeconds, { least: 10, most: 5_400 }),
    whole('signIn.sessionIdleMinutes', s.signIn.sessionIdleMinutes, { least: 5, most: 43_200 }),
    whole('signIn.sessionHours', s.signIn.sessionHours, { least: 1, most: 720 }),
    ...mailRules(s.mail, mailPassword),
  ]);
}
