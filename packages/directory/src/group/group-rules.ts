// What a group must look like; its name is the database group's name.
import { checkFields, isPlainText, isReservedWord } from '../field-rules.ts';

export type Group = { id: string; name: string; description: string };
export type GroupInput = { name: string; description?: string };

const NAME = /^[a-z][a-z0-9_]{0,62}$/;

/** Throws `directory.invalid`. */
export function checkGroup(input: GroupInput): Omit<Group, 'id'> {
  const description = (input.description ?? '').trim();
  checkFields('group', [
    {
      field: 'name',
      holds: NAME.test(input.name),
      why: 'it becomes a Redshift group, so it begins with a letter and has at most 63 of a-z 0-9 _',
      fix: 'choose a name such as "redshift_dbgroup" (no hyphen, no capital letter)',
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
