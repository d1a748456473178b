// What an application must look like, with the connector's defaults filled in.
import { checkFields, type FieldRule, isPlainText } from '../field-rules.ts';
import type { AttributeMapping } from './attribute-source.ts';
import { type ConnectorDefaults, redshiftConnector, SESSION_DURATION_ATTRIBUTE } from './connectors/redshift.ts';

export type ApplicationState = 'active' | 'inactive';
export type Application = {
  id: string;
  name: string;
  label: string;
  /** The SSO IdP URL value: `/saml2/<ssoPath>`; fixed after creation. */
  ssoPath: string;
  connector: 'redshift' | 'saml';
  state: ApplicationState;
  /** The entity id of this identity provider towards the application. */
  entityId: string;
  /** Where responses may be posted; the first is the default. */
  acsUrls: readonly string[];
  audience: string;
  nameIdFormat: string;
  nameIdField: 'username' | 'email';
  attributes: readonly AttributeMapping[];
  sign: 'assertion' | 'response' | 'both';
  idpInitiated: boolean;
  providerArn: string | null;
};
export type ApplicationInput = Pick<Application, 'name' | 'connector' | 'entityId'> &
  Partial<Omit<Application, 'id' | 'name' | 'connector' | 'entityId'>>;

const NAME = /^[a-z0-9][a-z0-9_-]{0,62}$/;
const SSO_PATH = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const PROVIDER_ARN = /^arn:aws[a-z-]*:iam::\d{12}:saml-provider\/[\w._-]{1,128}$/;
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])$/;

const plainSaml: ConnectorDefaults = {
  acsUrls: [],
  audience: '',
  nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  nameIdField: 'username',
  attributes: [],
  sign: 'assertion',
  idpInitiated: false,
};

/** True for an address that an assertion may be posted to: https, or http on this machine's loopback. */
export function isAcsUrl(text: string): boolean {
  if (text.length > 2_000 || !URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '' || text.includes('#')) return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.test(url.hostname));
}

function providerRule(providerArn: string | null): FieldRule {
  return {
    field: 'providerArn',
    holds: providerArn === null || PROVIDER_ARN.test(providerArn),
    why: 'it is not the ARN of a SAML provider',
    fix: 'copy it from IAM: "arn:aws:iam::123456789012:saml-provider/redshift-sso"',
  };
}

/** Throws `directory.invalid`. */
export function checkProviderArn(providerArn: string | null): void {
  checkFields('SAML provider', [providerRule(providerArn)]);
}

function isSessionDuration(value: string): boolean {
  return /^\d{3,5}$/.test(value) && Number(value) >= 900 && Number(value) <= 43_200;
}

function attributeRules(attributes: readonly AttributeMapping[]): FieldRule[] {
  const duration = attributes.find((one) => one.name === SESSION_DURATION_ATTRIBUTE)?.source;
  return [
    {
      field: 'attributes',
      holds: attributes.every((one) => one.name !== '' && isPlainText(one.name, 512)),
      why: 'an attribute has no usable name',
      fix: 'name every attribute on one line of at most 512 characters',
    },
    {
      field: 'attributes',
      holds: attributes.every((one) => one.source.kind !== 'constant' || isPlainText(one.source.value, 1_024)),
      why: 'a constant has spaces around it, control characters, or more than 1024 characters',
      fix: 'correct the constant',
    },
    {
      field: 'SessionDuration',
      holds: duration === undefined || duration.kind !== 'constant' || isSessionDuration(duration.value),
      why: 'AWS takes 900 to 43200 seconds',
      fix: 'write a whole number of seconds from 900 to 43200',
    },
  ];
}

function nameRules(application: Omit<Application, 'id'>): FieldRule[] {
  return [
    {
      field: 'name',
      holds: NAME.test(application.name),
      why: 'it has at most 63 of a-z 0-9 _ - and begins with a letter or digit',
      fix: 'choose a name such as "redshift"',
    },
    {
      field: 'label',
      holds: application.label !== '' && isPlainText(application.label, 80),
      why: 'it is empty, longer than 80 characters, or has control characters',
      fix: 'write the name that people see on the tile',
    },
    {
      field: 'ssoPath',
      holds: SSO_PATH.test(application.ssoPath),
      why: 'it is part of a web address: at most 63 of a-z 0-9 -, with no hyphen at either end',
      fix: 'choose a value such as "redshift"; it cannot be changed later',
    },
  ];
}

function samlRules(application: Omit<Application, 'id'>): FieldRule[] {
  const { acsUrls, audience, entityId, providerArn } = application;
  return [
    {
      field: 'acsUrls',
      holds: acsUrls.length > 0 && acsUrls.length <= 20 && acsUrls.every(isAcsUrl),
      why: 'each is an https address, or http on localhost, without user name or fragment; one at least',
      fix: 'give an address such as "http://localhost:7890/redshift/"',
    },
    {
      field: 'audience',
      holds: audience !== '' && isPlainText(audience, 1_024),
      why: "it is empty or not one line; it must equal the service provider's entity ID",
      fix: 'copy it from the service provider, for AWS "urn:amazon:webservices"',
    },
    {
      field: 'entityId',
      holds: entityId !== '' && isPlainText(entityId, 1_024),
      why: 'it is empty or longer than 1024 characters',
      fix: 'give the address of the metadata document',
    },
    providerRule(providerArn),
  ];
}

/** The record as it will be stored. Throws `directory.invalid` with every mistake at once. */
export function checkApplication(input: ApplicationInput): Omit<Application, 'id'> {
  const defaults = input.connector === 'redshift' ? redshiftConnector : plainSaml;
  const application = {
    label: input.name,
    ssoPath: input.name,
    state: 'active',
    providerArn: null,
    ...defaults,
    ...input,
  } as const;
  checkFields('application', [
    ...nameRules(application),
    ...samlRules(application),
    ...attributeRules(application.attributes),
  ]);
  return application;
}
