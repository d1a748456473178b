// Where the value of an assertion's attribute comes from.

export type AttributeSource =
  | { kind: 'user'; field: 'username' | 'email' | 'displayName' }
  | { kind: 'constant'; value: string }
  | { kind: 'groups' }
  | { kind: 'role' };

export type AttributeMapping = { readonly name: string; readonly source: AttributeSource };
