// The fields of a person that an attribute or a NameID can be filled from.
import { PROFILE_FIELDS } from '../person/profile-rules.ts';

const OWN_FIELDS = ['username', 'email', 'displayName', 'id'] as const;
const CUSTOM = /^custom\.[^\s.].{0,199}$/;

export type PersonFields = {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly displayName: string;
  readonly profile: Readonly<Record<string, string>>;
  readonly custom: Readonly<Record<string, string>>;
};

export const USER_FIELDS: readonly string[] = [...OWN_FIELDS, ...PROFILE_FIELDS];

export function isUserField(field: string): boolean {
  return USER_FIELDS.includes(field) || CUSTOM.test(field);
}

/** The person's value, or undefined where there is none. */
export function findUserField(person: PersonFields, field: string): string | undefined {
  const own = OWN_FIELDS.find((one) => one === field);
  if (own !== undefined) return person[own];
  const [record, name] = field.startsWith('custom.') ? [person.custom, field.slice(7)] : [person.profile, field];
  // Only what the record itself holds: `custom.constructor` is nobody's field.
  const value = Object.hasOwn(record, name) ? record[name] : undefined;
  return value === '' ? undefined : value;
}
