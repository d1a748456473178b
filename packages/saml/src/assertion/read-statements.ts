// Reads the statements: when and how the person signed in, and the attributes.
import { findAttribute, type XmlElement } from '@keyshift/xml';
import { NAMESPACE } from '../constants.ts';
import { documentErrors } from '../errors/documents.ts';
import type { AuthnStatement } from './assertion.ts';
import { findInstantField, readField, readInstantField, readLeaf, readSequence, rule } from './structure.ts';

const AUTHN = [rule(NAMESPACE.assertion, 'SubjectLocality?'), rule(NAMESPACE.assertion, 'AuthnContext')];
const ATTRIBUTES = [rule(NAMESPACE.assertion, 'Attribute'), rule(NAMESPACE.assertion, 'Attribute*')];
const VALUES = [rule(NAMESPACE.assertion, 'AttributeValue*')];

export function readAuthnStatement(element: XmlElement): AuthnStatement {
  readSequence(element, AUTHN);
  const sessionIndex = findAttribute(element, 'SessionIndex');
  const sessionNotOnOrAfter = findInstantField(element, 'SessionNotOnOrAfter');
  return {
    authnInstant: readInstantField(element, 'AuthnInstant'),
    ...(sessionIndex === undefined ? {} : { sessionIndex }),
    ...(sessionNotOnOrAfter === undefined ? {} : { sessionNotOnOrAfter }),
  };
}

/** Adds the attributes of one statement. A name seen before is refused: readers would disagree on its values. */
export function readAttributeStatement(element: XmlElement, into: Map<string, readonly string[]>): void {
  for (const attribute of readSequence(element, ATTRIBUTES)) {
    const name = readField(attribute, 'Name');
    if (into.has(name)) throw documentErrors.attributeAmbiguous();
    into.set(name, readSequence(attribute, VALUES).map(readLeaf));
  }
}
