// Passwords that everybody tries first, also with a few digits or signs at the end.
import { dictionary } from '@zxcvbn-ts/language-common';

export type IsCommonPassword = (password: string) => boolean;

const TRAILING = /[\d!@#$%^&*().?_-]+$/;

/** The list is read at the first question: 50 000 words that most commands never need. */
export function createCommonPasswords(): IsCommonPassword {
  let words: ReadonlySet<string> | undefined;
  return (password) => {
    words ??= new Set(dictionary['passwords-common']);
    const text = password.normalize('NFKC').toLowerCase();
    const stem = text.replace(TRAILING, '');
    return words.has(text) || (stem.length >= 4 && words.has(stem));
  };
}
