// The verdict of a role's trust policy: who may assume it, under which conditions.
import type { Context } from '../context.ts';
import type { Policy, Principal, Statement } from '../document/policy.ts';
import { type Decision, decideLayers } from './decide.ts';
import { evaluateStatement } from './evaluate-statement.ts';

/** Who asks: a SAML provider by its ARN, an AWS principal by its ARN, or a service. */
export type TrustPrincipal = { readonly type: 'Federated' | 'AWS' | 'Service'; readonly value: string };

export type TrustInput = {
  /** Name for explanations, such as the role's ARN. */
  readonly name: string;
  readonly policy: Policy;
  readonly principal: TrustPrincipal;
  /** `sts:AssumeRoleWithSAML`, `sts:TagSession`, `sts:SetSourceIdentity`. */
  readonly action: string;
  readonly context: Context;
};

/** Needs an explicit Allow that names the principal; nothing else can stand in for it. */
export function decideTrust(input: TrustInput): Decision {
  const { name, policy, principal, action, context } = input;
  const layer = { role: 'role trust policy', policies: [{ name, policy }] } as const;
  return decideLayers([layer], (statement) => {
    if (!namesPrincipal(statement, principal)) {
      return { applies: false, at: 'resource', detail: `it does not name ${principal.value}` };
    }
    return evaluateStatement(statement, { action, resource: '*', context });
  });
}

function namesPrincipal(statement: Statement, principal: TrustPrincipal): boolean {
  return statement.principals.some((item) => isPrincipal(item, principal));
}

function isPrincipal(item: Principal, principal: TrustPrincipal): boolean {
  if (item.type === '*') return true;
  if (item.type !== principal.type) return false;
  if (item.value === principal.value) return true;
  return item.type === 'AWS' && (item.value === '*' || isAccountOf(item.value, principal.value));
}

// An account number and its root ARN both stand for every principal of that account.
function isAccountOf(value: string, arn: string): boolean {
  const account = /^(?:arn:aws[a-z-]*:iam::)?(\d{12})(?::root)?$/.exec(value)?.[1];
  return account !== undefined && account === arn.split(':')[4];
}
