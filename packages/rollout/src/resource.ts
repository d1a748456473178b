// One thing that a rollout makes: how to look at it, make it, mend it and take it away.

export type ResourceKind =
  | 'group'
  | 'person'
  | 'application'
  | 'SAML provider'
  | 'policy'
  | 'role'
  | 'security group'
  | 'subnet group'
  | 'cluster'
  | 'DB group'
  | 'SQL script'
  | 'grant';

export type Observation =
  | { readonly state: 'absent' }
  /** `ours` = this rollout made it; `differences` in words, none = as described. */
  | { readonly state: 'present'; readonly ours: boolean; readonly differences: readonly string[] };

export type Resource = {
  readonly kind: ResourceKind;
  readonly name: string;
  /** False for people, groups and applications: they belong to the directory and outlive a rollout. */
  readonly removedByDestroy: boolean;
  observe(): Promise<Observation>;
  create(): Promise<void>;
  /** Brings an existing resource of ours to its description. */
  update(): Promise<void>;
  remove(): Promise<void>;
};

export const ABSENT: Observation = { state: 'absent' };

/** The tag that marks what a rollout made; its value is the rollout's name. */
export const OWNER_TAG = 'keyshift:rollout';
