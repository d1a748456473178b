// Writes the metadata of one identity provider, indented for people; IAM wants at least 1 000 characters.
import { escapeAttribute, escapeText } from '@keyshift/xml';
import { ATTRIBUTE_NAME_FORMAT, BINDING, NAMESPACE } from '../constants.ts';
import { formatInstant } from '../instant.ts';

type MetadataAttribute = {
  readonly name: string;
  readonly friendlyName?: string | undefined;
  /** As in the assertion, `uri` unless told. */
  readonly nameFormat?: keyof typeof ATTRIBUTE_NAME_FORMAT | undefined;
};

export type IdpMetadataInput = {
  readonly entityId: string;
  readonly singleSignOnUrl: string;
  /** Offers single logout there, by Redirect and POST. */
  readonly singleLogoutUrl?: string;
  /** In the order given: the current one first, then those published ahead of or behind a rotation. */
  readonly certificatePems: readonly string[];
  readonly nameIdFormats: readonly string[];
  readonly wantAuthnRequestsSigned?: boolean;
  /** What it sends to this service provider; several of one name are one. */
  readonly attributes?: readonly MetadataAttribute[];
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

// saml-metadata §2.4.3 – the attributes this provider can send. AWS's also keep a document with a short elliptic-curve
// certificate above the 1 000 characters that IAM demands.
function formatAttributes(attributes: readonly MetadataAttribute[]): string[] {
  const lines = attributes.map(({ name, friendlyName, nameFormat = 'uri' }) => {
    const friendly = friendlyName === undefined ? '' : ` FriendlyName="${escapeAttribute(friendlyName)}"`;
    return `    <saml:Attribute${friendly} Name="${escapeAttribute(name)}" NameFormat="${ATTRIBUTE_NAME_FORMAT[nameFormat]}"/>`;
  });
  return [...new Set(lines)];
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
 * The metadata document with its XML declaration. Throws `xml.illegal_character`.
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
    ...formatAttributes(input.attributes ?? []),
    '  </md:IDPSSODescriptor>',
    ...(input.organization === undefined ? [] : [formatOrganization(input.organization)]),
    '</md:EntityDescriptor>',
    '',
  ];
  return lines.join('\n');
}
