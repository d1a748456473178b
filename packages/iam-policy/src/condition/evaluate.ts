// Whether a request meets the conditions of a statement.
import { BlockList, isIP } from 'node:net';
import { type Context, findValues } from '../context.ts';
import { matchesArn } from '../matching/arn-pattern.ts';
import { matchesGlob } from '../matching/glob.ts';
import { resolveGlob, resolveText, type Template } from '../matching/template.ts';
import type { Condition, IpRange, OrderTest, StringTest, Test } from './condition.ts';
import { parseBoolean, parseInstant, parseNumber } from './values.ts';

/** `unclear`: the request's value cannot be read as the operator needs it. An Allow then fails, a Deny applies. */
export type ConditionVerdict = 'met' | 'unmet' | 'unclear';

/** The first condition that is not met, or undefined when all are: operators and keys are joined by AND. */
export function findUnmet(
  conditions: readonly Condition[],
  context: Context,
): { condition: Condition; verdict: 'unmet' | 'unclear' } | undefined {
  let unclear: Condition | undefined;
  for (const condition of conditions) {
    const verdict = evaluateCondition(condition, context);
    if (verdict === 'unmet') return { condition, verdict };
    if (verdict === 'unclear') unclear ??= condition;
  }
  return unclear === undefined ? undefined : { condition: unclear, verdict: 'unclear' };
}

export function evaluateCondition(condition: Condition, context: Context): ConditionVerdict {
  const { test, negated, quantifier } = condition;
  const values = findValues(context, condition.key);
  if (test.kind === 'null') return test.values.includes(values === undefined) ? 'met' : 'unmet';
  if (values === undefined || (quantifier !== undefined && values.length === 0)) return verdictOfAbsence(condition);
  const results = values.map((value) => {
    const matched = matchesAny(test, value, context);
    return matched === undefined ? undefined : matched !== negated;
  });
  // Without a quantifier a negated operator means NOR over all values, a positive one OR.
  const needsAll = quantifier === 'all' || (quantifier === undefined && negated);
  const decisive = needsAll ? results.includes(false) : results.includes(true);
  if (decisive) return needsAll ? 'unmet' : 'met';
  if (results.includes(undefined)) return 'unclear';
  return needsAll ? 'met' : 'unmet';
}

function verdictOfAbsence({ ifExists, quantifier, negated }: Condition): ConditionVerdict {
  if (ifExists || quantifier === 'all') return 'met';
  if (quantifier === 'any') return 'unmet';
  return negated ? 'met' : 'unmet';
}

// The statement's values are joined by OR; undefined when the request's value has the wrong form.
function matchesAny(test: Exclude<Test, { kind: 'null' }>, value: string, context: Context): boolean | undefined {
  switch (test.kind) {
    case 'string':
      return test.values.some((template) => matchesString({ test: test.test, template, value }, context));
    case 'arn':
      return test.values.some((pattern) => matchesArn(pattern, value, context));
    case 'numeric':
      return matchesOrder(test.test, test.values, parseNumber(value));
    case 'date':
      return matchesOrder(test.test, test.values, parseInstant(value));
    case 'bool': {
      const actual = parseBoolean(value);
      return actual === undefined ? undefined : test.values.includes(actual);
    }
    case 'binary':
      return test.values.includes(value);
    case 'ip':
      return matchesIp(test.values, value);
  }
}

function matchesString(
  { test, template, value }: { test: StringTest; template: Template; value: string },
  context: Context,
): boolean {
  if (test === 'like') {
    const glob = resolveGlob(template, context);
    return glob !== undefined && matchesGlob(glob, value);
  }
  const expected = resolveText(template, context);
  if (expected === undefined) return false;
  return test === 'equals' ? expected === value : expected.toLowerCase() === value.toLowerCase();
}

const COMPARE: Readonly<Record<OrderTest, (actual: number, limit: number) => boolean>> = {
  equals: (actual, limit) => actual === limit,
  less: (actual, limit) => actual < limit,
  lessOrEqual: (actual, limit) => actual <= limit,
  greater: (actual, limit) => actual > limit,
  greaterOrEqual: (actual, limit) => actual >= limit,
};

function matchesOrder(test: OrderTest, limits: readonly number[], actual: number | undefined): boolean | undefined {
  return actual === undefined ? undefined : limits.some((limit) => COMPARE[test](actual, limit));
}

function matchesIp(ranges: readonly IpRange[], value: string): boolean | undefined {
  const version = isIP(value);
  if (version === 0) return undefined;
  const list = new BlockList();
  for (const { address, prefix, family } of ranges) list.addSubnet(address, prefix, family);
  return list.check(value, version === 4 ? 'ipv4' : 'ipv6');
}
