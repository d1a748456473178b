// What an application's SAML settings must look like, whichever connector it came from.
import { X509Certificate } from 'node:crypto';
import { type FieldRule, isPlainText } from '../field-rules.ts';
import { type Acs, isAcsUrl } from './acs.ts';
import type { SsoApplication, SsoSettings } from './application.ts';
import { AUTHN_CONTEXTS, ERROR_FLOWS, SIGNATURE_ALGORITHMS, SSO_FIELDS } from './application.ts';
import { PLAIN_SETTINGS } from './catalogue/connector.ts';
import { isUserField } from './user-field.ts';

const PROVIDER_ARN = /^arn:aws[a-z-]*:iam::\d{12}:saml-provider\/[\w._-]{1,128}$/;
const MOST_ACS = 20;
const MOST_CERTIFICATES = 5;

function findCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
}

function isEncryptionCertificate(pem: string): boolean {
  return findCertificate(pem)?.publicKey.asymmetricKeyType === 'rsa';
}

export function providerRule(providerArn: string | null): FieldRule {
  return {
    field: 'providerArn',
    holds: providerArn === null || PROVIDER_ARN.test(providerArn),
    why: 'it is not the ARN of a SAML provider',
    fix: 'copy it from IAM: "arn:aws:iam::123456789012:saml-provider/redshift-sso"',
  };
}

function oneAcsRules({ url, index }: Acs, at: number, before: readonly Acs[]): FieldRule[] {
  return [
    {
      field: `acs.${at}.url`,
      holds: isAcsUrl(url),
      why: 'it is not an https address, or http on localhost, without user name and fragment',
      fix: 'give an address such as "http://localhost:7890/redshift/"',
    },
    {
      field: `acs.${at}.url`,
      holds: before.every((one) => one.url !== url),
      why: 'this address stands there twice',
      fix: 'remove the repetition',
    },
    {
      field: `acs.${at}.index`,
      holds: Number.isInteger(index) && index >= 0 && index <= 65_535,
      why: 'an index is a whole number from 0 to 65535',
      fix: 'number the addresses from 0',
    },
    {
      field: `acs.${at}.index`,
      holds: before.every((one) => one.index !== index),
      why: 'another address has this index',
      fix: 'give each address an index of its own',
    },
  ];
}

function acsRules({ acs }: SsoSettings): FieldRule[] {
  return [
    {
      field: 'acs',
      holds: acs.length <= MOST_ACS,
      why: `there are more than ${MOST_ACS}`,
      fix: 'remove those that nothing is sent to',
    },
    {
      field: 'acs',
      holds: acs.length === 0 || acs.filter((one) => one.isDefault).length === 1,
      why: 'exactly one is the default',
      fix: 'mark the one that unsolicited responses go to',
    },
    ...acs.slice(0, MOST_ACS).flatMap((one, at) => oneAcsRules(one, at, acs.slice(0, at))),
  ];
}

function namingRules({ entityId, audience, nameIdField, defaultRelayState }: SsoSettings): FieldRule[] {
  return [
    {
      field: 'entityId',
      holds: entityId !== '' && isPlainText(entityId, 1_024),
      why: 'it is empty or longer than 1024 characters',
      fix: 'give the address of the metadata document',
    },
    {
      field: 'audience',
      holds: isPlainText(audience, 1_024),
      why: "it is not one line; it must equal the service provider's entity ID",
      fix: 'copy it from the service provider, for AWS "urn:amazon:webservices"',
    },
    {
      field: 'nameIdField',
      holds: isUserField(nameIdField),
      why: 'there is no such user field',
      fix: 'choose a user field such as "username" or "email"',
    },
    {
      field: 'defaultRelayState',
      holds: defaultRelayState === null || (defaultRelayState !== '' && isPlainText(defaultRelayState, 1_024)),
      why: 'it is empty, not one line, or longer than 1024 characters',
      fix: 'write what the service provider asks for, or leave it out',
    },
  ];
}

