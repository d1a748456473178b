// A policy document after parsing: everything is checked, patterns are compiled.
import type { Condition } from '../condition/condition.ts';
import type { ArnPattern } from '../matching/arn-pattern.ts';
import type { Glob } from '../matching/glob.ts';

export type PolicyKind = 'identity' | 'trust';
export type PolicyVersion = '2008-10-17' | '2012-10-17';

/** `not` is the complement: NotAction, NotResource. */
export type Selection<Item> = { readonly not: boolean; readonly items: readonly Item[] };

export type ActionPattern = { readonly text: string; readonly glob: Glob };

export type Principal = { readonly type: 'AWS' | 'Federated' | 'Service' | '*'; readonly value: string };

export type Statement = {
  /** Position in the document, from 0. */
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Selection<ActionPattern>;
  /** Undefined in a trust policy. */
  readonly resources: Selection<ArnPattern> | undefined;
  /** Empty in an identity policy. */
  readonly principals: readonly Principal[];
  readonly conditions: readonly Condition[];
};

export type Policy = {
  readonly kind: PolicyKind;
  readonly version: PolicyVersion;
  readonly statements: readonly Statement[];
};
