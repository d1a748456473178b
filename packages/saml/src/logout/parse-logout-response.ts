// Reads a LogoutResponse: how the logout went elsewhere.
import { elementsOf, findAttribute, parseXml, type XmlElement } from '@keyshift/xml';
import {
  checkVersion,
  ISSUER,
  isElement,
  OPTIONAL_SIGNATURE,
  readField,
  readFilledLeaf,
  readId,
  readInstantField,
  readSequence,
  rule,
} from '../assertion/structure.ts';
import { NAMESPACE, STATUS } from '../constants.ts';
import { requestErrors } from '../errors/requests.ts';
import { parseVerified, VERIFIED, type Verified, type VerifiedMessage } from '../verify/verified-message.ts';
import type { LogoutResponse } from './logout-message.ts';

const RESPONSE = [
  ISSUER,
  OPTIONAL_SIGNATURE,
  rule(NAMESPACE.protocol, 'Extensions?'),
  rule(NAMESPACE.protocol, 'Status'),
];
const STATUS_PARTS = [
  rule(NAMESPACE.protocol, 'StatusCode'),
  rule(NAMESPACE.protocol, 'StatusMessage?'),
  rule(NAMESPACE.protocol, 'StatusDetail?'),
];
const SUB_CODE = [rule(NAMESPACE.protocol, 'StatusCode?')];

function listCodes(code: XmlElement | undefined): readonly string[] {
  if (code === undefined) return [];
  const [inner] = readSequence(code, SUB_CODE);
  return [readField(code, 'Value'), ...listCodes(inner)];
}

function readStatus(element: XmlElement): Pick<LogoutResponse, 'isSuccess' | 'isPartial' | 'status' | 'subStatus'> {
  const [first] = readSequence(element, STATUS_PARTS);
  const [status = '', subStatus] = listCodes(first);
  return {
    isSuccess: status === STATUS.success,
    // saml-core §3.7.3.2 – products report it below Success as well as below Responder.
    isPartial: subStatus === STATUS.partialLogout,
    status,
    ...(subStatus === undefined ? {} : { subStatus }),
  };
}

function readResponse(response: XmlElement): LogoutResponse {
  if (!isElement(response, NAMESPACE.protocol, 'LogoutResponse')) throw requestErrors.notALogoutResponse();
  checkVersion(response);
  const children = readSequence(response, RESPONSE);
  const [issuer] = elementsOf(response);
  const status = children.at(-1);
  const destination = findAttribute(response, 'Destination');
  const inResponseTo = findAttribute(response, 'InResponseTo');
  return {
    id: readId(response),
    issuer: issuer === undefined ? '' : readFilledLeaf(issuer),
    issueInstant: readInstantField(response, 'IssueInstant'),
    ...(destination === undefined ? {} : { destination }),
    ...(inResponseTo === undefined ? {} : { inResponseTo }),
    ...readStatus(status ?? response),
  };
}

/**
 * Reads the response without verifying a signature. Throws `saml.not_a_logout_response`, other `saml.*`, `xml.*`.
 * Source: saml-core §3.7.2.
 */
export function parseLogoutResponse(xml: string): LogoutResponse {
  return readResponse(parseXml(xml));
}

/** What a verified message answers, from nothing but its signed bytes. Throws like `parseLogoutResponse`. */
export function readLogoutResponse(message: VerifiedMessage): Verified<LogoutResponse> {
  return { ...readResponse(parseVerified(message, 'SAMLResponse')), __verified: VERIFIED };
}
