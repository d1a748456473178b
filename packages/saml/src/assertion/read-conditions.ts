// Reads the Conditions; one that is not understood makes the assertion invalid (saml-core §2.5.1.1).
import { elementsOf, type XmlElement } from '@keyshift/xml';
import { NAMESPACE } from '../constants.ts';
import { documentErrors } from '../errors/documents.ts';
import type { Conditions } from './assertion.ts';
import { findInstantField, isElement, readFilledLeaf, readSequence, rule } from './structure.ts';

const AUDIENCES = [rule(NAMESPACE.assertion, 'Audience'), rule(NAMESPACE.assertion, 'Audience*')];
// OneTimeUse asks for no caching and ProxyRestriction limits re-issuing: both are true of any single use.
const UNDERSTOOD = ['OneTimeUse', 'ProxyRestriction'];

export function readConditions(element: XmlElement): Conditions {
  const audienceRestrictions: string[][] = [];
  for (const child of elementsOf(element)) {
    if (isElement(child, NAMESPACE.assertion, 'AudienceRestriction')) {
      audienceRestrictions.push(readSequence(child, AUDIENCES).map(readFilledLeaf));
    } else if (child.namespaceUri !== NAMESPACE.assertion || !UNDERSTOOD.includes(child.localName)) {
      throw documentErrors.conditionUnknown();
    }
  }
  const notBefore = findInstantField(element, 'NotBefore');
  const notOnOrAfter = findInstantField(element, 'NotOnOrAfter');
  return {
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(notOnOrAfter === undefined ? {} : { notOnOrAfter }),
    audienceRestrictions,
  };
}
