// What AWS STS and the Redshift drivers accept as attribute values; a bad one would fail later and without a hint.
import { SAML_ATTRIBUTE } from '@keyshift/saml';
import type { Attribute } from './context.ts';

type Rule = { readonly isMet: (value: string) => boolean; readonly text: string };

const DATABASE_NAME = /^[a-z][a-z0-9_.+@-]{0,63}$/;

const RULES: Readonly<Record<string, Rule>> = {
  // AWS: RoleSessionName of AssumeRoleWithSAML.
  [SAML_ATTRIBUTE.roleSessionName]: {
    isMet: (value) => /^[\w+=,.@-]{2,64}$/.test(value),
    text: 'it has 2 to 64 of A-Z a-z 0-9 _ + = , . @ -',
  },
  // AWS: SessionDuration, seconds.
  [SAML_ATTRIBUTE.sessionDuration]: {
    isMet: (value) => /^\d{3,5}$/.test(value) && Number(value) >= 900 && Number(value) <= 43_200,
    text: 'it is 900 to 43200 seconds',
  },
  // AWS: DbUser of GetClusterCredentials; upper case would be refused there.
  [SAML_ATTRIBUTE.dbUser]: {
    isMet: (value) => DATABASE_NAME.test(value),
    text: 'it begins with a letter and has at most 64 of a-z 0-9 _ . + @ -',
  },
  // The drivers join and split groups at commas and do not trim.
  [SAML_ATTRIBUTE.dbGroups]: {
    isMet: (value) => DATABASE_NAME.test(value),
    text: 'each begins with a letter and has at most 64 of a-z 0-9 _ . + @ -',
  },
};

/** The text of the rule that a value breaks. */
export function findBrokenRule({ name, values }: Attribute): string | undefined {
  const rule = RULES[name];
  return rule === undefined || values.every(rule.isMet) ? undefined : rule.text;
}
