// Whether one statement speaks about a request.
import { findUnmet } from '../condition/evaluate.ts';
import type { Statement } from '../document/policy.ts';
import { matchesArn } from '../matching/arn-pattern.ts';
import { matchesGlob } from '../matching/glob.ts';
import type { AccessRequest } from './request.ts';

/** Why a statement does not apply, for explanations; the nearest miss is the one furthest down this list. */
export type Miss = { readonly at: 'action' | 'resource' | 'condition'; readonly detail: string };
export type StatementVerdict = { readonly applies: true } | ({ readonly applies: false } & Miss);

export function evaluateStatement(statement: Statement, request: AccessRequest): StatementVerdict {
  if (!matchesAction(statement, request.action)) {
    return { applies: false, at: 'action', detail: `it is not about ${request.action}` };
  }
  if (!matchesResource(statement, request)) {
    return { applies: false, at: 'resource', detail: `it does not cover ${request.resource}` };
  }
  const unmet = findUnmet(statement.conditions, request.context);
  // A value that cannot be read must not lift a Deny nor meet an Allow.
  if (unmet === undefined || (unmet.verdict === 'unclear' && statement.effect === 'Deny')) return { applies: true };
  const { operator, key } = unmet.condition;
  return { applies: false, at: 'condition', detail: `its condition ${operator} on ${key} is not met` };
}

function matchesAction({ actions }: Statement, action: string): boolean {
  const lower = action.toLowerCase();
  return actions.items.some(({ glob }) => matchesGlob(glob, lower)) !== actions.not;
}

function matchesResource({ resources }: Statement, { resource, context }: AccessRequest): boolean {
  if (resources === undefined) return true;
  return resources.items.some((pattern) => matchesArn(pattern, resource, context)) !== resources.not;
}
