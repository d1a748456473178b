// What a group's name has to be, told below its field.
export const GROUP_NAME_HINT =
  'Must equal the name of the group in the database, letter by letter: lower case, digits and _, beginning with a letter. No hyphens.';
