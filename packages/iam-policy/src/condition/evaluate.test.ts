import { describe, expect, it } from 'vitest';
import { type ContextValue, createContext } from '../context.ts';
import { evaluateCondition, findUnmet } from './evaluate.ts';
import { parseConditions } from './parse-conditions.ts';

type Case = [operator: string, expected: unknown, actual: ContextValue | undefined, verdict: string];

const verdictOf = (operator: string, expected: unknown, actual: ContextValue | undefined) => {
  const [condition] = parseConditions({ [operator]: { 'T:Key': expected } }, { variables: true });
  if (condition === undefined) throw new TypeError('no condition');
  return evaluateCondition(condition, createContext({ 't:kEY': actual, 'redshift:DbUser': 'alice', 'x:star': '*' }));
};

describe('conditions', () => {
  it.each<Case>([
    ['StringEquals', ['a', 'b'], 'b', 'met'],
    ['StringEquals', 'a', 'A', 'unmet'],
    ['StringEquals', 'a*', 'ab', 'unmet'],
    ['StringEquals', '${redshift:DbUser}', 'alice', 'met'],
    ['StringEquals', '${x:none}', '', 'unmet'],
    ['StringEquals', '${*}', '*', 'met'],
    ['StringEqualsIgnoreCase', 'a', 'A', 'met'],
    ['StringNotEquals', ['a', 'b'], 'b', 'unmet'],
    ['StringNotEquals', ['a', 'b'], 'c', 'met'],
    ['StringNotEqualsIgnoreCase', 'a', 'A', 'unmet'],
    ['StringLike', '*:${redshift:DbUser}', 'AROA1:alice', 'met'],
    ['StringLike', '*:${redshift:DbUser}', 'AROA1:bob', 'unmet'],
    ['StringLike', '*:${x:star}', 'AROA1:bob', 'unmet'],
    ['StringNotLike', 'a*', 'ab', 'unmet'],
    ['NumericEquals', 3, '3.0', 'met'],
    ['NumericNotEquals', '3', '3', 'unmet'],
    ['NumericLessThan', '3', '3', 'unmet'],
    ['NumericLessThanEquals', '3', '3', 'met'],
    ['NumericGreaterThan', '3', '4', 'met'],
    ['NumericGreaterThanEquals', '3', '2', 'unmet'],
    ['NumericLessThan', '3', 'many', 'unclear'],
    ['NumericNotEquals', '3', 'many', 'unclear'],
    ['DateLessThan', '2026-01-01T00:00:00Z', '2025-12-31T23:59:59Z', 'met'],
    ['DateGreaterThan', '2026-01-01', '1700000000', 'unmet'],
    ['DateEquals', '0', '1970-01-01T00:00:00Z', 'met'],
    ['Bool', true, 'TRUE', 'met'],
    ['Bool', 'false', 'true', 'unmet'],
    ['Bool', 'false', 'maybe', 'unclear'],
    ['BinaryEquals', 'AAECAw==', 'AAECAw==', 'met'],
    ['IpAddress', ['10.0.0.0/8', '2001:db8::/32'], '10.1.2.3', 'met'],
    ['IpAddress', ['10.0.0.0/8', '2001:db8::/32'], '2001:db8::7', 'met'],
    ['IpAddress', '10.0.0.0/8', 'somewhere', 'unclear'],
    ['NotIpAddress', '10.0.0.0/8', '10.1.2.3', 'unmet'],
    ['ArnLike', 'arn:aws:iam::*:role/*', 'arn:aws:iam::1:role/a/b', 'met'],
    ['ArnEquals', 'arn:aws:iam::*:user/*', 'arn:aws:iam::1:role/a', 'unmet'],
    ['ArnNotLike', 'arn:aws:iam::*:role/*', 'arn:aws:iam::1:role/a', 'unmet'],
    ['ArnNotEquals', 'arn:aws:iam::*:role/*', 'arn:aws:iam::1:user/a', 'met'],
    ['Null', 'true', undefined, 'met'],
    ['Null', 'true', 'x', 'unmet'],
    ['Null', false, 'x', 'met'],
  ])('%s %j for %j is %s', (operator, expected, actual, verdict) => {
    expect(verdictOf(operator, expected, actual)).toBe(verdict);
  });

  it.each<Case>([
    ['StringEquals', 'a', undefined, 'unmet'],
    ['StringNotEquals', 'a', undefined, 'met'],
    ['StringEqualsIfExists', 'a', undefined, 'met'],
    ['StringEqualsIfExists', 'a', 'b', 'unmet'],
    ['ForAllValues:StringEquals', 'a', undefined, 'met'],
    ['ForAllValues:StringEquals', 'a', [], 'met'],
    ['ForAnyValue:StringEquals', 'a', undefined, 'unmet'],
    ['ForAnyValue:StringEquals', 'a', [], 'unmet'],
    ['ForAnyValue:StringNotEquals', 'a', undefined, 'unmet'],
    ['ForAnyValue:StringEqualsIfExists', 'a', undefined, 'met'],
  ])('%s %j for the absent key %j is %s', (operator, expected, actual, verdict) => {
    expect(verdictOf(operator, expected, actual)).toBe(verdict);
  });

  it.each<Case>([
    ['StringEquals', 'a', ['b', 'a'], 'met'],
    ['StringNotEquals', 'a', ['b', 'a'], 'unmet'],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'b'], 'met'],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], 'unmet'],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], 'met'],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c'], 'unmet'],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'c'], 'met'],
    ['ForAllValues:StringNotEquals', ['a'], ['a', 'c'], 'unmet'],
  ])('%s %j for the values %j is %s', (operator, expected, actual, verdict) => {
    expect(verdictOf(operator, expected, actual)).toBe(verdict);
  });

  it('are joined by AND over operators and keys', () => {
    const block = { StringEquals: { 'a:x': '1', 'a:y': '2' }, Bool: { 'a:z': 'true' } };
    const conditions = parseConditions(block, { variables: true });
    expect(findUnmet(conditions, createContext({ 'a:x': '1', 'a:y': '2', 'a:z': 'true' }))).toBeUndefined();
    expect(findUnmet(conditions, createContext({ 'a:x': '1', 'a:y': '3', 'a:z': 'true' }))?.condition.key).toBe('a:y');
  });
});
