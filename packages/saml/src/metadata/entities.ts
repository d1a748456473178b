// The entities of a metadata document, with the end of validity that everything around them imposes.
import { elementsOf, type XmlElement } from '@keyshift/xml';
import { findInstantField, isElement, readField } from '../assertion/structure.ts';
import { NAMESPACE } from '../constants.ts';
import { metadataErrors } from '../errors/metadata.ts';
import { describeRoot, parseMetadataXml } from './describe-document.ts';

// IAM CreateSAMLProvider takes up to 10 000 000 characters in one document.
const LIMITS = { maxCharacters: 10_000_000, maxTags: 200_000 };

export type FoundEntity = { readonly entity: XmlElement; readonly validUntil: Date | undefined };

export function findEarliest(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}

function listBelow(root: XmlElement, outer: Date | undefined): FoundEntity[] {
  const validUntil = findEarliest(outer, findInstantField(root, 'validUntil'));
  if (isElement(root, NAMESPACE.metadata, 'EntityDescriptor')) return [{ entity: root, validUntil }];
  if (!isElement(root, NAMESPACE.metadata, 'EntitiesDescriptor')) return [];
  return elementsOf(root).flatMap((child) => listBelow(child, validUntil));
}

/** Throws `saml.not_metadata`, `xml.*`, `saml.instant_invalid`. Source: saml-metadata §2.3. */
export function listEntities(xml: string): readonly FoundEntity[] {
  const root = parseMetadataXml(xml, LIMITS);
  const isMetadata =
    root.namespaceUri === NAMESPACE.metadata && ['EntityDescriptor', 'EntitiesDescriptor'].includes(root.localName);
  if (!isMetadata) throw metadataErrors.notMetadata({ found: describeRoot(root) });
  return listBelow(root, undefined);
}

/** The one SAML 2.0 role of that name. Throws `saml.metadata_duplicate_entity` for two. */
export function findRole(
  entity: XmlElement,
  localName: 'IDPSSODescriptor' | 'SPSSODescriptor',
): XmlElement | undefined {
  const roles = elementsOf(entity).filter(
    (child) =>
      isElement(child, NAMESPACE.metadata, localName) &&
      readField(child, 'protocolSupportEnumeration').split(/\s+/).includes(NAMESPACE.protocol),
  );
  if (roles.length > 1) throw metadataErrors.metadataDuplicateEntity();
  return roles[0];
}

export function isWebUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
