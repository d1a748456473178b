// AWS account console: sign-in to the console of one AWS account, in the role of a group.
import { acsOf } from '../acs.ts';
import { AWS_ATTRIBUTE, AWS_AUDIENCE, AWS_VALUES } from './aws-attributes.ts';
import { awsFindings, awsRules } from './aws-rules.ts';
import { type Connector, PLAIN_SETTINGS } from './connector.ts';

export const awsConsoleConnector: Connector = {
  id: 'aws-console',
  name: 'AWS account console',
  vendor: 'Amazon Web Services',
  description: 'Sign-in to the console of an AWS account, in the IAM role of a group',
  kind: 'saml',
  synonyms: ['aws', 'amazon web services', 'aws iam', 'management console'],
  badges: ['SSO', 'IAM roles'],
  fills: ['the console’s ACS URL', 'the audience that AWS expects', 'role, session name and duration'],
  colour: '#FF6C03',
  defaults: {
    ...PLAIN_SETTINGS,
    acs: acsOf(['https://signin.aws.amazon.com/saml']),
    audience: AWS_AUDIENCE,
    nameIdPairwise: false,
    attributes: [
      { name: AWS_ATTRIBUTE.role, source: { kind: 'role' } },
      { name: AWS_ATTRIBUTE.roleSessionName, source: { kind: 'user', field: 'username' } },
      { name: AWS_ATTRIBUTE.sessionDuration, source: { kind: 'constant', value: '3600' } },
    ],
    idpInitiated: true,
  },
  rules: (settings) => [
    ...awsRules(settings),
    {
      field: 'sign',
      holds: settings.sign !== 'response',
      why: 'AWS verifies the signature of the assertion',
      fix: 'sign the assertion, or both',
    },
  ],
  findings: awsFindings,
  values: AWS_VALUES,
};
