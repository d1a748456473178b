// Reads a LogoutRequest: whose sessions to end. Nothing here ends one.
import { elementsOf, findAttribute, parseXml, type XmlElement } from '@keyshift/xml';
import {
  checkVersion,
  findInstantField,
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
import { parseVerified, VERIFIED, type Verified, type VerifiedMessage } from '../verify/verified-message.ts';
import type { LogoutRequest } from './logout-message.ts';

const REQUEST = [
  ISSUER,
  OPTIONAL_SIGNATURE,
  rule(NAMESPACE.protocol, 'Extensions?'),
  rule(NAMESPACE.assertion, 'NameID'),
  rule(NAMESPACE.protocol, 'SessionIndex*'),
];

function readNameId(element: XmlElement): LogoutRequest['nameId'] {
  const format = findAttribute(element, 'Format');
  const nameQualifier = findAttribute(element, 'NameQualifier');
  const spNameQualifier = findAttribute(element, 'SPNameQualifier');
  return {
    value: readFilledLeaf(element),
    ...(format === undefined ? {} : { format }),
    ...(nameQualifier === undefined ? {} : { nameQualifier }),
    ...(spNameQualifier === undefined ? {} : { spNameQualifier }),
  };
}

function checkIdentifier(request: XmlElement): void {
  const isOther = elementsOf(request).some(
    (child) => isElement(child, NAMESPACE.assertion, 'EncryptedID') || isElement(child, NAMESPACE.assertion, 'BaseID'),
  );
  if (isOther) throw requestErrors.nameIdUnsupported();
}

function readFields(request: XmlElement): Pick<LogoutRequest, 'destination' | 'notOnOrAfter' | 'reason'> {
  const destination = findAttribute(request, 'Destination');
  const notOnOrAfter = findInstantField(request, 'NotOnOrAfter');
  const reason = findAttribute(request, 'Reason');
  return {
    ...(destination === undefined ? {} : { destination }),
    ...(notOnOrAfter === undefined ? {} : { notOnOrAfter }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function readRequest(request: XmlElement): LogoutRequest {
  if (!isElement(request, NAMESPACE.protocol, 'LogoutRequest')) throw requestErrors.notALogoutRequest();
  checkVersion(request);
  checkIdentifier(request);
  const children = readSequence(request, REQUEST);
  const find = (localName: string): XmlElement | undefined => children.find((child) => child.localName === localName);
  const [issuer, nameId] = [find('Issuer'), find('NameID')];
  if (issuer === undefined || nameId === undefined) {
    throw documentErrors.elementMissing({ element: 'NameID', parent: request.localName });
  }
  return {
    id: readId(request),
    issuer: readFilledLeaf(issuer),
    issueInstant: readInstantField(request, 'IssueInstant'),
    ...readFields(request),
    nameId: readNameId(nameId),
    sessionIndexes: children.filter((child) => child.localName === 'SessionIndex').map(readFilledLeaf),
  };
}

/**
 * Reads the request without verifying a signature: it may choose the keys to verify with, and ends no session.
 * Throws `saml.not_a_logout_request`, `saml.name_id_unsupported`, other `saml.*`, `xml.*`. Source: saml-core §3.7.1.
 */
export function parseLogoutRequest(xml: string): LogoutRequest {
  return readRequest(parseXml(xml));
}

/** What a verified message asks for, from nothing but its signed bytes. Throws like `parseLogoutRequest`. */
export function readLogoutRequest(message: VerifiedMessage): Verified<LogoutRequest> {
  return { ...readRequest(parseVerified(message, 'SAMLRequest')), __verified: VERIFIED };
}
