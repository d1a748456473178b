// Custom SAML application: nothing is known beforehand but the protocol.
import { AWS_VALUES } from './aws-attributes.ts';
import { type Connector, type ConnectorFinding, PLAIN_SETTINGS } from './connector.ts';

export const samlConnector: Connector = {
  id: 'saml',
  name: 'Custom SAML application',
  vendor: 'Any vendor',
  description: 'Any service provider that speaks SAML 2.0; upload its metadata or type its values',
  kind: 'saml',
  synonyms: ['saml 2.0', 'generic', 'custom application', 'service provider'],
  badges: ['SSO'],
  fills: ['a NameID of its own for each person'],
  colour: '#7C6ADA',
  defaults: PLAIN_SETTINGS,
  rules: () => [],
  findings(settings) {
    const missing = (where: string, what: string): ConnectorFinding => ({
      code: `application.${where}_missing`,
      where,
      what: 'nobody can sign in yet',
      why: `${what} is not known`,
      fix: 'upload the service provider’s metadata, or copy the value from it',
    });
    return [
      ...(settings.acs.length === 0 ? [missing('acs', 'the ACS URL')] : []),
      ...(settings.audience === '' ? [missing('audience', 'the SP entity ID (audience)')] : []),
    ];
  },
  values: AWS_VALUES,
};
