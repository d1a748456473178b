// Reads the identity providers out of a metadata document.
import { elementsOf, type XmlElement } from '@keyshift/xml';
import { findInstantField, isElement, readField } from '../assertion/structure.ts';
import { NAMESPACE } from '../constants.ts';
import { metadataErrors } from '../errors/metadata.ts';
import { describeRoot, parseMetadataXml } from './describe-document.ts';
import { type MetadataKey, readSigningKeys } from './signing-key.ts';

export type IdpMetadata = {
  readonly entityId: string;
  readonly signingKeys: readonly MetadataKey[];
  readonly singleSignOnUrls: readonly { readonly binding: string; readonly location: string }[];
  /** The earliest that the document states; after it the metadata must not be used. */
  readonly validUntil?: Date;
};

// IAM CreateSAMLProvider takes up to 10 000 000 characters and 10 providers in one document.
const LIMITS = { maxCharacters: 10_000_000, maxTags: 200_000 };
const MAX_PROVIDERS = 10;

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

function readServices(provider: XmlElement): IdpMetadata['singleSignOnUrls'] {
  const services = elementsOf(provider)
    .filter((child) => isElement(child, NAMESPACE.metadata, 'SingleSignOnService'))
    .map((service) => ({ binding: readField(service, 'Binding'), location: readField(service, 'Location') }));
  if (services.length === 0 || !services.every(({ location }) => isWebUrl(location))) {
    throw metadataErrors.metadataEndpointInvalid();
  }
  return services;
}

function findProvider(entity: XmlElement): XmlElement | undefined {
  const providers = elementsOf(entity).filter(
    (child) =>
      isElement(child, NAMESPACE.metadata, 'IDPSSODescriptor') &&
      readField(child, 'protocolSupportEnumeration').split(/\s+/).includes(NAMESPACE.protocol),
  );
  if (providers.length > 1) throw metadataErrors.metadataDuplicateEntity();
  return providers[0];
}

function findEarliest(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

type FoundEntity = { readonly entity: XmlElement; readonly validUntil: Date | undefined };

/** The entities below a root, with the end of validity that their ancestors impose. */
function listEntities(root: XmlElement, outer: Date | undefined): FoundEntity[] {
  const validUntil = findEarliest(outer, findInstantField(root, 'validUntil'));
  if (isElement(root, NAMESPACE.metadata, 'EntityDescriptor')) return [{ entity: root, validUntil }];
  if (!isElement(root, NAMESPACE.metadata, 'EntitiesDescriptor')) return [];
  return elementsOf(root).flatMap((child) => listEntities(child, validUntil));
}

function readEntity({ entity, validUntil }: FoundEntity): IdpMetadata | undefined {
  const provider = findProvider(entity);
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
  const root = parseMetadataXml(xml, LIMITS);
  const isMetadata =
    root.namespaceUri === NAMESPACE.metadata && ['EntityDescriptor', 'EntitiesDescriptor'].includes(root.localName);
  if (!isMetadata) throw metadataErrors.notMetadata({ found: describeRoot(root) });
  const providers = listEntities(root, undefined)
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
