// Where an element's own signature may stand: right behind its Issuer, and nowhere else.
import { elementsOf, type XmlElement } from '@keyshift/xml';
import { NAMESPACE } from '../constants.ts';
import { isElement } from './structure.ts';

/** The ds:Signature in its place (saml-core §2.3.3, §3.2.2), if there is one. */
export function findOwnSignature(parent: XmlElement): XmlElement | undefined {
  const [issuer, second] = elementsOf(parent);
  const isInPlace =
    second !== undefined &&
    isElement(second, NAMESPACE.signature, 'Signature') &&
    issuer !== undefined &&
    isElement(issuer, NAMESPACE.assertion, 'Issuer');
  return isInPlace ? second : undefined;
}
