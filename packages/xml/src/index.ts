// Strict XML parsing, exclusive canonicalization, escaping.
export { type CanonicalizeOptions, canonicalize } from './canonicalize.ts';
export type { XmlErrorCode } from './errors.ts';
export { escapeAttribute, escapeText } from './escape.ts';
export type { XmlLimits } from './limits.ts';
export type { XmlAttribute, XmlElement, XmlNode, XmlText } from './model.ts';
export { parseXml } from './parse.ts';
export { childElements, elementsOf, findAttribute, textOf } from './query.ts';
