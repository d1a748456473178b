// Reads a ds:Signature whose every child, attribute and algorithm is the one expected; nothing optional, nothing extra.
import { findAttribute, textOf, type XmlElement } from '@keyshift/xml';
import { type ChildRule, isElement, readSequence, rule } from '../assertion/structure.ts';
import { decodeBase64Lines } from '../bindings/base64.ts';
import { ALGORITHM, NAMESPACE } from '../constants.ts';
import { signatureErrors } from '../errors/signatures.ts';
import { isXmlId } from '../id.ts';
import { findDigest, findSignatureAlgorithm, findWeakness, type SignatureAlgorithm } from '../signature/algorithms.ts';

const ds = (name: string): ChildRule => rule(NAMESPACE.signature, name);
const SIGNATURE = [ds('SignedInfo'), ds('SignatureValue'), ds('KeyInfo?')];
const SIGNED_INFO = [ds('CanonicalizationMethod'), ds('SignatureMethod'), ds('Reference')];
const REFERENCE = [ds('Transforms'), ds('DigestMethod'), ds('DigestValue')];
const INCLUSIVE = [rule(NAMESPACE.exclusiveCanonicalization, 'InclusiveNamespaces?')];

export type SignedInfo = {
  readonly element: XmlElement;
  readonly algorithm: SignatureAlgorithm;
  /** PrefixList of SignedInfo's own canonicalization. */
  readonly prefixes: readonly string[];
  readonly value: Buffer;
  readonly reference: {
    readonly uri: string;
    readonly prefixes: readonly string[];
    readonly digest: string;
    readonly digestValue: Buffer;
  };
};

/** The children, exactly; and no attributes but the named ones. Throws `saml.signature_malformed`. */
function readExactly(
  element: XmlElement,
  rules: readonly ChildRule[],
  attributes: readonly string[] = [],
): XmlElement[] {
  const isKnown = element.attributes.every(({ prefix, localName }) => prefix === '' && attributes.includes(localName));
  if (!isKnown || element.attributes.length !== attributes.length) {
    throw signatureErrors.signatureMalformed({ element: element.localName });
  }
  try {
    return readSequence(element, rules);
  } catch {
    throw signatureErrors.signatureMalformed({ element: element.localName });
  }
}

function readBase64(element: XmlElement): Buffer {
  readNoAttributes(element);
  if (element.children.some((child) => child.kind === 'element')) {
    throw signatureErrors.signatureMalformed({ element: element.localName });
  }
  const bytes = decodeBase64Lines(textOf(element));
  if (bytes === undefined) throw signatureErrors.signatureMalformed({ element: element.localName });
  return bytes;
}

function readNoAttributes(element: XmlElement): void {
  if (element.attributes.length > 0) throw signatureErrors.signatureMalformed({ element: element.localName });
}

function readAlgorithm(element: XmlElement, rules: readonly ChildRule[] = []): string {
  readExactly(element, rules, ['Algorithm']);
  return findAttribute(element, 'Algorithm') ?? '';
}

/** The PrefixList of an exclusive canonicalization, which is the only one allowed. */
function readCanonicalization(element: XmlElement): readonly string[] {
  const [inclusive] = readExactly(element, INCLUSIVE, ['Algorithm']);
  if (inclusive === undefined) return [];
  readExactly(inclusive, [], ['PrefixList']);
  return (findAttribute(inclusive, 'PrefixList') ?? '').split(/[ \t\r\n]+/).filter((prefix) => prefix !== '');
}

function readTransforms(element: XmlElement): readonly string[] {
  readNoAttributes(element);
  const [enveloped, canonical, third] = element.children.filter((child) => child.kind === 'element');
  const areTwo = enveloped !== undefined && canonical !== undefined && third === undefined;
  const areAllowed =
    areTwo &&
    isElement(enveloped, NAMESPACE.signature, 'Transform') &&
    isElement(canonical, NAMESPACE.signature, 'Transform') &&
    findAttribute(enveloped, 'Algorithm') === ALGORITHM.envelopedSignature &&
    findAttribute(canonical, 'Algorithm') === ALGORITHM.exclusiveCanonicalization;
  if (!areAllowed) throw signatureErrors.algorithmRefused({ kind: 'transforms' });
  readExactly(element, [ds('Transform'), ds('Transform*')]);
  readAlgorithm(enveloped);
  return readCanonicalization(canonical);
}

function readReference(element: XmlElement): SignedInfo['reference'] {
  const [transforms, method, value] = readExactly(element, REFERENCE, ['URI']);
  if (transforms === undefined || method === undefined || value === undefined) {
    throw signatureErrors.signatureMalformed({ element: 'Reference' });
  }
  const digestMethod = readAlgorithm(method);
  const digest = findDigest(digestMethod);
  if (digest === undefined) {
    throw signatureErrors.algorithmRefused({ kind: 'digest', weak: findWeakness(digestMethod) });
  }
  return {
    uri: findAttribute(element, 'URI') ?? '',
    prefixes: readTransforms(transforms),
    digest,
    digestValue: readBase64(value),
  };
}

/** An Id is the only attribute a signature may have, and says nothing. Throws `saml.signature_malformed`. */
function readSignatureChildren(signature: XmlElement): XmlElement[] {
  const id = findAttribute(signature, 'Id');
  if (id === undefined) return readExactly(signature, SIGNATURE);
  if (!isXmlId(id)) throw signatureErrors.signatureMalformed({ element: signature.localName });
  return readExactly(signature, SIGNATURE, ['Id']);
}

/** Throws `saml.signature_malformed`, `saml.algorithm_refused`. KeyInfo is never looked into. Source: xmldsig §4. */
export function readSignature(signature: XmlElement): SignedInfo {
  const [element, value] = readSignatureChildren(signature);
  if (element === undefined || value === undefined) throw signatureErrors.signatureMalformed({ element: 'Signature' });
  const [canonicalization, method, reference] = readExactly(element, SIGNED_INFO);
  if (canonicalization === undefined || method === undefined || reference === undefined) {
    throw signatureErrors.signatureMalformed({ element: 'SignedInfo' });
  }
  if (findAttribute(canonicalization, 'Algorithm') !== ALGORITHM.exclusiveCanonicalization) {
    throw signatureErrors.algorithmRefused({ kind: 'canonicalization' });
  }
  const signatureMethod = findAttribute(method, 'Algorithm') ?? '';
  const algorithm = findSignatureAlgorithm(signatureMethod);
  if (algorithm === undefined) {
    throw signatureErrors.algorithmRefused({ kind: 'signature', weak: findWeakness(signatureMethod) });
  }
  readAlgorithm(method);
  return {
    element,
    algorithm,
    prefixes: readCanonicalization(canonicalization),
    value: readBase64(value),
    reference: readReference(reference),
  };
}
