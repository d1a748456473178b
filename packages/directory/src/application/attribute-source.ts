// What an assertion's attribute is made of: a source, and the transforms each of its values goes through.

export type Transform =
  | { readonly kind: 'lowercase' }
  | { readonly kind: 'uppercase' }
  | { readonly kind: 'strip_prefix'; readonly prefix: string }
  | { readonly kind: 'add_prefix'; readonly prefix: string }
  /** The part before the first `@`. */
  | { readonly kind: 'strip_domain' };

/** Fixed operators, no regular expressions: nothing that can be made slow. `one_of` compares whole names. */
export type GroupFilter = {
  readonly operator: 'starts_with' | 'ends_with' | 'contains' | 'one_of';
  readonly values: readonly string[];
};

export type AttributeSource =
  /** A user field: `username`, `email`, `displayName`, `id`, a profile field, or `custom.<name>`. */
  | { readonly kind: 'user'; readonly field: string }
  | { readonly kind: 'constant'; readonly value: string }
  | { readonly kind: 'groups'; readonly filter?: GroupFilter | undefined }
  | { readonly kind: 'role' };

/** A name may repeat: its values then join in one SAML attribute. */
export type AttributeMapping = {
  readonly name: string;
  readonly friendlyName?: string | undefined;
  readonly nameFormat?: 'uri' | 'basic' | 'unspecified' | undefined;
  readonly source: AttributeSource;
  /** Applied left to right to every value. */
  readonly transforms?: readonly Transform[] | undefined;
};

export function applyTransform(value: string, transform: Transform): string {
  switch (transform.kind) {
    case 'lowercase':
      return value.toLowerCase();
    case 'uppercase':
      return value.toUpperCase();
    case 'strip_prefix':
      return value.startsWith(transform.prefix) ? value.slice(transform.prefix.length) : value;
    case 'add_prefix':
      return transform.prefix + value;
    case 'strip_domain':
      return value.split('@', 1)[0] ?? '';
  }
}

export function passesFilter(group: string, filter: GroupFilter | undefined): boolean {
  if (filter === undefined) return true;
  switch (filter.operator) {
    case 'starts_with':
      return filter.values.some((one) => group.startsWith(one));
    case 'ends_with':
      return filter.values.some((one) => group.endsWith(one));
    case 'contains':
      return filter.values.some((one) => group.includes(one));
    case 'one_of':
      return filter.values.includes(group);
  }
}
