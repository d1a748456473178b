// The fields of a person as their form has them: labels, sections, and the way from and to the record.
import { type Person, type PersonDetail, PROFILE_FIELDS } from '@keyshift/web-api';
import { z } from 'zod';
import { ApiError, findingsOf } from '../../../api/api-error.ts';

export type ProfileField = (typeof PROFILE_FIELDS)[number];

/** Labels of everything but the account itself. */
export const PROFILE_LABELS: Record<ProfileField, string> = {
  firstName: 'First name',
  middleName: 'Middle name',
  lastName: 'Last name',
  jobTitle: 'Job title',
  department: 'Department',
  company: 'Company',
  costCenter: 'Cost center',
  employeeId: 'Employee id',
  employeeType: 'Employee type',
  manager: 'Manager',
  location: 'Location',
  description: 'Description',
  alternateEmail: 'Alternate e-mail',
  phone: 'Phone',
  mobile: 'Mobile',
  street: 'Street',
  postalCode: 'Postal code',
  locality: 'City',
  region: 'Region or state',
  country: 'Country',
};
export const LABELS: Record<string, string> = {
  displayName: 'Display name',
  username: 'User name',
  email: 'E-mail',
  ...PROFILE_LABELS,
  custom: 'Custom attributes',
};
export const SECTIONS: readonly { title: string; intro: string; fields: readonly ProfileField[] }[] = [
  {
    title: 'Work',
    intro: 'Sent to applications whose attributes ask for it.',
    fields: [
      'jobTitle',
      'department',
      'company',
      'costCenter',
      'employeeId',
      'employeeType',
      'manager',
      'location',
      'description',
    ],
  },
  { title: 'Contact', intro: 'How to reach them.', fields: ['alternateEmail', 'phone', 'mobile'] },
  { title: 'Address', intro: 'Where they work.', fields: ['street', 'postalCode', 'locality', 'region', 'country'] },
];

const text = z.string().trim();
const profileShape = Object.fromEntries(PROFILE_FIELDS.map((field) => [field, text])) as Record<
  ProfileField,
  typeof text
>;
export const personSchema = z.object({
  username: text.min(1, 'choose a user name').refine((name) => name === name.toLowerCase(), ''),
  displayName: text.min(1, 'write the name as it should be shown'),
  email: text.min(1, 'write an address such as alice@example.com'),
  ...profileShape,
  custom: z.array(z.object({ name: text, value: text })).superRefine((rows, context) => {
    for (const [index, { name, value }] of rows.entries()) {
      if (name === '' && value !== '') {
        context.addIssue({ code: 'custom', path: [index, 'name'], message: 'name it' });
      }
      if (name !== '' && rows.findIndex((row) => row.name === name) < index) {
        context.addIssue({ code: 'custom', path: [index, 'name'], message: 'this name is there already' });
      }
    }
  }),
});
export type PersonValues = z.output<typeof personSchema>;

export function valuesOf({ username, displayName, email, profile, custom }: PersonDetail): PersonValues {
  const fields = Object.fromEntries(PROFILE_FIELDS.map((field) => [field, profile[field] ?? ''])) as Record<
    ProfileField,
    string
  >;
  const rows = Object.entries(custom).map(([name, value]) => ({ name, value }));
  return { username, displayName, email, ...fields, custom: rows };
}

/** `profile` and `custom` are replaced as a whole: an emptied field is then gone. */
export function bodyOf(
  values: PersonValues,
): Pick<Person, 'username' | 'displayName' | 'email' | 'profile' | 'custom'> {
  const { username, displayName, email, custom } = values;
  const profile = Object.fromEntries(
    PROFILE_FIELDS.flatMap((field) => (values[field] === '' ? [] : [[field, values[field]]])),
  );
  const rows = custom.filter((row) => row.name !== '').map((row) => [row.name, row.value] as const);
  return { username, displayName, email, profile, custom: Object.fromEntries(rows) };
}

/** The server says `custom.<name>`; the form has rows. What is wrong with a name goes to the name's field. */
export function translate(error: unknown, values: PersonValues): unknown {
  if (!(error instanceof ApiError)) return error;
  const findings = findingsOf(error).map((finding) => {
    const name = finding.where.startsWith('custom.') ? finding.where.slice('custom.'.length) : undefined;
    const index = name === undefined ? -1 : values.custom.findIndex((row) => row.name.trim() === name);
    if (index < 0) return finding;
    const part = finding.why.startsWith('its name') ? 'name' : 'value';
    return { ...finding, where: `custom.${index}.${part}` };
  });
  const { status, code, what, why, fix, details, requestId } = error;
  return new ApiError({
    status,
    code,
    what,
    why,
    fix,
    details: { ...details, ...(findings.length > 0 && { findings }) },
    ...(requestId !== undefined && { requestId }),
  });
}

/** Custom attributes in a difference: `team=north, floor=3`. */
export function format(value: unknown): string {
  if (!Array.isArray(value)) return String(value ?? '');
  return (value as PersonValues['custom'])
    .filter((row) => row.name !== '')
    .map((row) => `${row.name}=${row.value}`)
    .join(', ');
}