function securityRules(settings: SsoSettings): FieldRule[] {
  const { encryption, encryptionCertificate, requestCertificates, requireSignedRequests } = settings;
  return [
    {
      field: 'encryptionCertificate',
      holds: encryptionCertificate === null || isEncryptionCertificate(encryptionCertificate),
      why: 'it is not a certificate with an RSA key',
      fix: 'paste the service provider’s encryption certificate as PEM',
    },
    {
      field: 'encryptionCertificate',
      holds: encryption === 'none' || encryptionCertificate !== null,
      why: 'there is nothing to encrypt with',
      fix: 'paste the service provider’s encryption certificate, or turn encryption off',
    },
    {
      field: 'requestCertificates',
      holds: requestCertificates.length <= MOST_CERTIFICATES,
      why: `there are more than ${MOST_CERTIFICATES}`,
      fix: 'remove those that the service provider signs with no longer',
    },
    ...requestCertificates.slice(0, MOST_CERTIFICATES).map((pem, at) => ({
      field: `requestCertificates.${at}`,
      holds: findCertificate(pem) !== undefined,
      why: 'it is not a certificate',
      fix: 'paste the service provider’s signing certificate as PEM',
    })),
    {
      field: 'requireSignedRequests',
      holds: !requireSignedRequests || requestCertificates.length > 0,
      why: 'signatures cannot be verified without a certificate',
      fix: 'add the certificate that the service provider signs with',
    },
  ];
}

const isOneOf = (words: readonly string[], word: string): boolean => words.includes(word);
const choose = (words: readonly string[]): string => `choose one of ${words.join(', ')}`;

function choiceRules({ signatureAlgorithm, authnContext, errorFlow }: SsoSettings): FieldRule[] {
  return [
    {
      field: 'signatureAlgorithm',
      holds: isOneOf(SIGNATURE_ALGORITHMS, signatureAlgorithm),
      why: 'signatures are made with SHA-256 or better; SHA-1 is refused, for two documents with the same digest can be made for it',
      fix: choose(SIGNATURE_ALGORITHMS),
    },
    {
      field: 'authnContext',
      holds: isOneOf(AUTHN_CONTEXTS, authnContext),
      why: 'it is no class of AuthnContext that a session here can prove',
      fix: choose(AUTHN_CONTEXTS),
    },
    {
      field: 'errorFlow',
      holds: isOneOf(ERROR_FLOWS, errorFlow),
      why: 'a refusal is shown on our page or returned to the service provider',
      fix: choose(ERROR_FLOWS),
    },
  ];
}

function addressRules({ loginUrl, slo }: SsoSettings): FieldRule[] {
  return [
    {
      field: 'loginUrl',
      holds: loginUrl === null || isAcsUrl(loginUrl),
      why: 'it is not an https address, or http on localhost',
      fix: 'copy the address of the service provider’s own sign-in page',
    },
    ...(['url', 'responseUrl'] as const).map((name) => ({
      field: `slo.${name}`,
      holds: slo === null || (name === 'responseUrl' && slo[name] === null) || isAcsUrl(slo[name] ?? ''),
      why: 'it is not an https address, or http on localhost',
      fix: 'copy the address from the service provider’s metadata',
    })),
  ];
}

export function samlRules(settings: SsoSettings): FieldRule[] {
  return [
    ...acsRules(settings),
    ...namingRules(settings),
    ...securityRules(settings),
    ...choiceRules(settings),
    ...addressRules(settings),
    providerRule(settings.providerArn),
  ];
}

/** A bookmark's SAML settings stay as the catalogue has them. */
export function noSamlRules(application: SsoApplication, untouched: SsoSettings = PLAIN_SETTINGS): FieldRule[] {
  return SSO_FIELDS.map((field) => ({
    field,
    holds: JSON.stringify(application[field]) === JSON.stringify(untouched[field]),
    why: 'a bookmark has no single sign-on',
    fix: 'leave it out, or add a SAML application instead',
  }));
}
