// What a catalogue entry tells: how it is found, what it fills in, and what its other side holds a value to.
import type { FieldRule } from '../../field-rules.ts';
import type { ApplicationIdentity, SsoSettings } from '../application.ts';

/** What a value of one attribute must be; a bad one would fail later, at the other side, without a hint. */
export type ValueRule = { readonly isMet: (value: string) => boolean; readonly text: string };

/** A remark on settings that can be stored, but will not do what is expected. */
export type ConnectorFinding = { readonly code: string; readonly where: string } & Record<
  'what' | 'why' | 'fix',
  string
>;

export type Connector = {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly description: string;
  readonly kind: ApplicationIdentity['kind'];
  /** Other names people type. */
  readonly synonyms: readonly string[];
  readonly badges: readonly string[];
  /** What is filled in, in words. */
  readonly fills: readonly string[];
  readonly colour: string;
  readonly defaults: SsoSettings;
  /** What the settings must hold to be stored, beyond what every application must. */
  rules(settings: SsoSettings): readonly FieldRule[];
  findings(settings: SsoSettings): readonly ConnectorFinding[];
  /** By attribute name. */
  readonly values: Readonly<Record<string, ValueRule>>;
};

export const PLAIN_SETTINGS: SsoSettings = {
  entityId: '',
  audience: '',
  acs: [],
  nameIdFormat: 'persistent',
  nameIdField: 'username',
  nameIdPairwise: true,
  sign: 'assertion',
  signatureAlgorithm: 'sha256',
  encryption: 'none',
  encryptionCertificate: null,
  requestCertificates: [],
  requireSignedRequests: false,
  authnContext: 'proved',
  errorFlow: 'page',
  idpInitiated: false,
  defaultRelayState: null,
  loginUrl: null,
  slo: null,
  attributes: [],
  providerArn: null,
};
