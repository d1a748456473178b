// How much of a document is read before giving up; checked before or while parsing, never after.

export type XmlLimits = {
  /** Bytes of a byte input, UTF-16 units of a text input. */
  readonly maxCharacters: number;
  /** Occurrences of `<`: start and end tags together. */
  readonly maxTags: number;
  readonly maxDepth: number;
  /** Attributes and namespace declarations of one element. */
  readonly maxAttributes: number;
  /** Prefixes in scope at one element: bounds the cost of copying scopes. */
  readonly maxNamespaces: number;
  /**
   * Skips comments between elements; beside text they stay refused, for parsers disagree there. Only for documents whose
   * signature nobody relies on: configuration, never messages. Off unless asked for.
   */
  readonly allowComments?: boolean;
};

export const DEFAULT_LIMITS: XmlLimits = {
  maxCharacters: 100_000,
  maxTags: 2_000,
  maxDepth: 64,
  maxAttributes: 64,
  maxNamespaces: 64,
};
