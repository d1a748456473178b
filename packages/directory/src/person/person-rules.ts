// What a person's record must look like; user names are lower case because they become database users.
import { checkFields, type FieldRule, isPlainText, isReservedWord } from '../field-rules.ts';
import { type Custom, cleanCustom, cleanProfile, type Profile, profileRules } from './profile-rules.ts';

export const PERSON_STATES = ['staged', 'active', 'suspended'] as const;
export type PersonState = (typeof PERSON_STATES)[number];
/** From the one who may do everything to the one who may only look. */
export const ADMIN_ROLES = ['owner', 'admin', 'help_desk', 'read_only'] as const;
export type AdminRole = (typeof ADMIN_ROLES)[number];

export type Person = {
  id: string;
  username: string;
  displayName: string;
  email: string;
  state: PersonState;
  /** What they may do in the Admin Portal; null for ordinary people. */
  role: AdminRole | null;
  profile: Profile;
  custom: Custom;
};
/** A person with what the record knows about itself. */
export type StoredPerson = Person & {
  /** Grows with every change; an update names the one it began with. */
  version: number;
  createdAt: Date;
  updatedAt: Date;
  lastSignInAt: Date | null;
};
export type PersonInput = {
  username: string;
  displayName: string;
  email: string;
  /** `active` unless told. */
  state?: PersonState | undefined;
  /** Null unless told. */
  role?: AdminRole | null | undefined;
  profile?: Profile | undefined;
  custom?: Custom | undefined;
};
/** Absent fields stay; `profile` and `custom` are replaced as a whole. */
export type PersonChange = { [Field in keyof Omit<PersonInput, 'role'>]?: PersonInput[Field] | undefined };

const USERNAME = /^[a-z][a-z0-9_.+@-]{0,63}$/;
const EMAIL = /^[^\s@<>"',;:\\()[\]]{1,64}@[^\s@<>"',;:\\()[\]]{1,189}$/;

function usernameRules(username: string): FieldRule[] {
  const field = 'username';
  if (username !== username.toLowerCase()) {
    const fix = `write "${username.toLowerCase().slice(0, 64)}"`;
    return [{ field, holds: false, why: 'it has capital letters, which Redshift refuses in a database user', fix }];
  }
  return [
    {
      field,
      holds: USERNAME.test(username),
      why: 'it becomes a database user, so it begins with a letter and has at most 64 of a-z 0-9 _ . + @ -',
      fix: 'choose a user name such as "alice" or "alice@example.com"',
    },
    {
      field,
      holds: !isReservedWord(username),
      why: `"${username.slice(0, 64)}" is a reserved word in SQL`,
      fix: 'choose another user name',
    },
  ];
}

/** The record as it will be stored: e-mail in lower case, texts trimmed. */
export function cleanPerson(input: PersonInput): Omit<Person, 'id'> {
  return {
    username: input.username,
    displayName: input.displayName.trim(),
    email: input.email.trim().toLowerCase(),
    state: input.state ?? 'active',
    role: input.role ?? null,
    profile: cleanProfile(input.profile ?? {}),
    custom: cleanCustom(input.custom ?? {}),
  };
}

/** Of a cleaned record. */
export function personRules(person: Omit<Person, 'id'>): FieldRule[] {
  return [
    ...usernameRules(person.username),
    {
      field: 'displayName',
      holds: person.displayName.length > 0 && isPlainText(person.displayName, 120),
      why: 'it is empty, longer than 120 characters, or has control characters',
      fix: 'write the name as it should be shown',
    },
    {
      field: 'email',
      holds: EMAIL.test(person.email) && isPlainText(person.email, 254),
      why: 'it is not an e-mail address',
      fix: 'write an address such as "alice@example.com"',
    },
    ...profileRules(person.profile, person.custom),
  ];
}

/** The record as it will be stored. Throws `directory.invalid`, all fields at once. */
export function checkPerson(input: PersonInput): Omit<Person, 'id'> {
  const person = cleanPerson(input);
  checkFields('person', personRules(person));
  return person;
}
