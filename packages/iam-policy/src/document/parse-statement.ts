// One statement: effect, actions, resources, principals, conditions.
import { parseConditions } from '../condition/parse-conditions.ts';
import { iamPolicyErrors } from '../errors.ts';
import type { JsonObject } from './json.ts';
import { parseActions } from './parse-actions.ts';
import { parsePrincipals } from './parse-principals.ts';
import { parseResources } from './parse-resources.ts';
import type { PolicyKind, Statement } from './policy.ts';

const ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition', 'Principal'];
const SID = /^[0-9A-Za-z]*$/;

export type StatementPlace = { kind: PolicyKind; index: number; variables: boolean };

export function parseStatement(statement: JsonObject, place: StatementPlace): Statement {
  const unknown = Object.keys(statement).find((key) => !ELEMENTS.includes(key));
  if (unknown === 'NotPrincipal') throw iamPolicyErrors.principalInvalid({ principal: 'NotPrincipal' });
  if (unknown !== undefined) throw iamPolicyErrors.syntax({ why: `"${unknown}" is not an element of a statement` });
  return {
    index: place.index,
    sid: readSid(statement),
    effect: readEffect(statement),
    actions: parseActions(statement, place.kind),
    resources: parseResources(statement, place),
    principals: parsePrincipals(statement, place.kind),
    conditions: parseConditions(statement['Condition'], place),
  };
}

function readEffect(statement: JsonObject): 'Allow' | 'Deny' {
  const effect = statement['Effect'];
  if (effect === 'Allow' || effect === 'Deny') return effect;
  throw iamPolicyErrors.syntax({ why: 'the Effect of a statement is neither Allow nor Deny' });
}

function readSid(statement: JsonObject): string | undefined {
  const sid = statement['Sid'];
  if (sid === undefined) return undefined;
  if (typeof sid !== 'string' || !SID.test(sid)) {
    throw iamPolicyErrors.syntax({ why: 'a Sid has characters other than letters and digits' });
  }
  return sid;
}
