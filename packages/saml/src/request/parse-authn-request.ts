// Reads an AuthnRequest: what a service provider asks for. Nothing here decides whether it gets it.
import { elementsOf, findAttribute, parseXml, type XmlElement } from '@keyshift/xml';
import {
  checkVersion,
  ISSUER,
  isElement,
  OPTIONAL_SIGNATURE,
  readFilledLeaf,
  readId,
  readInstantField,
  readSequence,
  rule,
} from '../assertion/structure.ts';
import { NAMESPACE } from '../constants.ts';
import { documentErrors } from '../errors/documents.ts';
import { requestErrors } from '../errors/requests.ts';

export type AuthnRequest = {
  readonly id: string;
  readonly issuer: string;
  readonly issueInstant: Date;
  readonly destination?: string;
  /** A wish: only a registered URL may be answered. */
  readonly assertionConsumerServiceUrl?: string;
  readonly assertionConsumerServiceIndex?: number;
  readonly protocolBinding?: string;
  readonly forceAuthn: boolean;
  readonly isPassive: boolean;
  readonly nameIdFormat?: string;
};

// Subject is left out on purpose: a request for one certain person must not be answered with another (saml-core §3.4.1.4).
const REQUEST = [
  ISSUER,
  OPTIONAL_SIGNATURE,
  rule(NAMESPACE.protocol, 'Extensions?'),
  rule(NAMESPACE.protocol, 'NameIDPolicy?'),
  rule(NAMESPACE.assertion, 'Conditions?'),
  rule(NAMESPACE.protocol, 'RequestedAuthnContext?'),
  rule(NAMESPACE.protocol, 'Scoping?'),
];

function readBoolean(element: XmlElement, attribute: string): boolean {
  const value = findAttribute(element, attribute) ?? 'false';
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  throw documentErrors.valueInvalid({ element: element.localName, attribute });
}

function findIndex(element: XmlElement, attribute: string): number | undefined {
  const value = findAttribute(element, attribute);
  if (value === undefined) return undefined;
  const index = Number(value);
  if (!/^\d{1,5}$/.test(value) || index > 65_535) {
    throw documentErrors.valueInvalid({ element: element.localName, attribute });
  }
  return index;
}

function readConsumer(
  request: XmlElement,
): Pick<AuthnRequest, 'assertionConsumerServiceUrl' | 'assertionConsumerServiceIndex' | 'protocolBinding'> {
  const url = findAttribute(request, 'AssertionConsumerServiceURL');
  const index = findIndex(request, 'AssertionConsumerServiceIndex');
  const binding = findAttribute(request, 'ProtocolBinding');
  // saml-core §3.4.1 – the index excludes both the URL and the binding; the binding alone we can ignore.
  if (url !== undefined && index !== undefined) {
    throw documentErrors.valueInvalid({ element: request.localName, attribute: 'AssertionConsumerServiceIndex' });
  }
  return {
    ...(url === undefined ? {} : { assertionConsumerServiceUrl: url }),
    ...(index === undefined ? {} : { assertionConsumerServiceIndex: index }),
    ...(binding === undefined ? {} : { protocolBinding: binding }),
  };
}

function findNameIdFormat(children: readonly XmlElement[]): string | undefined {
  const policy = children.find((child) => isElement(child, NAMESPACE.protocol, 'NameIDPolicy'));
  return policy === undefined ? undefined : findAttribute(policy, 'Format');
}

/**
 * Reads the request without verifying a signature: treat it as unsigned. `xml` is at most 100 000 characters.
 * Throws `saml.not_a_request` and other `saml.*` and `xml.*`. Source: saml-core §3.4.1.
 */
export function parseAuthnRequest(xml: string): AuthnRequest {
  const request = parseXml(xml);
  if (!isElement(request, NAMESPACE.protocol, 'AuthnRequest')) throw requestErrors.notARequest();
  checkVersion(request);
  const children = readSequence(request, REQUEST);
  const destination = findAttribute(request, 'Destination');
  const nameIdFormat = findNameIdFormat(children);
  const [issuer] = elementsOf(request);
  return {
    id: readId(request),
    issuer: issuer === undefined ? '' : readFilledLeaf(issuer),
    issueInstant: readInstantField(request, 'IssueInstant'),
    ...(destination === undefined ? {} : { destination }),
    ...readConsumer(request),
    forceAuthn: readBoolean(request, 'ForceAuthn'),
    isPassive: readBoolean(request, 'IsPassive'),
    ...(nameIdFormat === undefined ? {} : { nameIdFormat }),
  };
}
