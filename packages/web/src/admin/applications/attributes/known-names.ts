// SAML attributes that AWS and the Redshift drivers read: short form, URI, and who reads it.

export type KnownName = { readonly short: string; readonly uri: string; readonly hint: string };

const AWS = 'https://aws.amazon.com/SAML/Attributes';
const REDSHIFT = 'https://redshift.amazon.com/SAML/Attributes';
export const SESSION_DURATION = `${AWS}/SessionDuration`;

export const KNOWN_NAMES: readonly KnownName[] = [
  { short: 'Role', uri: `${AWS}/Role`, hint: 'STS and the drivers: which role, through which provider' },
  { short: 'RoleSessionName', uri: `${AWS}/RoleSessionName`, hint: 'STS: 2 to 64 characters, stands in CloudTrail' },
  { short: 'SessionDuration', uri: SESSION_DURATION, hint: 'AWS console: 900 to 43200 seconds' },
  { short: 'DbUser', uri: `${REDSHIFT}/DbUser`, hint: 'Drivers: the database user, lower case' },
  { short: 'DbGroups', uri: `${REDSHIFT}/DbGroups`, hint: 'Drivers: database groups to join, lower case' },
  { short: 'AutoCreate', uri: `${REDSHIFT}/AutoCreate`, hint: 'Drivers: create the database user at first sign-in' },
  {
    short: 'AllowDbUserOverride',
    uri: `${REDSHIFT}/AllowDbUserOverride`,
    hint: 'Drivers: DbUser from here wins over the one typed into the client',
  },
  { short: 'ForceLowercase', uri: `${REDSHIFT}/ForceLowercase`, hint: 'JDBC: lower-cases the groups' },
  { short: 'RedshiftDbUser tag', uri: `${AWS}/PrincipalTag:RedshiftDbUser`, hint: 'Query Editor v2 and Serverless' },
  {
    short: 'RedshiftDbGroups tag',
    uri: `${AWS}/PrincipalTag:RedshiftDbGroups`,
    hint: 'Query Editor v2: groups separated by colons',
  },
  { short: 'RedshiftDbRoles tag', uri: `${AWS}/PrincipalTag:RedshiftDbRoles`, hint: 'Query Editor v2 and Serverless' },
  { short: 'TransitiveTagKeys', uri: `${AWS}/TransitiveTagKeys`, hint: 'STS: tags that go on to further roles' },
];

export function knownName(uri: string): KnownName | undefined {
  return KNOWN_NAMES.find((known) => known.uri === uri);
}

/** The whole name where there is no short one. */
export function shortName(uri: string): string {
  return knownName(uri)?.short ?? uri;
}
