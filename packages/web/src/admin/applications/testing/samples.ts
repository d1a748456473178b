// One Redshift application with a key and two groups, as the server would tell of them.
import type { Result } from '../../../api/endpoints.ts';
import { type FakeAnswers, type FakeApi, fakeApi } from '../../../testing/fake-api.ts';

export const ID = 'app_1';
const AWS = 'https://aws.amazon.com/SAML/Attributes';
const REDSHIFT = 'https://redshift.amazon.com/SAML/Attributes';
export const LOCAL_ACS = { index: 0, isDefault: true, url: 'http://localhost:7890/redshift/' };

export const APPLICATION: Result<'getApplication'> = {
  id: ID,
  name: 'analytics',
  kind: 'saml',
  connector: 'redshift',
  ssoPath: 'analytics',
  state: 'active',
  logoUrl: null,
  label: 'Analytics',
  description: '',
  colour: '#0617AC',
  showInPortal: true,
  bookmarkUrl: null,
  entityId: 'https://sso.example.com/saml2/analytics',
  audience: 'urn:amazon:webservices',
  acs: [LOCAL_ACS],
  nameIdFormat: 'persistent',
  nameIdField: 'username',
  nameIdPairwise: true,
  sign: 'assertion',
  signatureAlgorithm: 'sha256',
  authnContext: 'proved',
  errorFlow: 'page',
  encryption: 'none',
  encryptionCertificate: null,
  requestCertificates: [],
  requireSignedRequests: false,
  idpInitiated: true,
  defaultRelayState: null,
  loginUrl: null,
  slo: null,
  attributes: [
    { name: `${AWS}/Role`, source: { kind: 'role' } },
    { name: `${AWS}/SessionDuration`, source: { kind: 'constant', value: '3600' } },
    { name: `${REDSHIFT}/DbUser`, source: { kind: 'user', field: 'username' }, transforms: [{ kind: 'lowercase' }] },
    { name: `${REDSHIFT}/DbGroups`, source: { kind: 'groups' } },
  ],
  providerArn: null,
  version: 7,
  createdAt: '2026-11-01T10:00:00Z',
  updatedAt: '2026-11-20T10:00:00Z',
  urls: {
    sso: 'https://sso.example.com/saml2/analytics',
    metadata: 'https://sso.example.com/saml2/analytics/metadata',
    slo: null,
  },
  findings: [],
};

const key = (id: string, state: 'active' | 'staged'): Result<'generateKey'> => ({
  id,
  state,
  algorithm: 'rsa-2048',
  fingerprintSha256: `${id}:AA:BB`,
  notBefore: '2026-11-01T10:00:00Z',
  notAfter: '2031-11-01T10:00:00Z',
  expiry: 'ok',
  daysLeft: 1_800,
  createdAt: '2026-11-01T10:00:00Z',
  transitions: state === 'staged' ? ['publish', 'delete'] : [],
});
export const KEYS: Result<'listKeys'> = { items: [key('key_1', 'active'), key('key_2', 'staged')] };

const group = (groupId: string, groupName: string, isEntitled: boolean) => ({
  groupId,
  groupName,
  description: '',
  isEntitled,
  roleArn: isEntitled ? 'arn:aws:iam::123456789012:role/analysts' : null,
  position: null,
  memberCount: 2,
});
export const GROUPS: Result<'listApplicationGroups'> = {
  items: [group('grp_1', 'analysts', true), group('grp_2', 'finance', false)],
};

export const CATALOGUE: Result<'listCatalogue'> = {
  items: [
    {
      id: 'bookmark',
      name: 'Bookmark',
      vendor: 'Any',
      description: 'A tile that leads to an address.',
      kind: 'bookmark',
      synonyms: [],
      badges: [],
      fills: [],
      colour: '#9E2F00',
      defaults: {},
    },
    {
      id: 'redshift',
      name: 'Amazon Redshift',
      vendor: 'Amazon Web Services',
      description: 'Sign in from SQL clients.',
      kind: 'saml',
      synonyms: ['data warehouse'],
      badges: ['Recommended'],
      fills: ['ACS of the drivers'],
      colour: '#0617AC',
      defaults: {},
    },
  ],
};

export function row(o: { id: string; label: string }): Result<'listApplications'>['items'][number] {
  const { name, kind, connector, state, showInPortal, colour, logoUrl, createdAt } = APPLICATION;
  return {
    ...{ name, kind, connector, state, showInPortal, colour, logoUrl, createdAt, ...o },
    ssoPath: o.label.toLowerCase(),
    groupCount: 2,
    certificateExpiresAt: '2026-12-10T10:00:00Z',
    certificateExpiry: 'soon',
    lastSignInAt: null,
    metadataUrl: `https://sso.example.com/saml2/${o.label.toLowerCase()}/metadata`,
  };
}

/** What the application's page asks for by itself. */
export function applicationApi(answers: FakeAnswers = {}): FakeApi {
  return fakeApi({
    getApplication: () => APPLICATION,
    listCatalogue: () => CATALOGUE,
    listKeys: () => KEYS,
    listApplicationGroups: () => GROUPS,
    ...answers,
  });
}
