// What the server says of identity providers, for tests of their pages.
import type { ApplicationRow, SamlProvider, SamlProviderDetail } from '@keyshift/web-api';
import type { Result } from '../../../api/endpoints.ts';

export const PROVIDER: SamlProviderDetail = {
  name: 'redshift-sso',
  arn: 'arn:aws:iam::123456789012:saml-provider/redshift-sso',
  createdAt: '2026-01-02T03:04:05Z',
  validUntil: '2126-01-02T03:04:05Z',
  expiry: 'ok',
  identityProviders: [
    {
      entityId: 'https://sso.example/saml2/redshift/metadata',
      signOnUrls: [
        { binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', url: 'https://sso.example/saml2/redshift' },
      ],
      certificates: [
        { fingerprintSha256: 'aa11', notAfter: '2031-01-02T03:04:05Z', expiry: 'ok' },
        { fingerprintSha256: 'bb22', notAfter: '2026-02-02T03:04:05Z', expiry: 'soon' },
      ],
    },
  ],
  trustedBy: ['redshift-sso', 'redshift-sso-hr'],
  version: 7,
};

export function listOf(items: SamlProvider[]): Result<'listSamlProviders'> {
  return { items, next: null, previous: null, total: items.length, totalIsCapped: false };
}

export function applicationsOf(...rows: [label: string, kind: ApplicationRow['kind']][]): Result<'listApplications'> {
  const items = rows.map(([label, kind]) => ({
    ...{ id: `app_${label}`, name: label.toLowerCase(), label, kind, connector: 'redshift' },
    ...{ ssoPath: label.toLowerCase(), state: 'active' as const, showInPortal: true, colour: '#202D38' as const },
    ...{ logoUrl: null, createdAt: '2026-01-02T03:04:05Z', groupCount: 0, certificateExpiresAt: null },
    ...{ certificateExpiry: null, lastSignInAt: null, metadataUrl: null },
  }));
  return { items, next: null, previous: null, total: items.length, totalIsCapped: false };
}
