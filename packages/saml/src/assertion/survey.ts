// One walk over a whole document before anything is read: no ID twice, no other identifier, how many of what.
import type { XmlElement } from '@keyshift/xml';
import { documentErrors } from '../errors/documents.ts';

/** Local names are counted in whatever namespace, so look-alikes count too. */
export type Survey = { readonly assertions: number; readonly signatures: number; readonly encrypted: number };

type Counter = { readonly ids: Set<string>; assertions: number; signatures: number; encrypted: number };

function surveyAttributes(element: XmlElement, counter: Counter): void {
  for (const { prefix, localName, value } of element.attributes) {
    if (localName.length !== 2 || localName.toLowerCase() !== 'id') continue;
    if (prefix !== '' || localName !== 'ID') throw documentErrors.idAttributeRefused();
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
