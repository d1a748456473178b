// One walk over a whole document before anything is read: no ID twice, no other identifier, how many of what.
import type { XmlAttribute, XmlElement } from '@keyshift/xml';
import { NAMESPACE } from '../constants.ts';
import { documentErrors } from '../errors/documents.ts';
import { isElement } from './structure.ts';

/** Local names are counted in whatever namespace, so look-alikes count too. */
export type Survey = { readonly assertions: number; readonly signatures: number; readonly encrypted: number };

type Counter = { readonly ids: Set<string>; assertions: number; signatures: number; encrypted: number };

// xmldsig §4.1 – a signature may carry an Id, and some products write one. Nothing is ever looked up by it.
function isIdentifier(element: XmlElement, { prefix, localName }: XmlAttribute): boolean {
  if (prefix !== '') return false;
  return localName === 'ID' || (localName === 'Id' && isElement(element, NAMESPACE.signature, 'Signature'));
}

function surveyAttributes(element: XmlElement, counter: Counter): void {
  for (const attribute of element.attributes) {
    const { localName, value } = attribute;
    if (localName.length !== 2 || localName.toLowerCase() !== 'id') continue;
    if (!isIdentifier(element, attribute)) throw documentErrors.idAttributeRefused();
    if (counter.ids.has(value)) throw documentErrors.idDuplicate();
    counter.ids.add(value);
  }
}

function surveyElement(element: XmlElement, counter: Counter): void {
  surveyAttributes(element, counter);
  if (element.localName === 'Assertion') counter.assertions += 1;
  if (element.localName === 'Signature') counter.signatures += 1;
  if (element.localName.startsWith('Encrypted')) counter.encrypted += 1;
  for (const child of element.children) if (child.kind === 'element') surveyElement(child, counter);
}

/** Throws `saml.id_duplicate`, `saml.id_attribute_refused`. */
export function surveyDocument(root: XmlElement): Survey {
  const counter: Counter = { ids: new Set(), assertions: 0, signatures: 0, encrypted: 0 };
  surveyElement(root, counter);
  return counter;
}
