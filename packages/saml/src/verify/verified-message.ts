// A request or logout message whose signature was verified, and what may be read from it: nothing but the signed bytes.
import { parseXml, type XmlElement } from '@keyshift/xml';
import { findOwnSignature } from '../assertion/own-signature.ts';
import { surveyDocument } from '../assertion/survey.ts';
import { requestErrors } from '../errors/requests.ts';
import { signatureErrors } from '../errors/signatures.ts';

export const VERIFIED: unique symbol = Symbol('verified');

/** Only `verifyPostSignature` and `verifyRedirectSignature` make one; the `read…` functions say what is in it. */
export type VerifiedMessage = {
  /** The parameter it came in. */
  readonly kind: 'SAMLRequest' | 'SAMLResponse';
  /** The signed message itself, without its signature. */
  readonly xml: string;
  /** Only the Redirect binding signs it; by POST it is not vouched for and left out. */
  readonly relayState?: string;
  readonly __verified: typeof VERIFIED;
};

/** Values that come from a verified message. */
export type Verified<Message> = Message & { readonly __verified: typeof VERIFIED };

// Canonical form repeats namespace declarations and escapes, so it may be longer than what was sent.
const CANONICAL_LIMITS = { maxCharacters: 400_000 };

/** Throws `saml.message_unknown` for a request sent as a response, or the other way round. */
export function parseVerified(message: VerifiedMessage, kind: VerifiedMessage['kind']): XmlElement {
  if (message.kind !== kind) throw requestErrors.messageUnknown();
  return parseXml(message.xml, CANONICAL_LIMITS);
}

/** The one signature of a message, in its place. Throws `saml.message_unsigned`, `saml.signature_misplaced`. */
export function findOnlySignature(root: XmlElement): XmlElement {
  const { signatures } = surveyDocument(root);
  if (signatures === 0) throw signatureErrors.messageUnsigned();
  const own = findOwnSignature(root);
  if (own === undefined || signatures > 1) throw signatureErrors.signatureMisplaced();
  return own;
}

/** Throws `saml.signature_misplaced`: two signatures by two bindings could be about two senders (saml-bindings §3.4.4.1). */
export function checkNoSignature(root: XmlElement): void {
  if (surveyDocument(root).signatures > 0) throw signatureErrors.signatureMisplaced();
}
