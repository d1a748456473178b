// Reads an AuthnRequest, signed or not, refusing whatever it does not fully understand.
import { elementsOf, findAttribute, parseXml, type XmlElement } from '@keyshift/xml';
import {
  checkVersion,
  findIndexField,
  ISSUER,
  isElement,
  OPTIONAL_SIGNATURE,
  readFilledLeaf,
  readFlag,
  readId,
  readInstantField,
  readSequence,
  rule,
} from '../assertion/structure.ts';
import { NAMESPACE } from '../constants.ts';
import { documentErrors } from '../errors/documents.ts';
import { requestErrors } from '../errors/requests.ts';
import { parseVerified, VERIFIED, type Verified, type VerifiedMessage } from '../verify/verified-message.ts';
import type { AuthnRequest, NameIdPolicy } from './authn-request.ts';
import { readRequestedContext } from './requested-context.ts';

const REQUEST = [
  ISSUER,
  OPTIONAL_SIGNATURE,
  rule(NAMESPACE.protocol, 'Extensions?'),
  rule(NAMESPACE.assertion, 'Subject?'),
  rule(NAMESPACE.protocol, 'NameIDPolicy?'),
  rule(NAMESPACE.assertion, 'Conditions?'),
  rule(NAMESPACE.protocol, 'RequestedAuthnContext?'),
  rule(NAMESPACE.protocol, 'Scoping?'),
];

function checkConsumer(request: XmlElement): void {
  const url = findAttribute(request, 'AssertionConsumerServiceURL');
  const index = findAttribute(request, 'AssertionConsumerServiceIndex');
  // saml-core §3.4.1 – the index excludes both the URL and the binding; the binding alone we can ignore.
  if (url !== undefined && index !== undefined) {
    throw documentErrors.valueInvalid({ element: request.localName, attribute: 'AssertionConsumerServiceIndex' });
  }
}

/** The wishes that stand in attributes. */
function readWishes(request: XmlElement): Partial<AuthnRequest> {
  checkConsumer(request);
  const destination = findAttribute(request, 'Destination');
  const url = findAttribute(request, 'AssertionConsumerServiceURL');
  const index = findIndexField(request, 'AssertionConsumerServiceIndex');
  const binding = findAttribute(request, 'ProtocolBinding');
  const attributesIndex = findIndexField(request, 'AttributeConsumingServiceIndex');
  const providerName = findAttribute(request, 'ProviderName');
  return {
    ...(destination === undefined ? {} : { destination }),
    ...(url === undefined ? {} : { assertionConsumerServiceUrl: url }),
    ...(index === undefined ? {} : { assertionConsumerServiceIndex: index }),
    ...(binding === undefined ? {} : { protocolBinding: binding }),
    ...(attributesIndex === undefined ? {} : { attributeConsumingServiceIndex: attributesIndex }),
    ...(providerName === undefined ? {} : { providerName }),
  };
}

function readNameIdPolicy(policy: XmlElement): NameIdPolicy {
  readSequence(policy, []);
  const format = findAttribute(policy, 'Format');
  const spNameQualifier = findAttribute(policy, 'SPNameQualifier');
  return {
    ...(format === undefined ? {} : { format }),
    ...(spNameQualifier === undefined ? {} : { spNameQualifier }),
    allowCreate: readFlag(policy, 'AllowCreate'),
  };
}

/** The wishes that stand in elements. Scoping and Conditions are wishes that may go unheard (saml-core §3.4.1). */
function readPolicies(children: readonly XmlElement[]): Partial<AuthnRequest> {
  const find = (namespaceUri: string, localName: string): XmlElement | undefined =>
    children.find((child) => isElement(child, namespaceUri, localName));
  const policy = find(NAMESPACE.protocol, 'NameIDPolicy');
  const nameIdPolicy = policy === undefined ? undefined : readNameIdPolicy(policy);
  const context = find(NAMESPACE.protocol, 'RequestedAuthnContext');
  return {
    ...(nameIdPolicy === undefined ? {} : { nameIdPolicy }),
    ...(nameIdPolicy?.format === undefined ? {} : { nameIdFormat: nameIdPolicy.format }),
    ...(context === undefined ? {} : { requestedAuthnContext: readRequestedContext(context) }),
  };
}

function readRequest(request: XmlElement): AuthnRequest {
  if (!isElement(request, NAMESPACE.protocol, 'AuthnRequest')) throw requestErrors.notARequest();
  checkVersion(request);
  const children = readSequence(request, REQUEST);
  const [issuer] = elementsOf(request);
  return {
    id: readId(request),
    issuer: issuer === undefined ? '' : readFilledLeaf(issuer),
    issueInstant: readInstantField(request, 'IssueInstant'),
    ...readWishes(request),
    forceAuthn: readFlag(request, 'ForceAuthn'),
    isPassive: readFlag(request, 'IsPassive'),
    ...readPolicies(children),
    hasSubject: children.some((child) => isElement(child, NAMESPACE.assertion, 'Subject')),
  };
}

/**
 * Reads the request without verifying a signature: treat it as unsigned. `xml` is at most 100 000 characters.
 * Throws `saml.not_a_request` and other `saml.*` and `xml.*`. Source: saml-core §3.4.1.
 */
export function parseAuthnRequest(xml: string): AuthnRequest {
  return readRequest(parseXml(xml));
}

/** What a verified message asks for, from nothing but its signed bytes. Throws like `parseAuthnRequest`. */
export function readAuthnRequest(message: VerifiedMessage): Verified<AuthnRequest> {
  return { ...readRequest(parseVerified(message, 'SAMLRequest')), __verified: VERIFIED };
}

/**
 * Throws `saml.subject_unsupported` for a request for one certain person, which must not be answered with another
 * (saml-core §3.4.1.4).
 */
export function checkNoSubject(request: AuthnRequest): void {
  if (request.hasSubject) throw requestErrors.subjectUnsupported();
}
