// What a group must look like; its name is the database group's name.
import { checkFields, isPlainText, isReservedWord } from '../field-rules.ts';

export type Group = { id: string; name: string; description: string };
export type StoredGroup = Group & {
  memberCount: number;
  applicationCount: number;
  /** Grows with every change of name or description. */
  version: number;
  createdAt: Date;
};
export type GroupInput = { name: string; description?: string | undefined };
/** Absent fields stay. */
export type GroupChange = { name?: string | undefined; description?: string | undefined };

const NAME = /^[a-z][a-z0-9_]{0,62}$/;

/** Throws `directory.invalid`. */
export function checkGroup(input: GroupInput): Omit<Group, 'id'> {
  const description = (input.description ?? '').trim();
  checkFields('group', [
    {
      field: 'name',
      holds: NAME.test(input.name),
      why: whyNot(input.name),
      fix: `choose a name such as "${proposal(input.name)}"`,
    },
    {
      field: 'name',
      holds: !isReservedWord(input.name),
      why: `"${input.name.slice(0, 63)}" is a reserved word in SQL`,
      fix: 'choose another name',
    },
    {
      field: 'description',
      holds: isPlainText(description, 256),
      why: 'it is longer than 256 characters, or has control characters',
      fix: 'shorten it to one line',
    },
  ]);
  return { name: input.name, description };
}

function whyNot(name: string): string {
  if (name.includes('-')) {
    return 'it has a hyphen: it becomes a Redshift group, and every SQL statement would have to quote such a name';
  }
  return 'it becomes a Redshift group, so it begins with a letter and has at most 63 of a-z 0-9 _';
}

/** What was meant, as far as it can be a name. */
function proposal(name: string): string {
  const near = name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .slice(0, 63);
  return NAME.test(near) ? near : 'redshift_dbgroup';
}
