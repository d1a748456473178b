// What AWS STS and the Redshift drivers read from an assertion, and what they take as values.
import { isReservedWord } from '../../field-rules.ts';
import type { ValueRule } from './connector.ts';

export const AWS_ATTRIBUTE = {
  role: 'https://aws.amazon.com/SAML/Attributes/Role',
  roleSessionName: 'https://aws.amazon.com/SAML/Attributes/RoleSessionName',
  sessionDuration: 'https://aws.amazon.com/SAML/Attributes/SessionDuration',
  dbUser: 'https://redshift.amazon.com/SAML/Attributes/DbUser',
  dbGroups: 'https://redshift.amazon.com/SAML/Attributes/DbGroups',
  autoCreate: 'https://redshift.amazon.com/SAML/Attributes/AutoCreate',
  allowDbUserOverride: 'https://redshift.amazon.com/SAML/Attributes/AllowDbUserOverride',
  forceLowercase: 'https://redshift.amazon.com/SAML/Attributes/ForceLowercase',
} as const;
export const AWS_AUDIENCE = 'urn:amazon:webservices';

const DATABASE_NAME = /^[a-z][a-z0-9_.+@-]{0,63}$/;

function isSessionDuration(value: string): boolean {
  return /^\d{3,5}$/.test(value) && Number(value) >= 900 && Number(value) <= 43_200;
}

/** True for what can name a database user or group: drivers join and split groups at commas, AWS refuses capitals. */
function isDatabaseName(value: string): boolean {
  return DATABASE_NAME.test(value) && !isReservedWord(value);
}

const DATABASE_NAME_TEXT = 'begins with a letter, has at most 64 of a-z 0-9 _ . + @ -, and is no reserved word of SQL';
const flag: ValueRule = { isMet: (value) => value === 'true' || value === 'false', text: 'it is true or false' };

export const AWS_VALUES: Readonly<Record<string, ValueRule>> = {
  // AWS: RoleSessionName of AssumeRoleWithSAML.
  [AWS_ATTRIBUTE.roleSessionName]: {
    isMet: (value) => /^[\w+=,.@-]{2,64}$/.test(value),
    text: 'it has 2 to 64 of A-Z a-z 0-9 _ + = , . @ -',
  },
  // AWS: SessionDuration, seconds.
  [AWS_ATTRIBUTE.sessionDuration]: { isMet: isSessionDuration, text: 'it is 900 to 43200 seconds' },
  // AWS: DbUser of GetClusterCredentials.
  [AWS_ATTRIBUTE.dbUser]: { isMet: isDatabaseName, text: `it ${DATABASE_NAME_TEXT}` },
  [AWS_ATTRIBUTE.dbGroups]: { isMet: isDatabaseName, text: `each ${DATABASE_NAME_TEXT}` },
  [AWS_ATTRIBUTE.autoCreate]: flag,
  [AWS_ATTRIBUTE.allowDbUserOverride]: flag,
  [AWS_ATTRIBUTE.forceLowercase]: flag,
};
