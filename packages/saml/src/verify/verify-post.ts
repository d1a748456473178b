// Verifies the enveloped signature of a request or logout message, as the POST binding carries it.
import type { KeyObject } from 'node:crypto';
import { parseXml, type XmlElement } from '@keyshift/xml';
import { surveyDocument } from '../assertion/survey.ts';
import { NAMESPACE } from '../constants.ts';
import { requestErrors } from '../errors/requests.ts';
import { findOnlySignature, VERIFIED, type VerifiedMessage } from './verified-message.ts';
import { listUsableKeys, verifyEnvelopedSignature } from './verify-signature.ts';

const KINDS: ReadonlyMap<string, VerifiedMessage['kind']> = new Map([
  ['AuthnRequest', 'SAMLRequest'],
  ['LogoutRequest', 'SAMLRequest'],
  ['LogoutResponse', 'SAMLResponse'],
]);

function readKind(root: XmlElement): VerifiedMessage['kind'] {
  const kind = KINDS.get(root.localName);
  if (kind === undefined || root.namespaceUri !== NAMESPACE.protocol) throw requestErrors.messageUnknown();
  return kind;
}

/**
 * `xml` is an AuthnRequest, LogoutRequest or LogoutResponse of at most 100 000 characters with exactly one signature, by
 * one of `keys` (RSA ≥ 2048 bits or P-256), over the whole message. Destination, age and sender are still to be checked.
 * Throws AppError `saml.*` and `xml.*`. Source: saml-core §5, xmldsig §3.2, saml-bindings §3.5.4.
 */
export function verifyPostSignature(xml: string, keys: readonly KeyObject[]): VerifiedMessage {
  const usableKeys = listUsableKeys(keys);
  const root = parseXml(xml);
  const kind = readKind(root);
  const canonical = verifyEnvelopedSignature(root, findOnlySignature(root), usableKeys);
  return { kind, xml: canonical, __verified: VERIFIED };
}

/** Whether there is a signature anywhere in a message: then it must be verified, even where unsigned ones are taken. */
export function isSignedMessage(xml: string): boolean {
  return surveyDocument(parseXml(xml)).signatures > 0;
}
