// The condition operators of IAM as a table: name, kind of test, negation.
import type { OrderTest, StringTest } from './condition.ts';

export type OperatorShape =
  | { readonly kind: 'string'; readonly test: StringTest; readonly negated: boolean }
  | { readonly kind: 'numeric' | 'date'; readonly test: OrderTest; readonly negated: boolean }
  | { readonly kind: 'arn' | 'ip' | 'bool' | 'binary' | 'null'; readonly negated: boolean };

const ORDER = [
  ['Equals', 'equals', false],
  ['NotEquals', 'equals', true],
  ['LessThan', 'less', false],
  ['LessThanEquals', 'lessOrEqual', false],
  ['GreaterThan', 'greater', false],
  ['GreaterThanEquals', 'greaterOrEqual', false],
] as const;

const OPERATORS: ReadonlyMap<string, OperatorShape> = new Map<string, OperatorShape>([
  ['StringEquals', { kind: 'string', test: 'equals', negated: false }],
  ['StringNotEquals', { kind: 'string', test: 'equals', negated: true }],
  ['StringEqualsIgnoreCase', { kind: 'string', test: 'equalsIgnoreCase', negated: false }],
  ['StringNotEqualsIgnoreCase', { kind: 'string', test: 'equalsIgnoreCase', negated: true }],
  ['StringLike', { kind: 'string', test: 'like', negated: false }],
  ['StringNotLike', { kind: 'string', test: 'like', negated: true }],
  // Both Arn operators take wildcards and differ in name only.
  ['ArnEquals', { kind: 'arn', negated: false }],
  ['ArnLike', { kind: 'arn', negated: false }],
  ['ArnNotEquals', { kind: 'arn', negated: true }],
  ['ArnNotLike', { kind: 'arn', negated: true }],
  ['IpAddress', { kind: 'ip', negated: false }],
  ['NotIpAddress', { kind: 'ip', negated: true }],
  ['Bool', { kind: 'bool', negated: false }],
  ['BinaryEquals', { kind: 'binary', negated: false }],
  ['Null', { kind: 'null', negated: false }],
  ...ORDER.map(([name, test, negated]) => [`Numeric${name}`, { kind: 'numeric', test, negated }] as const),
  ...ORDER.map(([name, test, negated]) => [`Date${name}`, { kind: 'date', test, negated }] as const),
]);

export type Operator = {
  readonly shape: OperatorShape;
  readonly ifExists: boolean;
  readonly quantifier: 'all' | 'any' | undefined;
};

const NAME = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/;

/** The operator of that name, undefined when IAM has none; names are case-sensitive here, deny by default. */
export function findOperator(name: string): Operator | undefined {
  const match = NAME.exec(name);
  const shape = OPERATORS.get(match?.[2] ?? '');
  if (match === null || shape === undefined) return undefined;
  const quantifier = match[1] === undefined ? undefined : match[1] === 'ForAllValues' ? 'all' : 'any';
  const ifExists = match[3] !== undefined;
  // Null asks for presence itself: neither suffix nor quantifier has a meaning.
  if (shape.kind === 'null' && (ifExists || quantifier !== undefined)) return undefined;
  return { shape, ifExists, quantifier };
}
