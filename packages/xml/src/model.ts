// The parsed document: elements with resolved namespaces, and text. No comments, instructions or entities exist here.

export type XmlAttribute = {
  readonly prefix: string;
  readonly localName: string;
  /** Empty for an attribute without a prefix. */
  readonly namespaceUri: string;
  readonly value: string;
};

export type XmlText = { readonly kind: 'text'; readonly text: string };

export type XmlElement = {
  readonly kind: 'element';
  readonly prefix: string;
  readonly localName: string;
  readonly namespaceUri: string;
  /** In document order, namespace declarations left out. */
  readonly attributes: readonly XmlAttribute[];
  /** Every prefix in scope here (`''` = default namespace) and its URI; `xml` is implied. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly children: readonly XmlNode[];
};

export type XmlNode = XmlElement | XmlText;
