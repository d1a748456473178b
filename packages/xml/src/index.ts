// Strict XML parsing, exclusive canonicalization, escaping.
export {};
