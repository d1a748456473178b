// Reads one service provider out of a metadata document.
import { childElements, findAttribute, type XmlElement } from '@keyshift/xml';
import { findInstantField, readField, readFilledLeaf, readFlag } from '../assertion/structure.ts';
import { NAMESPACE } from '../constants.ts';
import { metadataErrors } from '../errors/metadata.ts';
import { type FoundEntity, findEarliest, findRole, listEntities } from './entities.ts';
import { readKeys } from './keys.ts';
import { findDefault, readConsumers, readLogoutServices } from './sp-endpoints.ts';
import type { RequestedAttribute, SpMetadata } from './sp-metadata.ts';

export type SpMetadataOptions = {
  readonly now: Date;
  /** Which one, when the document describes several. */
  readonly entityId?: string;
};

type FoundProvider = FoundEntity & { readonly provider: XmlElement; readonly entityId: string };

function listProviders(xml: string): readonly FoundProvider[] {
  const providers = listEntities(xml).flatMap(({ entity, validUntil }) => {
    const provider = findRole(entity, 'SPSSODescriptor');
    return provider === undefined ? [] : [{ entity, validUntil, provider, entityId: readField(entity, 'entityID') }];
  });
  if (providers.length === 0) throw metadataErrors.metadataNoServiceProvider();
  if (new Set(providers.map(({ entityId }) => entityId)).size !== providers.length) {
    throw metadataErrors.metadataDuplicateEntity();
  }
  return providers;
}

function chooseProvider(providers: readonly FoundProvider[], entityId: string | undefined): FoundProvider {
  const entityIds = providers.map((provider) => provider.entityId);
  const [only, second] = providers.filter((provider) => entityId === undefined || provider.entityId === entityId);
  if (only === undefined) throw metadataErrors.metadataEntityUnknown({ entityIds });
  if (second !== undefined) throw metadataErrors.metadataEntityAmbiguous({ entityIds });
  return only;
}

function readAttribute(element: XmlElement): RequestedAttribute {
  const nameFormat = findAttribute(element, 'NameFormat');
  const friendlyName = findAttribute(element, 'FriendlyName');
  return {
    name: readField(element, 'Name'),
    ...(nameFormat === undefined ? {} : { nameFormat }),
    ...(friendlyName === undefined ? {} : { friendlyName }),
    isRequired: readFlag(element, 'isRequired'),
  };
}

/** The default service's attributes come first; a name that another one repeats is listed once. */
function readAttributes(provider: XmlElement): readonly RequestedAttribute[] {
  const services = childElements(provider, NAMESPACE.metadata, 'AttributeConsumingService');
  const standard = findDefault(services);
  const ordered = standard === undefined ? [] : [standard, ...services.filter((service) => service !== standard)];
  const attributes = new Map<string, RequestedAttribute>();
  for (const service of ordered) {
    for (const element of childElements(service, NAMESPACE.metadata, 'RequestedAttribute')) {
      const attribute = readAttribute(element);
      if (!attributes.has(attribute.name)) attributes.set(attribute.name, attribute);
    }
  }
  return [...attributes.values()];
}

function findOrganizationName(parents: readonly XmlElement[]): string | undefined {
  const names = parents
    .flatMap((parent) => childElements(parent, NAMESPACE.metadata, 'Organization'))
    .flatMap((organization) => [
      ...childElements(organization, NAMESPACE.metadata, 'OrganizationDisplayName'),
      ...childElements(organization, NAMESPACE.metadata, 'OrganizationName'),
    ]);
  return names[0] === undefined ? undefined : readFilledLeaf(names[0]);
}

function readProvider({ entity, provider, entityId }: FoundProvider, validUntil: Date | undefined): SpMetadata {
  const authnRequestsSigned = readFlag(provider, 'AuthnRequestsSigned');
  const signingCertificates = readKeys(provider, 'signing');
  // Requests that claim to be signed and could not be verified would end up being taken unsigned.
  if (authnRequestsSigned && signingCertificates.length === 0) throw metadataErrors.metadataNoSigningKey();
  const organizationName = findOrganizationName([provider, entity]);
  return {
    entityId,
    ...(validUntil === undefined ? {} : { validUntil }),
    acs: readConsumers(provider),
    slo: readLogoutServices(provider),
    nameIdFormats: childElements(provider, NAMESPACE.metadata, 'NameIDFormat').map(readFilledLeaf),
    wantAssertionsSigned: readFlag(provider, 'WantAssertionsSigned'),
    authnRequestsSigned,
    signingCertificates,
    encryptionCertificates: readKeys(provider, 'encryption'),
    ...(organizationName === undefined ? {} : { organizationName }),
    requestedAttributes: readAttributes(provider),
  };
}

/**
 * The service provider of an EntityDescriptor, or the chosen one of an EntitiesDescriptor (identity providers in it are
 * skipped). A signature over the metadata is not looked at: whoever imports the document vouches for it.
 * Throws `saml.not_metadata`, `saml.metadata_*` (details list the entityIDs to choose from), other `saml.*`, `xml.*`.
 * Source: saml-metadata §2.3–2.4.
 */
export function parseSpMetadata(xml: string, { now, entityId }: SpMetadataOptions): SpMetadata {
  const found = chooseProvider(listProviders(xml), entityId);
  const validUntil = findEarliest(found.validUntil, findInstantField(found.provider, 'validUntil'));
  // saml-metadata §2.3.2 – a document past its end says nothing any more.
  if (validUntil !== undefined && validUntil <= now) throw metadataErrors.metadataExpired();
  return readProvider(found, validUntil);
}
