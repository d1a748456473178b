// What an application is: how people see it, what it exchanges in SAML, and what came from the catalogue.
import type { Acs } from './acs.ts';
import type { AttributeMapping } from './attribute-source.ts';

export type ApplicationState = 'active' | 'inactive';
export type NameIdFormat = 'unspecified' | 'emailAddress' | 'persistent' | 'transient';
/** Of signatures; the key decides whether it is RSA or ECDSA. SHA-1 is none of them. */
export const SIGNATURE_ALGORITHMS = ['sha256', 'sha384', 'sha512'] as const;
/** Where a refusal goes that a service provider may be told: our page with the way back, or back at once. */
export const ERROR_FLOWS = ['page', 'return'] as const;
/** From the weakest to the strongest; `proved` is the strongest that the session proves. */
export const AUTHN_CONTEXTS = [
  'proved',
  'unspecified',
  'password',
  'passwordProtectedTransport',
  'timeSyncToken',
  'multiFactor',
] as const;
type SingleLogout = {
  readonly url: string;
  readonly responseUrl: string | null;
  readonly binding: 'redirect' | 'post';
};

/** What the SSO tab edits. */
export type SsoSettings = {
  /** The entity id of this identity provider towards the application. */
  readonly entityId: string;
  /** The service provider's entity id. */
  readonly audience: string;
  /** Where responses may be posted; exactly one is the default, unless there is none yet. */
  readonly acs: readonly Acs[];
  readonly nameIdFormat: NameIdFormat;
  /** A user field; not looked at for transient, nor for persistent while `nameIdPairwise`. */
  readonly nameIdField: string;
  readonly nameIdPairwise: boolean;
  readonly sign: 'assertion' | 'response' | 'both';
  readonly signatureAlgorithm: (typeof SIGNATURE_ALGORITHMS)[number];
  readonly encryption: 'none' | 'aes256-gcm';
  readonly encryptionCertificate: string | null;
  /** PEM; signed requests are verified with these. */
  readonly requestCertificates: readonly string[];
  readonly requireSignedRequests: boolean;
  /** What an assertion states when the request asks for nothing, and the least that must be proved in any case. */
  readonly authnContext: (typeof AUTHN_CONTEXTS)[number];
  readonly errorFlow: (typeof ERROR_FLOWS)[number];
  readonly idpInitiated: boolean;
  readonly defaultRelayState: string | null;
  /** The service provider's own sign-in page: where its tile leads instead of an IdP-initiated sign-in. */
  readonly loginUrl: string | null;
  readonly slo: SingleLogout | null;
  readonly attributes: readonly AttributeMapping[];
  readonly providerArn: string | null;
};
/** What the General tab edits. */
export type GeneralSettings = {
  readonly label: string;
  readonly description: string;
  readonly colour: string;
  readonly showInPortal: boolean;
  /** Bookmarks only. */
  readonly bookmarkUrl: string | null;
};
export type ApplicationIdentity = {
  readonly id: string;
  readonly name: string;
  /** `bookmark` has no SAML. */
  readonly kind: 'saml' | 'bookmark';
  /** Catalogue entry that it came from: its rules hold. */
  readonly connector: string;
  /** The SSO IdP URL value: `/saml2/<ssoPath>`; fixed after creation. */
  readonly ssoPath: string;
  readonly state: ApplicationState;
};
/** What a sign-in needs to know of an application. */
export type SsoApplication = ApplicationIdentity & Pick<GeneralSettings, 'label'> & SsoSettings;
export type Application = ApplicationIdentity &
  GeneralSettings &
  SsoSettings & {
    /** Id of its picture in the logo store. */
    readonly logoId: string | null;
    readonly version: number;
    readonly createdAt: Date;
    readonly updatedAt: Date;
  };
export type ApplicationChange = {
  readonly [Field in keyof (GeneralSettings & SsoSettings)]?: (GeneralSettings & SsoSettings)[Field] | undefined;
};

export const GENERAL_FIELDS: readonly (keyof GeneralSettings)[] = [
  'label',
  'description',
  'colour',
  'showInPortal',
  'bookmarkUrl',
];
export const SSO_FIELDS: readonly (keyof SsoSettings)[] = [
  'entityId',
  'audience',
  'acs',
  'nameIdFormat',
  'nameIdField',
  'nameIdPairwise',
  'sign',
  'signatureAlgorithm',
  'encryption',
  'encryptionCertificate',
  'requestCertificates',
  'requireSignedRequests',
  'authnContext',
  'errorFlow',
  'idpInitiated',
  'defaultRelayState',
  'loginUrl',
  'slo',
  'attributes',
  'providerArn',
];

/** Tile colours. */
export const COLOURS: readonly string[] = [
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
];

/** Just the SAML settings of an application, as they are stored. */
export function ssoSettingsOf(application: SsoSettings): SsoSettings {
  return Object.fromEntries(SSO_FIELDS.map((field) => [field, application[field]])) as SsoSettings;
}
