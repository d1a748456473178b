// Reads one Assertion element into values, refusing whatever it does not fully understand.
import type { XmlElement } from '@keyshift/xml';
import { NAMESPACE } from '../constants.ts';
import type { Assertion, AuthnStatement, Conditions } from './assertion.ts';
import { readConditions } from './read-conditions.ts';
import { readAttributeStatement, readAuthnStatement } from './read-statements.ts';
import { readSubject, type Subject } from './read-subject.ts';
import {
  checkVersion,
  ISSUER,
  OPTIONAL_SIGNATURE,
  readFilledLeaf,
  readId,
  readInstantField,
  readSequence,
  rule,
} from './structure.ts';

const HEAD = [
  ISSUER,
  OPTIONAL_SIGNATURE,
  rule(NAMESPACE.assertion, 'Subject?'),
  rule(NAMESPACE.assertion, 'Conditions?'),
];
const AUTHN_STATEMENTS = rule(NAMESPACE.assertion, 'AuthnStatement*');
const ATTRIBUTE_STATEMENTS = rule(NAMESPACE.assertion, 'AttributeStatement*');

// saml-core §2.3.3 – statements come in any order, but kinds are not interleaved by any known issuer.
const ORDERS = [
  [...HEAD, AUTHN_STATEMENTS, ATTRIBUTE_STATEMENTS],
  [...HEAD, ATTRIBUTE_STATEMENTS, AUTHN_STATEMENTS],
] as const;

type Parts = { issuer: string; subject: Subject; conditions?: Conditions };

function readParts(children: readonly XmlElement[]): Parts & Pick<Assertion, 'authnStatements' | 'attributes'> {
  const parts: Parts = { issuer: '', subject: { confirmations: [] } };
  const authnStatements: AuthnStatement[] = [];
  const attributes = new Map<string, readonly string[]>();
  for (const child of children) {
    if (child.localName === 'Issuer') parts.issuer = readFilledLeaf(child);
    if (child.localName === 'Subject') parts.subject = readSubject(child);
    if (child.localName === 'Conditions') parts.conditions = readConditions(child);
    if (child.localName === 'AuthnStatement') authnStatements.push(readAuthnStatement(child));
    if (child.localName === 'AttributeStatement') readAttributeStatement(child, attributes);
  }
  return { ...parts, authnStatements, attributes };
}

/** Throws `saml.*` naming the element that is missing, repeated, misplaced or malformed. Source: saml-core §2.3.3. */
export function readAssertion(element: XmlElement): Assertion {
  checkVersion(element);
  const attributesFirst = element.children.find(
    (child) => child.kind === 'element' && child.localName.endsWith('Statement'),
  );
  const isAttributesFirst = attributesFirst?.kind === 'element' && attributesFirst.localName === 'AttributeStatement';
  const children = readSequence(element, ORDERS[isAttributesFirst ? 1 : 0]);
  const { issuer, subject, conditions, authnStatements, attributes } = readParts(children);
  return {
    id: readId(element),
    issuer,
    issueInstant: readInstantField(element, 'IssueInstant'),
    ...subject,
    ...(conditions === undefined ? {} : { conditions }),
    authnStatements,
    attributes,
  };
}
