// One line of a Condition block after parsing.
import type { ArnPattern } from '../matching/arn-pattern.ts';
import type { Template } from '../matching/template.ts';

export type StringTest = 'equals' | 'equalsIgnoreCase' | 'like';
export type OrderTest = 'equals' | 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual';

/** The test of one request value against the statement's values. */
export type Test =
  | { readonly kind: 'string'; readonly test: StringTest; readonly values: readonly Template[] }
  | { readonly kind: 'arn'; readonly values: readonly ArnPattern[] }
  | { readonly kind: 'numeric' | 'date'; readonly test: OrderTest; readonly values: readonly number[] }
  | { readonly kind: 'bool'; readonly values: readonly boolean[] }
  | { readonly kind: 'binary'; readonly values: readonly string[] }
  | { readonly kind: 'ip'; readonly values: readonly IpRange[] }
  | { readonly kind: 'null'; readonly values: readonly boolean[] };

export type IpRange = { readonly address: string; readonly prefix: number; readonly family: 'ipv4' | 'ipv6' };

export type Condition = {
  /** As written, for explanations: `StringLike`, `ForAnyValue:StringEqualsIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly quantifier: 'all' | 'any' | undefined;
  readonly test: Test;
};
