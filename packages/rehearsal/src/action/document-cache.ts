// Parsed policies and metadata by their text: parsing keys and patterns on each call would dominate its cost.
import { type Policy, type PolicyKind, parsePolicy } from '@keyshift/iam-policy';
import { type IdpMetadata, parseIdpMetadata } from '@keyshift/saml';

export type DocumentCache = {
  policy(document: string, kind: PolicyKind): Policy;
  metadata(document: string): readonly IdpMetadata[];
};

const MAX_POLICIES = 500;
// A metadata document may have ten million characters.
const MAX_METADATA = 16;

/** Owned by one rehearsal. The text itself is the key, so an entry can never be stale. */
export function createDocumentCache(): DocumentCache {
  const policies = new Map<string, Policy>();
  const metadata = new Map<string, readonly IdpMetadata[]>();
  return {
    policy: (document, kind) =>
      remember(policies, `${kind} ${document}`, { max: MAX_POLICIES, make: () => parsePolicy(document, kind) }),
    metadata: (document) => remember(metadata, document, { max: MAX_METADATA, make: () => parseIdpMetadata(document) }),
  };
}

function remember<Value>(entries: Map<string, Value>, key: string, o: { max: number; make: () => Value }): Value {
  const known = entries.get(key);
  if (known !== undefined) return known;
  const value = o.make();
  if (entries.size >= o.max) entries.clear();
  entries.set(key, value);
  return value;
}
