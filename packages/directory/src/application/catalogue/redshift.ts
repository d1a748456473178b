// Amazon Redshift: sign-in from SQL clients through the browser, straight into a database user and its groups.
import { acsOf, defaultAcsUrl, isLoopbackUrl } from '../acs.ts';
import { AWS_ATTRIBUTE, AWS_AUDIENCE, AWS_VALUES } from './aws-attributes.ts';
import { awsFindings, awsRules } from './aws-rules.ts';
import { type Connector, PLAIN_SETTINGS } from './connector.ts';

const constant = (name: string, value: string) => ({ name, source: { kind: 'constant', value } }) as const;
const fromUser = (name: string, field: string) => ({ name, source: { kind: 'user', field } }) as const;

/** The drivers never send a request, so the sign-in begins here (`idpInitiated`) and ends at their loopback listener. */
export const redshiftConnector: Connector = {
  id: 'redshift',
  name: 'Amazon Redshift',
  vendor: 'Amazon Web Services',
  description: 'Single sign-on for SQL clients and BI tools: from a directory group to a SELECT as yourself',
  kind: 'saml',
  synonyms: ['aws redshift', 'data warehouse', 'jdbc', 'odbc', 'sql'],
  badges: ['SSO', 'Database users', 'Database groups'],
  fills: [
    'the drivers’ listener as ACS URL',
    'the audience that AWS expects',
    'the attributes that AWS and the drivers read',
    'sessions of one hour',
  ],
  colour: '#006CAC',
  defaults: {
    ...PLAIN_SETTINGS,
    acs: acsOf(['http://localhost:7890/redshift/']),
    audience: AWS_AUDIENCE,
    // IAM policies and CloudTrail name people by it: it stays the user name.
    nameIdPairwise: false,
    attributes: [
      { name: AWS_ATTRIBUTE.role, source: { kind: 'role' } },
      fromUser(AWS_ATTRIBUTE.roleSessionName, 'username'),
      constant(AWS_ATTRIBUTE.sessionDuration, '3600'),
      fromUser(AWS_ATTRIBUTE.dbUser, 'username'),
      { name: AWS_ATTRIBUTE.dbGroups, source: { kind: 'groups' } },
      constant(AWS_ATTRIBUTE.autoCreate, 'true'),
      // Without it the user name typed into the SQL client would win over the person who signed in.
      constant(AWS_ATTRIBUTE.allowDbUserOverride, 'true'),
      constant(AWS_ATTRIBUTE.forceLowercase, 'true'),
    ],
    idpInitiated: true,
  },
  rules: (settings) => [
    ...awsRules(settings),
    {
      field: 'acs',
      holds: settings.acs.length > 0,
      why: 'the drivers have to be answered somewhere',
      fix: 'give the address of their listener: "http://localhost:7890/redshift/"',
    },
    {
      field: 'sign',
      holds: settings.sign !== 'response',
      why: 'AWS verifies the signature of the assertion',
      fix: 'sign the assertion, or both',
    },
    {
      field: 'encryption',
      holds: settings.encryption === 'none',
      why: 'the Redshift drivers read roles, user and groups from the assertion in clear, and find nothing in an encrypted one',
      fix: 'leave encryption off; the assertion travels from the browser to this computer’s own listener',
    },
  ],
  findings(settings) {
    const acsUrl = defaultAcsUrl(settings.acs);
    const isLocal = acsUrl !== undefined && isLoopbackUrl(acsUrl);
    return [
      ...awsFindings(settings),
      ...(isLocal
        ? []
        : [
            {
              code: 'application.acs_not_loopback',
              where: 'acs',
              what: 'SQL clients will wait in vain',
              why: 'the default ACS is not on localhost, where the drivers listen',
              fix: 'make "http://localhost:7890/redshift/" the default ACS',
            },
          ]),
    ];
  },
  values: AWS_VALUES,
};
