// Finds the one assertion of a Response, and the signatures where they may stand; refuses every other arrangement.
import { elementsOf, type XmlElement } from '@keyshift/xml';
import { NAMESPACE, STATUS } from '../constants.ts';
import { documentErrors } from '../errors/documents.ts';
import { signatureErrors } from '../errors/signatures.ts';
import { findOwnSignature } from './own-signature.ts';
import {
  checkVersion,
  isElement,
  OPTIONAL_ISSUER,
  OPTIONAL_SIGNATURE,
  readField,
  readId,
  readSequence,
  rule,
} from './structure.ts';
import { surveyDocument } from './survey.ts';

const RESPONSE = [
  OPTIONAL_ISSUER,
  OPTIONAL_SIGNATURE,
  rule(NAMESPACE.protocol, 'Extensions?'),
  rule(NAMESPACE.protocol, 'Status'),
  rule(NAMESPACE.assertion, 'Assertion'),
];
const KNOWN_STATUS: readonly string[] = Object.values(STATUS);

export type ResponseParts = {
  readonly response: XmlElement;
  readonly assertion: XmlElement;
  /** Every signature of the document with the element it stands in. */
  readonly signatures: readonly { readonly parent: XmlElement; readonly signature: XmlElement }[];
};

function checkStatus(response: XmlElement): void {
  const status = elementsOf(response).find((child) => isElement(child, NAMESPACE.protocol, 'Status'));
  if (status === undefined) throw documentErrors.elementMissing({ element: 'Status', parent: 'Response' });
  const code = elementsOf(status).find((child) => isElement(child, NAMESPACE.protocol, 'StatusCode'));
  if (code === undefined) throw documentErrors.elementMissing({ element: 'StatusCode', parent: 'Status' });
  const value = readField(code, 'Value');
  if (value === STATUS.success) return;
  throw documentErrors.statusNotSuccess({
    status: KNOWN_STATUS.includes(value) ? value : 'a status other than Success',
  });
}

function findSignatures(parts: Omit<ResponseParts, 'signatures'>, total: number): ResponseParts['signatures'] {
  const found: { parent: XmlElement; signature: XmlElement }[] = [];
  for (const parent of [parts.response, parts.assertion]) {
    const signature = findOwnSignature(parent);
    if (signature !== undefined) found.push({ parent, signature });
  }
  if (found.length !== total) throw signatureErrors.signatureMisplaced();
  return found;
}

/** The parts of a document whose root is a Response. Throws `saml.*`. Source: saml-core §3.3.3. */
export function readResponseParts(response: XmlElement): ResponseParts {
  if (!isElement(response, NAMESPACE.protocol, 'Response')) throw documentErrors.notAResponse();
  const survey = surveyDocument(response);
  if (survey.encrypted > 0) throw documentErrors.assertionEncrypted();
  checkVersion(response);
  readId(response);
  checkStatus(response);
  if (survey.assertions === 0) throw documentErrors.assertionMissing();
  if (survey.assertions > 1) throw documentErrors.assertionNotUnique();
  const assertion = elementsOf(response).find((child) => isElement(child, NAMESPACE.assertion, 'Assertion'));
  if (assertion === undefined) throw documentErrors.assertionMisplaced();
  const signatures = findSignatures({ response, assertion }, survey.signatures);
  readSequence(response, RESPONSE);
  return { response, assertion, signatures };
}
