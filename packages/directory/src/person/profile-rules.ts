// Profile fields everybody may have, and custom attributes of the installation's own.
import { type FieldRule, isPlainText } from '../field-rules.ts';

/** The same list as in @keyshift/web-api. */
export const PROFILE_FIELDS = [
  'firstName',
  'middleName',
  'lastName',
  'alternateEmail',
  'company',
  'costCenter',
  'department',
  'description',
  'employeeId',
  'employeeType',
  'jobTitle',
  'location',
  'manager',
  'phone',
  'mobile',
  'street',
  'locality',
  'region',
  'postalCode',
  'country',
] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];
/** An absent field is not in the record. */
export type Profile = Readonly<Partial<Record<ProfileField, string>>>;
export type Custom = Readonly<Record<string, string>>;

export const CUSTOM_NAME: RegExp = /^[a-zA-Z][a-zA-Z0-9_]{0,49}$/;
const MOST_CUSTOM = 30;
const LONGEST_PROFILE = 256;
const LONGEST_CUSTOM = 1_000;

/** Texts trimmed, in the order of the list; empty ones are left out. */
export function cleanProfile(profile: Profile): Profile {
  const cleaned = PROFILE_FIELDS.map((field) => [field, (profile[field] ?? '').trim()] as const);
  return Object.fromEntries(cleaned.filter(([, value]) => value !== ''));
}

/** In order of name; empty ones are left out. */
export function cleanCustom(custom: Custom): Custom {
  const cleaned = Object.entries(custom).map(([name, value]) => [name, value.trim()] as const);
  return Object.fromEntries(cleaned.filter(([, value]) => value !== '').sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Of cleaned records. */
export function profileRules(profile: Profile, custom: Custom): FieldRule[] {
  const line = (field: string, value: string, most: number): FieldRule => ({
    field,
    holds: isPlainText(value, most),
    why: `it is longer than ${most} characters, or has line breaks or control characters`,
    fix: 'shorten it to one line',
  });
  return [
    ...Object.entries(profile).map(([field, value]) => line(field, value, LONGEST_PROFILE)),
    ...Object.entries(custom).flatMap(([name, value]) => [
      {
        field: `custom.${name.slice(0, 60)}`,
        holds: CUSTOM_NAME.test(name),
        why: 'its name must begin with a letter and have at most 50 of a-z A-Z 0-9 _',
        fix: 'rename it, to "costCentre" for instance',
      },
      line(`custom.${name.slice(0, 60)}`, value, LONGEST_CUSTOM),
    ]),
    {
      field: 'custom',
      holds: Object.keys(custom).length <= MOST_CUSTOM,
      why: `it has more than ${MOST_CUSTOM} custom attributes`,
      fix: 'remove some',
    },
  ];
}
