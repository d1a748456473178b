// Puts the payloads into every text that is stored and shown again, through the API and the pages' own doors.
import { deflateRawSync } from 'node:zlib';
import { TOTP } from 'otpauth';
import type { AdminApi } from '../interop/admin-api.ts';
import type { Keyshift } from '../keyshift.ts';
import { newVisitor, signInOn } from '../saml-http.ts';
import { fill, PAYLOADS } from './payloads.ts';

/** What the pages have to show. */
export type Stored = {
  /** An owner who is called like a payload. */
  readonly owner: {
    readonly id: string;
    readonly username: string;
    readonly password: string;
    readonly displayName: string;
    /** Of their browser. */
    readonly userAgent: string;
    /** All values of the profile, and those that they may change themselves. */
    readonly fields: readonly string[];
    readonly ownFields: readonly string[];
    /** Of their authenticator app, which is called `factorName`. */
    readonly totpSecret: string;
    readonly factorName: string;
    readonly recoveryCodes: readonly string[];
  };
  readonly groupId: string;
  /** The SAML application with a payload in every setting. */
  readonly applicationId: string;
  readonly applicationLabel: string;
  readonly ssoPath: string;
  /** What it calls itself, and IAM's name for it. */
  readonly entityId: string;
  readonly provider: string;
  /** Names that strangers tried to sign in with, the last one last. */
  readonly strangers: readonly string[];
};

const PROFILE_FIELDS = [
  ...['firstName', 'middleName', 'lastName', 'alternateEmail', 'company', 'costCenter', 'department', 'description'],
  ...['employeeId', 'employeeType', 'jobTitle', 'location', 'manager', 'phone', 'mobile', 'street', 'locality'],
  ...['region', 'postalCode', 'country'],
];
const OWN_FIELDS = ['jobTitle', 'location', 'phone', 'mobile'];
// A header carries Latin letters only.
const USER_AGENT = fill(290).replace(/[^\x20-\x7e]/g, '');
const PASSWORD = 'a staple of horse batteries';
// An address is paused after fifty failures, and other tests sign in from here too.
const FAILED_SIGN_INS = 12;
/** Whose addresses the application has. */
export const SP = 'https://sp.example';

const payload = (n: number) => PAYLOADS[n % PAYLOADS.length] ?? '';
const APPLICATION_LABEL = payload(6);
const FACTOR_NAME = payload(7);
const ENTITY_ID = fill(1_024);
const PROVIDER = 'xss';

function personInput(n: number) {
  return {
    username: `person-${n}`,
    displayName: payload(n),
    email: `{{alert}}${n}@example.com`,
    profile: Object.fromEntries(PROFILE_FIELDS.map((field, place) => [field, fill(256, n + 3 * place)])),
    custom: { note: fill(1_000, n), other: fill(1_000, n + 20) },
  };
}

async function storePeople(api: AdminApi, groupIds: readonly string[]): Promise<string[]> {
  const made = await Promise.all(
    PAYLOADS.map((_, n) =>
      api.call<{ person: { id: string } }>('POST', '/people', {
        ...personInput(n),
        ...(n === 0 && { groupIds, password: PASSWORD }),
      }),
    ),
  );
  return made.map(({ person }) => person.id);
}

function samlSettings(): Record<string, unknown> {
  const address = `${SP}/x?q="><img id=xss src=x onerror=alert(1)>`;
  return {
    description: fill(2_000),
    entityId: ENTITY_ID,
    audience: fill(1_024, 9),
    defaultRelayState: fill(1_024, 18),
    idpInitiated: true,
    acs: [{ index: 0, isDefault: true, url: address }],
    slo: { url: address, responseUrl: null, binding: 'post' },
    attributes: [
      ...PAYLOADS.map((name, n) => ({ name, source: { kind: 'constant', value: fill(1_024, n) } })),
      {
        name: fill(1_024, 5),
        friendlyName: fill(200, 7),
        source: { kind: 'groups', filter: { operator: 'one_of', values: PAYLOADS } },
        transforms: [{ kind: 'add_prefix', prefix: fill(200, 11) }],
      },
      { name: 'note', source: { kind: 'user', field: 'custom.note' } },
    ],
  };
}

