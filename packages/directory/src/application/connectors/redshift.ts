// The Amazon Redshift connector as data: what its drivers and STS read from an assertion.
import type { AttributeMapping } from '../attribute-source.ts';

const AWS = 'https://aws.amazon.com/SAML/Attributes';
const REDSHIFT = 'https://redshift.amazon.com/SAML/Attributes';

export const SESSION_DURATION_ATTRIBUTE: string = `${AWS}/SessionDuration`;

export type ConnectorDefaults = {
  readonly acsUrls: readonly string[];
  readonly audience: string;
  readonly nameIdFormat: string;
  readonly nameIdField: 'username' | 'email';
  readonly attributes: readonly AttributeMapping[];
  readonly sign: 'assertion' | 'response' | 'both';
  readonly idpInitiated: boolean;
};

/** The drivers never send a request, so the sign-in begins here (`idpInitiated`) and ends at their loopback listener. */
export const redshiftConnector: ConnectorDefaults = {
  acsUrls: ['http://localhost:7890/redshift/'],
  audience: 'urn:amazon:webservices',
  nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  nameIdField: 'username',
  attributes: [
    { name: `${AWS}/Role`, source: { kind: 'role' } },
    { name: `${AWS}/RoleSessionName`, source: { kind: 'user', field: 'username' } },
    { name: SESSION_DURATION_ATTRIBUTE, source: { kind: 'constant', value: '3600' } },
    { name: `${REDSHIFT}/DbUser`, source: { kind: 'user', field: 'username' } },
    { name: `${REDSHIFT}/DbGroups`, source: { kind: 'groups' } },
    { name: `${REDSHIFT}/AutoCreate`, source: { kind: 'constant', value: 'true' } },
    // Without it the user name typed into the SQL client would win over the person who signed in.
    { name: `${REDSHIFT}/AllowDbUserOverride`, source: { kind: 'constant', value: 'true' } },
    { name: `${REDSHIFT}/ForceLowercase`, source: { kind: 'constant', value: 'true' } },
  ],
  sign: 'assertion',
  idpInitiated: true,
};
