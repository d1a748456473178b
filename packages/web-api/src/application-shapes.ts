// What an SSO application is: identity towards people, SAML settings, attributes, keys.
import { z } from 'zod';
import { id, version } from './common.ts';

/** Tile colours. */
export const COLOURS = [
  '#202D38',
  '#005466',
  '#3E8696',
  '#006CAC',
  '#0617AC',
  '#7C6ADA',
  '#D5779D',
  '#9E2F00',
  '#FFB000',
  '#58C469',
  '#57C49F',
  '#FF6C03',
] as const;

const acs = z.strictObject({
  index: z.number().int().min(0).max(65_535),
  isDefault: z.boolean(),
  url: z.string().max(2_000),
});

/** Applied left to right to every value. */
const transform = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('lowercase') }),
  z.strictObject({ kind: z.literal('uppercase') }),
  z.strictObject({ kind: z.literal('strip_prefix'), prefix: z.string().min(1).max(200) }),
  z.strictObject({ kind: z.literal('add_prefix'), prefix: z.string().min(1).max(200) }),
  /** The part before the first `@`. */
  z.strictObject({ kind: z.literal('strip_domain') }),
]);
/** Fixed operators, no regular expressions: nothing that can be made slow. `one_of` compares whole names. */
const groupFilter = z.strictObject({
  operator: z.enum(['starts_with', 'ends_with', 'contains', 'one_of']),
  values: z.array(z.string().min(1).max(200)).min(1).max(100),
});
const attributeSource = z.discriminatedUnion('kind', [
  /** `username`, `email`, `displayName`, `id`, a profile field, or `custom.<name>`. */
  z.strictObject({ kind: z.literal('user'), field: z.string().max(200) }),
  z.strictObject({ kind: z.literal('constant'), value: z.string().max(4_000) }),
  /** The person's groups that are tied to this application. */
  z.strictObject({ kind: z.literal('groups'), filter: groupFilter.optional() }),
  /** `<role ARN>,<provider ARN>` of the person's entitlement. */
  z.strictObject({ kind: z.literal('role') }),
]);
/** A name may repeat: its values then join in one SAML attribute. */
export const attributeMapping = z.strictObject({
  name: z.string().max(1_024),
  friendlyName: z.string().max(200).optional(),
  nameFormat: z.enum(['uri', 'basic', 'unspecified']).optional(),
  source: attributeSource,
  transforms: z.array(transform).max(10).optional(),
});
const nameIdFormat = z.enum(['unspecified', 'emailAddress', 'persistent', 'transient']);

/** What the SSO tab edits. */
export const ssoSettings = z.object({
  /** IdP entity ID: who we are to this application. */
  entityId: z.string().max(1_024),
  /** SP entity ID, also called audience. */
  audience: z.string().max(1_024),
  acs: z.array(acs).max(20),
  nameIdFormat,
  /** A user field as in `attributeSource`; ignored for transient, the stored pairwise value is used for persistent unless `nameIdPairwise` is off. */
  nameIdField: z.string().max(200),
  nameIdPairwise: z.boolean(),
  sign: z.enum(['assertion', 'response', 'both']),
  /** Digest of what is signed and of the signature; the active key decides whether it is RSA or ECDSA. */
  signatureAlgorithm: z.enum(['sha256', 'sha384', 'sha512'], {
    error: 'signatures are made with sha256, sha384 or sha512; SHA-1 is refused, for it can be forged',
  }),
  /**
   * What an assertion states when the request asks for nothing: `proved`, the strongest class that the session proves, or
   * always this class. It is the least that must be proved, too: who proves less is not signed in.
   */
  authnContext: z.enum([
    'proved',
    'unspecified',
    'password',
    'passwordProtectedTransport',
    'timeSyncToken',
    'multiFactor',
  ]),
  /**
   * Where a refusal goes that a service provider may be told: `page`, our page with the way back, or `return`, at once to
   * the service provider that asked, as a SAML error status.
   */
  errorFlow: z.enum(['page', 'return']),
  encryption: z.enum(['none', 'aes256-gcm']),
  /** PEM; to encrypt for. */
  encryptionCertificate: z.string().max(20_000).nullable(),
  /** PEM; signed requests are verified with these. */
  requestCertificates: z.array(z.string().max(20_000)).max(5),
  requireSignedRequests: z.boolean(),
  idpInitiated: z.boolean(),
  defaultRelayState: z.string().max(1_024).nullable(),
  /** The SP's own sign-in page: where its tile leads instead of an IdP-initiated sign-in. */
  loginUrl: z.string().max(2_000).nullable(),
  slo: z
    .strictObject({
      url: z.string().max(2_000),
      responseUrl: z.string().max(2_000).nullable(),
      binding: z.enum(['redirect', 'post']),
    })
    .nullable(),
  attributes: z.array(attributeMapping).max(100),
  /** ARN of the SAML provider in IAM; pairs with each role. */
  providerArn: z.string().max(700).nullable(),
});
/** What the General tab edits. */
export const generalSettings = z.object({
  label: z.string().max(512),
  description: z.string().max(2_000),
  colour: z.enum(COLOURS),
  showInPortal: z.boolean(),
  /** Bookmarks only. */
  bookmarkUrl: z.string().max(2_000).nullable(),
});
export const application = z.object({
  id,
  name: z.string(),
  /** `bookmark` has no SAML. */
  kind: z.enum(['saml', 'bookmark']),
  /** Catalogue entry it came from: its rules hold. */
  connector: z.string(),
  ssoPath: z.string(),
  state: z.enum(['active', 'inactive']),
  /** Address of the picture, or null: the first letter on `colour`. */
  logoUrl: z.string().nullable(),
  ...generalSettings.shape,
  ...ssoSettings.shape,
  version,
  createdAt: z.string(),
  updatedAt: z.string(),
});
/** Half-way states of a rotation: staged → published → active → published (retiring) → retired. */
export const KEY_STATES = ['staged', 'published', 'active', 'retiring', 'retired'] as const;
export const applicationKey = z.object({
  id,
  state: z.enum(KEY_STATES),
  algorithm: z.string(),
  fingerprintSha256: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  expiry: z.enum(['ok', 'soon', 'expired']),
  daysLeft: z.number().int(),
  createdAt: z.string(),
  /** What may be done to it now. */
  transitions: z.array(z.enum(['publish', 'activate', 'retire', 'delete'])),
});
export const entitlement = z.object({
  groupId: id,
  groupName: z.string(),
  description: z.string(),
  isEntitled: z.boolean(),
  roleArn: z.string().nullable(),
  position: z.number().int().nullable(),
  memberCount: z.number().int(),
});

export type Application = z.output<typeof application>;
export type ApplicationKey = z.output<typeof applicationKey>;
export type AttributeMapping = z.output<typeof attributeMapping>;
export type Transform = z.output<typeof transform>;
export type SsoSettings = z.output<typeof ssoSettings>;
export type GeneralSettings = z.output<typeof generalSettings>;
