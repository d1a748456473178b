// What a person's record must look like; user names are lower case because they become database users.
import { checkFields, type FieldRule, isPlainText, isReservedWord } from '../field-rules.ts';

export type PersonState = 'staged' | 'active' | 'suspended';
export type Person = {
  id: string;
  username: string;
  displayName: string;
  email: string;
  state: PersonState;
  admin: boolean;
};
export type PersonInput = {
  username: string;
  displayName: string;
  email: string;
  /** `active` unless told. */
  state?: PersonState;
  /** May open the Admin Portal; false unless told. */
  admin?: boolean;
};

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

/** The record as it will be stored: e-mail in lower case, texts trimmed. Throws `directory.invalid`. */
export function checkPerson(input: PersonInput): Omit<Person, 'id'> {
  const displayName = input.displayName.trim();
  const email = input.email.trim().toLowerCase();
  checkFields('person', [
    ...usernameRules(input.username),
    {
      field: 'displayName',
      holds: displayName.length > 0 && isPlainText(displayName, 120),
      why: 'it is empty, longer than 120 characters, or has control characters',
      fix: 'write the name as it should be shown',
    },
    {
      field: 'email',
      holds: EMAIL.test(email) && isPlainText(email, 254),
      why: 'it is not an e-mail address',
      fix: 'write an address such as "alice@example.com"',
    },
  ]);
  return { username: input.username, displayName, email, state: input.state ?? 'active', admin: input.admin ?? false };
}
