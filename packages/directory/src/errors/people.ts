// What is refused about people, groups, lists and files of people.
import { AppError } from '@keyshift/base';

export const peopleErrors = {
  changedMeanwhile(p: { kind: string }): AppError<'directory.changed_meanwhile'> {
    return new AppError({
      code: 'directory.changed_meanwhile',
      what: 'nothing was saved',
      why: `somebody else changed this ${p.kind} meanwhile`,
      fix: 'reload it, and make your change again',
    });
  },
  lastOwner(): AppError<'directory.last_owner'> {
    return new AppError({
      code: 'directory.last_owner',
      what: 'nothing was saved',
      why: 'this is the last active owner; without one, nobody could administer this installation',
      fix: 'make another active person an owner first',
    });
  },
  outranked(): AppError<'directory.outranked'> {
    return new AppError({
      code: 'directory.outranked',
      what: 'nothing was saved',
      why: 'this person is an administrator with a higher role than yours',
      fix: 'ask an owner to do it',
    });
  },
  cursorInvalid(): AppError<'directory.cursor_invalid'> {
    return new AppError({
      code: 'directory.cursor_invalid',
      what: 'this page of the list cannot be shown',
      why: 'the cursor is not one that this list gave out, or belongs to another order',
      fix: 'begin at the first page',
    });
  },
  groupMissing(p: { action: string }): AppError<'directory.group_missing'> {
    return new AppError({
      code: 'directory.group_missing',
      what: 'nothing was saved',
      why: `"${p.action}" needs a group`,
      fix: 'name the group',
    });
  },
  csvTooLarge(p: { why: string }): AppError<'directory.csv_too_large'> {
    return new AppError({
      code: 'directory.csv_too_large',
      what: 'the file was not imported',
      why: p.why,
      fix: 'split it, each part with the header row',
    });
  },
  csvUnreadable(p: { why: string }): AppError<'directory.csv_unreadable'> {
    return new AppError({
      code: 'directory.csv_unreadable',
      what: 'the file was not imported',
      why: p.why,
      fix: 'save it as CSV in UTF-8, with commas, and quotes around values that have commas or line breaks',
    });
  },
  csvHeader(p: { why: string; fix: string }): AppError<'directory.csv_header'> {
    return new AppError({ code: 'directory.csv_header', what: 'the file was not imported', why: p.why, fix: p.fix });
  },
} as const;
