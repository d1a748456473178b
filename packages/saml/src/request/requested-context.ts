// How strongly a service provider wants somebody signed in, and which of the ways on offer satisfies it.
import { findAttribute, type XmlElement } from '@keyshift/xml';
import { isElement, readFilledLeaf, readSequence, rule } from '../assertion/structure.ts';
import { NAMESPACE } from '../constants.ts';
import { documentErrors } from '../errors/documents.ts';

const COMPARISONS = ['exact', 'minimum', 'maximum', 'better'] as const;

export type RequestedAuthnContext = {
  readonly comparison: (typeof COMPARISONS)[number];
  /** In the order of preference; empty when it asks by declarations, which are not supported. */
  readonly classRefs: readonly string[];
  readonly hasDeclarations: boolean;
};

const reference = (name: string): readonly ReturnType<typeof rule>[] => [
  rule(NAMESPACE.assertion, name),
  rule(NAMESPACE.assertion, `${name}*`),
];
// saml-core §3.3.2.2.1 – classes or declarations, never both.
const CLASSES = reference('AuthnContextClassRef');
const DECLARATIONS = reference('AuthnContextDeclRef');

function readComparison(element: XmlElement): RequestedAuthnContext['comparison'] {
  const value = findAttribute(element, 'Comparison') ?? 'exact';
  const comparison = COMPARISONS.find((known) => known === value);
  if (comparison === undefined) {
    throw documentErrors.valueInvalid({ element: element.localName, attribute: 'Comparison' });
  }
  return comparison;
}

export function readRequestedContext(element: XmlElement): RequestedAuthnContext {
  const hasDeclarations = element.children.some(
    (child) => child.kind === 'element' && isElement(child, NAMESPACE.assertion, 'AuthnContextDeclRef'),
  );
  const references = readSequence(element, hasDeclarations ? DECLARATIONS : CLASSES).map(readFilledLeaf);
  return { comparison: readComparison(element), classRefs: hasDeclarations ? [] : references, hasDeclarations };
}

/**
 * The class to sign the person in by: one of `offered`, which lists the identity provider's classes from the weakest to
 * the strongest; undefined = none satisfies the request, which is answered with NoAuthnContext.
 * Source: saml-core §3.3.2.2.1.
 */
export function decideAuthnContext(requested: RequestedAuthnContext, offered: readonly string[]): string | undefined {
  const { comparison, classRefs } = requested;
  if (comparison === 'exact') return classRefs.find((classRef) => offered.includes(classRef));
  const ranks = classRefs.map((classRef) => offered.indexOf(classRef)).filter((rank) => rank >= 0);
  if (ranks.length === 0) return undefined;
  if (comparison === 'minimum') return offered[Math.min(...ranks)];
  if (comparison === 'maximum') return offered[Math.max(...ranks)];
  // Better than any one of them (saml-core §3.3.2.2.1), which is better than the best.
  return ranks.length === classRefs.length ? offered[Math.max(...ranks) + 1] : undefined;
}
