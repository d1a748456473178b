// Session policies: they can only narrow what the role may do.
import { isAppError } from '@keyshift/base';
import type { ActionDeps } from '../../action/action.ts';
import { findOwnArn } from '../../iam/names.ts';
import { stsFaults } from '../faults.ts';

export type SessionPolicyInput = { readonly document: string | undefined; readonly arns: readonly string[] };
export type SessionPolicies = { readonly document?: string; readonly arns: readonly string[] };

const MAX_ARNS = 10;
const MAX_PLAIN = 2048;

/** Undefined when the request has none. Throws MalformedPolicyDocument, PackedPolicyTooLarge, ValidationError. */
export async function readSessionPolicies(
  deps: ActionDeps,
  { document, arns }: SessionPolicyInput,
): Promise<SessionPolicies | undefined> {
  if (document === undefined && arns.length === 0) return undefined;
  if (document !== undefined) checkDocument(deps, document);
  if (plainSize({ document, arns }) > MAX_PLAIN) {
    const message = `Packed size of session policies consumes more than 100% of the allotted space.`;
    throw stsFaults.packedPolicyTooLarge(message, { rule: 'sts.session_policies_too_large' });
  }
  await checkArns(deps, arns);
  return document === undefined ? { arns } : { document, arns };
}

/** Percent of the space that is used. */
export function packedPolicySize(input: SessionPolicyInput): number {
  return Math.ceil((plainSize(input) / MAX_PLAIN) * 100);
}

function plainSize({ document, arns }: SessionPolicyInput): number {
  return (document ?? '').length + arns.join('').length;
}

function checkDocument({ documents }: ActionDeps, document: string): void {
  try {
    documents.policy(document, 'identity');
  } catch (error) {
    if (!isAppError(error)) throw error;
    const message = String(error.details['awsMessage'] ?? 'Syntax errors in policy.');
    throw stsFaults.malformedPolicy(message, { rule: error.code, cause: error });
  }
}

async function checkArns(deps: ActionDeps, arns: readonly string[]): Promise<void> {
  const own = arns.map((arn) => findOwnArn(arn, { accountId: deps.accountId, type: 'policy' }));
  const known = own.includes(undefined) ? [] : await deps.store.findMany('policy', arns);
  if (arns.length > MAX_ARNS || known.length !== new Set(arns).size) {
    throw stsFaults.validation('PolicyArns must name managed policies of this account, at most 10.', {
      rule: 'sts.session_policy_unknown',
    });
  }
}
