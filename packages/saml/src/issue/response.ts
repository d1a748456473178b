// Issues a signed SAML Response: the hot path, whose cost is the signature.
import { escapeAttribute, escapeText } from '@keyshift/xml';
import { NAMESPACE, SAML_VERSION, STATUS } from '../constants.ts';
import { type Encryption, encryptElement } from '../encrypt/encrypt-element.ts';
import { documentErrors } from '../errors/documents.ts';
import { isXmlId } from '../id.ts';
import { formatInstant } from '../instant.ts';
import { formatAssertion } from './assertion.ts';
import type { ResponseInput } from './response-input.ts';
import { type SigningKey, signElement } from './signature.ts';

/** What every Response starts with, up to and including its Issuer. */
export type ResponseHead = Pick<
  ResponseInput,
  'responseId' | 'issueInstant' | 'issuer' | 'destination' | 'inResponseTo'
>;

export function formatResponseHead(head: ResponseHead): string {
  const inResponseTo = head.inResponseTo === undefined ? '' : ` InResponseTo="${escapeAttribute(head.inResponseTo)}"`;
  return (
    `<samlp:Response xmlns:samlp="${NAMESPACE.protocol}" Destination="${escapeAttribute(head.destination)}" ID="${head.responseId}"${inResponseTo} IssueInstant="${formatInstant(head.issueInstant)}" Version="${SAML_VERSION}">` +
    `<saml:Issuer xmlns:saml="${NAMESPACE.assertion}">${escapeText(head.issuer)}</saml:Issuer>`
  );
}

/** Throws `saml.id_invalid` unless the ID may stand in a document and in a reference unescaped. */
export function checkNewId(id: string, element: string): void {
  if (!id.startsWith('_') || !isXmlId(id)) throw documentErrors.idInvalid({ element });
}

const SUCCESS = `<samlp:Status><samlp:StatusCode Value="${STATUS.success}"></samlp:StatusCode></samlp:Status>`;

function formatSignedAssertion(input: ResponseInput, key: SigningKey): string {
  checkNewId(input.responseId, 'Response');
  checkNewId(input.assertionId, 'Assertion');
  if (input.responseId === input.assertionId) throw documentErrors.idInvalid({ element: 'Assertion' });
  const unsigned = formatAssertion(input);
  return input.sign === 'response' ? unsigned.head + unsigned.tail : signElement(unsigned, key);
}

function finishResponse(input: ResponseInput, key: SigningKey, assertion: string): string {
  const head = formatResponseHead(input);
  const tail = `${SUCCESS}${assertion}</samlp:Response>`;
  return input.sign === 'assertion' ? head + tail : signElement({ id: input.responseId, head, tail }, key);
}

/**
 * The Response as XML text in exclusive canonical form, signed as asked. Times are written in UTC milliseconds.
 * Throws `saml.key_unsupported`, `saml.id_invalid`, and `xml.illegal_character` for text that XML cannot carry.
 * Source: saml-core §2.3.3, §3.3.3; saml-profiles §4.1.4.2.
 */
export function issueResponse(input: ResponseInput, key: SigningKey): string {
  return finishResponse(input, key, formatSignedAssertion(input, key));
}

/**
 * The same with the assertion readable by the recipient alone. It is signed first and encrypted then, so that the
 * signature still holds once decrypted; a signature of the response is over the encrypted form (saml-core §6.1).
 * Throws like `issueResponse`, and `saml.encryption_key_unsupported`. AWS and the Redshift drivers take no such response.
 */
export function issueEncryptedResponse(input: ResponseInput, key: SigningKey, encryption: Encryption): string {
  const encrypted = encryptElement(formatSignedAssertion(input, key), encryption);
  const assertion = `<saml:EncryptedAssertion xmlns:saml="${NAMESPACE.assertion}">${encrypted}</saml:EncryptedAssertion>`;
  return finishResponse(input, key, assertion);
}
