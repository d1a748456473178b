// Reads the identity providers out of a metadata document.
import { elementsOf, type XmlElement } from '@keyshift/xml';
import { findInstantField, isElement, readField } from '../assertion/structure.ts';
import { NAMESPACE } from '../constants.ts';
import { metadataErrors } from '../errors/metadata.ts';
import { type FoundEntity, findEarliest, findRole, isWebUrl, listEntities } from './entities.ts';
import { type MetadataKey, readKeys } from './keys.ts';

export type IdpMetadata = {
  readonly entityId: string;
  readonly signingKeys: readonly MetadataKey[];
  readonly singleSignOnUrls: readonly { readonly binding: string; readonly location: string }[];
  /** The earliest that the document states; after it the metadata must not be used. */
  readonly validUntil?: Date;
};

// IAM CreateSAMLProvider.
const MAX_PROVIDERS = 10;

function readServices(provider: XmlElement): IdpMetadata['singleSignOnUrls'] {
  const services = elementsOf(provider)
    .filter((child) => isElement(child, NAMESPACE.metadata, 'SingleSignOnService'))
    .map((service) => ({ binding: readField(service, 'Binding'), location: readField(service, 'Location') }));
  if (services.length === 0 || !services.every(({ location }) => isWebUrl(location))) {
    throw metadataErrors.metadataEndpointInvalid();
  }
  return services;
}

function readSigningKeys(provider: XmlElement): readonly MetadataKey[] {
  const keys = readKeys(provider, 'signing');
  if (keys.length === 0) throw metadataErrors.metadataNoSigningKey();
  return keys;
}

function readEntity({ entity, validUntil }: FoundEntity): IdpMetadata | undefined {
  const provider = findRole(entity, 'IDPSSODescriptor');
  if (provider === undefined) return undefined;
  const earliest = findEarliest(validUntil, findInstantField(provider, 'validUntil'));
  return {
    entityId: readField(entity, 'entityID'),
    signingKeys: readSigningKeys(provider),
    singleSignOnUrls: readServices(provider),
    ...(earliest === undefined ? {} : { validUntil: earliest }),
  };
}

/**
 * The identity providers of one EntityDescriptor or of an EntitiesDescriptor (service providers in it are skipped), one
 * to ten, each with one to ten signing keys (RSA ≥ 2048 bits or P-256). A signature over the metadata is not looked at:
 * whoever imports the document vouches for it. Throws `saml.not_metadata`, `saml.metadata_*`, other `saml.*`, `xml.*`.
 * Source: saml-metadata §2.3–2.4; IAM CreateSAMLProvider.
 */
export function parseIdpMetadata(xml: string): readonly IdpMetadata[] {
  const providers = listEntities(xml)
    .map(readEntity)
    .filter((entity) => entity !== undefined);
  if (providers.length === 0) throw metadataErrors.metadataNoProvider();
  if (providers.length > MAX_PROVIDERS)
    throw metadataErrors.metadataTooMany({ what: 'providers', limit: MAX_PROVIDERS });
  if (new Set(providers.map(({ entityId }) => entityId)).size !== providers.length) {
    throw metadataErrors.metadataDuplicateEntity();
  }
  return providers;
}
