// The Condition block: operator → key → values, each checked when the policy is stored, not when it is used.

import { isObject, readStrings } from '../document/json.ts';
import { iamPolicyErrors } from '../errors.ts';
import { parseArnPattern } from '../matching/arn-pattern.ts';
import { parseTemplate } from '../matching/template.ts';
import type { Condition, Test } from './condition.ts';
import { findOperator, type Operator, type OperatorShape } from './operators.ts';
import { parseBinary, parseBoolean, parseInstant, parseIpRange, parseNumber } from './values.ts';

export function parseConditions(block: unknown, o: { variables: boolean }): readonly Condition[] {
  if (block === undefined) return [];
  if (!isObject(block)) throw iamPolicyErrors.syntax({ why: 'Condition is not a JSON object' });
  return Object.entries(block).flatMap(([name, keys]) => {
    const operator = findOperator(name);
    if (operator === undefined) throw iamPolicyErrors.syntax({ why: `"${name}" is not a condition operator` });
    if (!isObject(keys)) throw iamPolicyErrors.syntax({ why: `the condition "${name}" is not a JSON object` });
    return Object.entries(keys).map(([key, value]) => parseCondition({ name, operator, key, value, ...o }));
  });
}

type Line = { name: string; operator: Operator; key: string; value: unknown; variables: boolean };

function parseCondition(line: Line): Condition {
  if (!line.key.includes(':')) throw iamPolicyErrors.actionVendorMissing({ action: line.key });
  // JSON numbers and booleans are accepted where IAM accepts them: as their text.
  const texts = readStrings(asTexts(line.value), `the condition on ${line.key}`);
  if (texts.length === 0) throw iamPolicyErrors.syntax({ why: `the condition on ${line.key} has no value` });
  const { shape, ifExists, quantifier } = line.operator;
  const test = parseTest(shape, texts, line.variables);
  return { operator: line.name, key: line.key, negated: shape.negated, ifExists, quantifier, test };
}

function asTexts(value: unknown): unknown {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => (typeof item === 'number' || typeof item === 'boolean' ? String(item) : item));
}

function parseTest(shape: OperatorShape, texts: readonly string[], variables: boolean): Test {
  switch (shape.kind) {
    case 'string':
      return { kind: 'string', test: shape.test, values: texts.map((text) => parseTemplate(text, { variables })) };
    case 'arn':
      return { kind: 'arn', values: texts.map((text) => parseArnPattern(text, { variables })) };
    case 'numeric':
      return { kind: shape.kind, test: shape.test, values: texts.map((text) => accept(text, parseNumber)) };
    case 'date':
      return { kind: shape.kind, test: shape.test, values: texts.map((text) => accept(text, parseInstant)) };
    case 'ip':
      return { kind: 'ip', values: texts.map((text) => accept(text, parseIpRange)) };
    case 'binary':
      return { kind: 'binary', values: texts.map((text) => accept(text, parseBinary)) };
    case 'bool':
    case 'null':
      return { kind: shape.kind, values: texts.map((text) => accept(text, parseBoolean)) };
  }
}

function accept<Value>(text: string, parse: (text: string) => Value | undefined): Value {
  const value = parse(text);
  if (value === undefined) throw iamPolicyErrors.syntax({ why: `"${text}" is not a value of that operator` });
  return value;
}
