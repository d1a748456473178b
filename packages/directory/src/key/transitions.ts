// The life of a signing key as a table: what may be done to it in each state.
//
// ```mermaid
// stateDiagram-v2
//   [*] --> staged
//   staged --> published: publish
//   staged --> active: activate
//   staged --> [*]: delete
//   published --> active: activate
//   published --> retired: retire
//   active --> retiring: another is activated
//   retiring --> active: activate
//   retiring --> retired: retire
//   retired --> [*]: delete
// ```

export type KeyState = 'staged' | 'published' | 'active' | 'retiring' | 'retired';
export type KeyTransition = 'publish' | 'activate' | 'retire' | 'delete';

/** `deleted` is no state that is stored. */
export const KEY_TRANSITIONS: Readonly<
  Record<KeyState, Readonly<Partial<Record<KeyTransition, KeyState | 'deleted'>>>>
> = {
  staged: { publish: 'published', activate: 'active', delete: 'deleted' },
  published: { activate: 'active', retire: 'retired' },
  // An application never goes without a key: the active one leaves only as another takes its place.
  active: {},
  retiring: { activate: 'active', retire: 'retired' },
  retired: { delete: 'deleted' },
};

/** The states whose certificates stand in the metadata, in their order there. */
export const PUBLISHED_STATES: readonly KeyState[] = ['active', 'published', 'retiring'];

export function transitionsOf(state: KeyState): readonly KeyTransition[] {
  return Object.keys(KEY_TRANSITIONS[state]) as KeyTransition[];
}
