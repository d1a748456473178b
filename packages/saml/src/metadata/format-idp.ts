// Writes the metadata of one identity provider, indented for people; IAM wants at least 1 000 characters.
import { escapeAttribute, escapeText } from '@keyshift/xml';
import { ATTRIBUTE_NAME_FORMAT, BINDING, NAMESPACE, SAML_ATTRIBUTE } from '../constants.ts';
import { formatInstant } from '../instant.ts';

export type IdpMetadataInput = {
  readonly entityId: string;
  readonly singleSignOnUrl: string;
  /** Offers single logout there, by Redirect and POST. */
  readonly singleLogoutUrl?: string;
  /** In the order given: the current one first, then those published ahead of or behind a rotation. */
  readonly certificatePems: readonly string[];
  readonly nameIdFormats: readonly string[];
  readonly wantAuthnRequestsSigned?: boolean;
  readonly organization?: { readonly name: string; readonly url: string };
  readonly validUntil?: Date;
};

function formatKey(certificatePem: string): string {
  const certificate = certificatePem.replace(/-----[A-Z ]+-----|\s/g, '');
  return `    <md:KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="${NAMESPACE.signature}">
        <ds:X509Data>
          <ds:X509Certificate>${escapeText(certificate)}</ds:X509Certificate>
        </ds:X509Data>
      </ds:KeyInfo>
    </md:KeyDescriptor>`;
}

type ServiceName = 'SingleSignOnService' | 'SingleLogoutService';

function formatService(name: ServiceName, binding: string, location: string): string {
  return `    <md:${name} Binding="${binding}" Location="${escapeAttribute(location)}"/>`;
}

function formatServices(name: ServiceName, location: string): readonly string[] {
  return [BINDING.redirect, BINDING.post].map((binding) => formatService(name, binding, location));
}

// saml-metadata §2.4.3 – the attributes this provider can send. They also keep a document with a short
// elliptic-curve certificate above the 1 000 characters that IAM demands.
function formatAttribute([friendlyName, name]: readonly [string, string]): string {
  return `    <saml:Attribute FriendlyName="${friendlyName}" Name="${name}" NameFormat="${ATTRIBUTE_NAME_FORMAT.uri}"/>`;
}

function formatOrganization(organization: NonNullable<IdpMetadataInput['organization']>): string {
  const name = escapeText(organization.name);
  return `  <md:Organization>
    <md:OrganizationName xml:lang="en">${name}</md:OrganizationName>
    <md:OrganizationDisplayName xml:lang="en">${name}</md:OrganizationDisplayName>
    <md:OrganizationURL xml:lang="en">${escapeText(organization.url)}</md:OrganizationURL>
  </md:Organization>`;
}

/**
 * The metadata document with its XML declaration, always more than 1 000 characters. Throws `xml.illegal_character`.
 * Source: saml-metadata §2.3–2.4; IAM CreateSAMLProvider.
 */
export function formatIdpMetadata(input: IdpMetadataInput): string {
  const validUntil = input.validUntil === undefined ? '' : ` validUntil="${formatInstant(input.validUntil)}"`;
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<md:EntityDescriptor xmlns:md="${NAMESPACE.metadata}" xmlns:saml="${NAMESPACE.assertion}" entityID="${escapeAttribute(input.entityId)}"${validUntil}>`,
    `  <md:IDPSSODescriptor WantAuthnRequestsSigned="${input.wantAuthnRequestsSigned ?? false}" protocolSupportEnumeration="${NAMESPACE.protocol}">`,
    ...input.certificatePems.map(formatKey),
    ...(input.singleLogoutUrl === undefined ? [] : formatServices('SingleLogoutService', input.singleLogoutUrl)),
    ...input.nameIdFormats.map((format) => `    <md:NameIDFormat>${escapeText(format)}</md:NameIDFormat>`),
    ...formatServices('SingleSignOnService', input.singleSignOnUrl),
    ...Object.entries(SAML_ATTRIBUTE).map(formatAttribute),
    '  </md:IDPSSODescriptor>',
    ...(input.organization === undefined ? [] : [formatOrganization(input.organization)]),
    '</md:EntityDescriptor>',
    '',
  ];
  return lines.join('\n');
}
