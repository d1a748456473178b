// The columns of a file of people, by the names in its header.
import { nearestName } from '@keyshift/base';
import { directoryErrors } from '../errors.ts';
import { CUSTOM_NAME, PROFILE_FIELDS, type ProfileField } from '../person/profile-rules.ts';

export const FIXED_COLUMNS = ['username', 'displayName', 'email', 'state', 'groups'] as const;
const KNOWN: readonly string[] = [...FIXED_COLUMNS, ...PROFILE_FIELDS];
const CUSTOM = 'custom.';

export type Column = { readonly name: string; readonly custom?: string };

export function isProfileField(name: string): name is ProfileField {
  return PROFILE_FIELDS.some((field) => field === name);
}

/** Throws `directory.csv_header`. */
export function readHeader(cells: readonly string[]): Column[] {
  const columns = cells.map((cell, index) => readColumn(cell.trim(), index + 1));
  for (const [index, { name }] of columns.entries()) {
    if (columns.findIndex((other) => other.name === name) === index) continue;
    throw directoryErrors.csvHeader({ why: `the column "${name}" is there twice`, fix: 'remove one of the two' });
  }
  if (columns.some(({ name }) => name === 'username')) return columns;
  throw directoryErrors.csvHeader({
    why: 'the first row does not name a column "username"',
    fix: `begin the file with a row such as "${FIXED_COLUMNS.join(',')}"`,
  });
}

function readColumn(text: string, position: number): Column {
  if (text.toLowerCase().startsWith(CUSTOM)) {
    const custom = text.slice(CUSTOM.length);
    if (CUSTOM_NAME.test(custom)) return { name: `${CUSTOM}${custom}`, custom };
  }
  const name = KNOWN.find((known) => known.toLowerCase() === text.toLowerCase());
  if (name !== undefined) return { name };
  const shown = text.slice(0, 60);
  const nearest = nearestName(text.slice(0, 60), KNOWN);
  const meant = nearest === undefined ? `one of ${KNOWN.join(', ')}, or custom.<name>` : `"${nearest}"`;
  throw directoryErrors.csvHeader({
    why: shown === '' ? `column ${position} has no name` : `there is no column "${shown}"`,
    fix: `name it ${meant}, or remove it`,
  });
}
