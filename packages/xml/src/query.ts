// Reading a parsed document by (namespace URI, local name); prefixes are never compared.
import { xmlErrors } from './errors.ts';
import type { XmlElement } from './model.ts';

/** All element children, in document order. */
export function elementsOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => child.kind === 'element');
}

/** The element children of that name, in document order. */
export function childElements(element: XmlElement, namespaceUri: string, localName: string): XmlElement[] {
  return elementsOf(element).filter((child) => child.localName === localName && child.namespaceUri === namespaceUri);
}

/** The text of a leaf, `''` when empty. Throws `xml.element_in_text` when there is an element inside. */
export function textOf(element: XmlElement): string {
  let text = '';
  for (const child of element.children) {
    if (child.kind === 'element') throw xmlErrors.elementInText();
    text += child.text;
  }
  return text;
}

/** Value of the attribute without namespace of that name. */
export function findAttribute(element: XmlElement, localName: string): string | undefined {
  return element.attributes.find((attribute) => attribute.localName === localName && attribute.namespaceUri === '')
    ?.value;
}
