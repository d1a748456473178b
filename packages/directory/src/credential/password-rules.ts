// What a password must be: the installation's policy as sentences, and everything that is wrong with one at once.
import type { Secret } from '@keyshift/base';
import { checkFields, type FieldRule } from '../field-rules.ts';
import type { PasswordPolicy } from '../settings/settings-rules.ts';
import type { IsCommonPassword } from './common-passwords.ts';

// Long enough for any pass phrase, and not so long that hashing it becomes an attack.
const LONGEST = 128;
// Shorter parts of a name are part of too many words.
const SHORTEST_NAME = 4;

export type Owner = { readonly username: string; readonly displayName: string; readonly email: string };

/** True if it is worth hashing at all. */
export function isPasswordLength(password: Secret): boolean {
  const { length } = [...password.reveal()];
  return length >= 1 && length <= LONGEST;
}

/** One sentence for each rule, for the page where somebody chooses a password. */
export function describePolicy(policy: PasswordPolicy): string[] {
  return [
    `It has at least ${policy.minimumLength} characters.`,
    ...(policy.refuseCommon ? ['It is not one of the passwords that everybody tries first.'] : []),
    ...(policy.refuseOwnName ? ['It does not contain your name, user name or e-mail address.'] : []),
    ...(policy.history > 0
      ? [
          policy.history === 1
            ? 'It is not your last password.'
            : `It is none of your last ${policy.history} passwords.`,
        ]
      : []),
    ...(policy.expiresAfterDays > 0 ? [`It has to be changed after ${policy.expiresAfterDays} days.`] : []),
  ];
}

function namesOf({ username, displayName, email }: Owner): string[] {
  const parts = [username, email, email.split('@')[0] ?? '', displayName, ...displayName.split(/\s+/)];
  return parts.map(folded).filter((name) => name.length >= SHORTEST_NAME);
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Throws `directory.invalid` with a finding for every rule that is broken. */
export function checkPassword(
  password: Secret,
  o: { policy: PasswordPolicy; owner: Owner; isCommon: IsCommonPassword; isOld: boolean },
): void {
  const { policy, owner, isCommon } = o;
  const text = folded(password.reveal());
  const { length } = [...password.reveal()];
  const rule = (holds: boolean, why: string, fix: string): FieldRule => ({ field: 'password', holds, why, fix });
  checkFields('password', [
    rule(
      length >= policy.minimumLength && length <= LONGEST,
      `it has fewer than ${policy.minimumLength} or more than ${LONGEST} characters`,
      'choose a longer password, a few words for instance',
    ),
    rule(
      !(policy.refuseCommon && isCommon(text)),
      'it is one of the passwords that everybody tries first',
      'choose a few words that do not belong together',
    ),
    rule(
      !(policy.refuseOwnName && namesOf(owner).some((name) => text.includes(name))),
      'it contains the name, user name or e-mail address',
      'leave names out of it',
    ),
    rule(!o.isOld, 'it was used before', 'choose one that is new'),
  ]);
}