async function storeApplications(api: AdminApi, groupId: string): Promise<{ id: string; ssoPath: string }> {
  const bookmarks = await Promise.all(
    PAYLOADS.map((label, n) =>
      api.call<{ id: string }>('POST', '/applications', {
        ...{ connector: 'bookmark', label, name: `bookmark-${n}`, description: fill(2_000, n) },
        bookmarkUrl: `https://wiki.example/?q=${label}`,
      }),
    ),
  );
  const made = await api.call<{ id: string; version: number; ssoPath: string }>('POST', '/applications', {
    ...{ connector: 'saml', label: APPLICATION_LABEL, name: 'xss', ssoPath: 'xss' },
  });
  await api.call('PATCH', `/applications/${made.id}`, samlSettings(), { 'if-match': `"${made.version}"` });
  await Promise.all(
    [made, ...bookmarks].map(({ id }) => api.call('PUT', `/applications/${id}/groups`, { grant: [{ groupId }] })),
  );
  return made;
}

async function storeSettings(api: AdminApi): Promise<void> {
  const { version } = await api.call<{ version: number }>('GET', '/settings');
  const change = { organisation: fill(100), supportContact: fill(200, 4), mail: { username: fill(320, 8) } };
  await api.call('PATCH', '/settings', change, { 'if-match': `"${version}"` });
}

/** What strangers can have stored without an account: names that nobody has, and messages that are refused. */
async function storeAsStranger({ info }: Keyshift): Promise<string[]> {
  const visitor = newVisitor(info);
  const page = await visitor.get('/login');
  const names = PAYLOADS.filter((one) => one.length <= 64).slice(0, FAILED_SIGN_INS);
  for (const username of names) await signInOn(visitor, page, { username, password: 'wrong' });
  await visitor.get(strangeRequest('/saml2/xss'));
  await visitor.get(strangeRequest('/saml2/xss/slo'));
  return names;
}

/** An AuthnRequest whose every value is a payload. */
export function strangeRequest(path: string): string {
  const text = fill(900).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const xml = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a" Version="2.0" IssueInstant="${new Date().toISOString()}" Destination="${text}" AssertionConsumerServiceURL="${text}"><saml:Issuer>${text}</saml:Issuer></samlp:AuthnRequest>`;
  const query = { SAMLRequest: deflateRawSync(xml).toString('base64'), RelayState: fill(900, 2) };
  return `${path}?${new URLSearchParams(query)}`;
}

async function addAuthenticator({ info }: Keyshift, login: { username: string; password: string }) {
  const visitor = newVisitor(info);
  await signInOn(visitor, await visitor.get('/login'), login);
  const { enrolmentId, secret } = await visitor.api<{ enrolmentId: string; secret: string }>(
    ...(['POST', '/me/factors/totp', {}] as const),
  );
  const body = { enrolmentId, name: FACTOR_NAME, code: new TOTP({ secret }).generate() };
  const added = await visitor.api<{ recoveryCodes: string[] }>('POST', '/me/factors/totp/confirm', body);
  return { totpSecret: secret, factorName: FACTOR_NAME, recoveryCodes: added.recoveryCodes };
}

export async function storePayloads(keyshift: Keyshift, api: AdminApi): Promise<Stored> {
  const groups = await Promise.all(
    PAYLOADS.map((_, n) =>
      api.call<{ id: string }>('POST', '/groups', { name: `xss_${n}`, description: fill(256, n) }),
    ),
  );
  const [group] = groups;
  const groupId = group?.id ?? '';
  const [ownerId = ''] = await storePeople(
    api,
    groups.map((one) => one.id),
  );
  await api.call('PUT', `/people/${ownerId}/role`, { role: 'owner' });
  const application = await storeApplications(api, groupId);
  // IAM keeps the application's own document, with its entity ID.
  await api.call('POST', '/aws/iam/saml-providers', { name: PROVIDER, applicationId: application.id });
  await api.call('POST', '/api-keys', { name: fill(100), scopes: ['read'] });
  await storeSettings(api);
  const strangers = await storeAsStranger(keyshift);
  const { username, displayName, profile, custom } = personInput(0);
  const login = { username, password: PASSWORD };
  const owner = {
    ...{ id: ownerId, ...login, displayName, userAgent: USER_AGENT },
    ...(await addAuthenticator(keyshift, login)),
    fields: [...Object.values(profile), ...Object.values(custom)],
    ownFields: OWN_FIELDS.map((field) => profile[field] ?? ''),
  };
  const { id: applicationId, ssoPath } = application;
  const named = { applicationLabel: APPLICATION_LABEL, entityId: ENTITY_ID, provider: PROVIDER };
  return { owner, groupId, applicationId, ssoPath, strangers, ...named };
}
