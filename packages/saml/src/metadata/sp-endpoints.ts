// The addresses of a service provider: where assertions are posted and where logout messages go.
import { childElements, findAttribute, type XmlElement } from '@keyshift/xml';
import { findIndexField, readField, readFlag } from '../assertion/structure.ts';
import { NAMESPACE } from '../constants.ts';
import { documentErrors } from '../errors/documents.ts';
import { metadataErrors } from '../errors/metadata.ts';
import { isWebUrl } from './entities.ts';
import type { AssertionConsumer, LogoutService, Transport } from './sp-metadata.ts';

const MAX_ENDPOINTS = 100;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

function readUrl(element: XmlElement, attribute: string): string {
  const url = readField(element, attribute);
  if (!isWebUrl(url)) throw metadataErrors.metadataEndpointInvalid();
  return url;
}

function findTransport(url: string): Transport {
  const { protocol, hostname } = new URL(url);
  if (protocol === 'https:') return 'https';
  return LOOPBACK.test(hostname) ? 'loopback' : 'http';
}

/** saml-metadata §2.2.3 – the one that says so, else the first that does not deny it, else the first. */
export function findDefault(elements: readonly XmlElement[]): XmlElement | undefined {
  return (
    elements.find((element) => readFlag(element, 'isDefault')) ??
    elements.find((element) => findAttribute(element, 'isDefault') === undefined) ??
    elements[0]
  );
}

function readIndex(element: XmlElement): number {
  const index = findIndexField(element, 'index');
  if (index === undefined) throw documentErrors.fieldMissing({ element: element.localName, attribute: 'index' });
  return index;
}

/** At least one. Throws `saml.metadata_endpoint_invalid`, `saml.value_invalid` for an index used twice. */
export function readConsumers(provider: XmlElement): readonly AssertionConsumer[] {
  const elements = childElements(provider, NAMESPACE.metadata, 'AssertionConsumerService');
  if (elements.length === 0) throw metadataErrors.metadataEndpointInvalid();
  if (elements.length > MAX_ENDPOINTS)
    throw metadataErrors.metadataTooMany({ what: 'addresses', limit: MAX_ENDPOINTS });
  const indexes = elements.map(readIndex);
  if (new Set(indexes).size !== indexes.length) {
    throw documentErrors.valueInvalid({ element: 'AssertionConsumerService', attribute: 'index' });
  }
  const standard = findDefault(elements);
  return elements.map((element) => {
    const url = readUrl(element, 'Location');
    return {
      index: readIndex(element),
      isDefault: element === standard,
      url,
      binding: readField(element, 'Binding'),
      transport: findTransport(url),
    };
  });
}

function readLogoutService(element: XmlElement): LogoutService {
  const hasResponse = findAttribute(element, 'ResponseLocation') !== undefined;
  return {
    binding: readField(element, 'Binding'),
    location: readUrl(element, 'Location'),
    ...(hasResponse ? { responseLocation: readUrl(element, 'ResponseLocation') } : {}),
  };
}

export function readLogoutServices(provider: XmlElement): readonly LogoutService[] {
  return childElements(provider, NAMESPACE.metadata, 'SingleLogoutService').map(readLogoutService);
}
