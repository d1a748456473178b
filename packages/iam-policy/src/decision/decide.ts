// The verdict on one request: explicit deny, then the intersection of all kinds of policy, deny by default.
import type { Policy, Statement } from '../document/policy.ts';
import { evaluateStatement, type Miss } from './evaluate-statement.ts';
import type { AccessRequest } from './request.ts';

/** A policy with the name that explanations use: an ARN or a description. */
export type NamedPolicy = { readonly name: string; readonly policy: Policy };

export type PolicyRole = 'identity-based policy' | 'session policy' | 'permissions boundary' | 'role trust policy';

export type Decision =
  | { readonly allowed: true; readonly explanation: string }
  | {
      readonly allowed: false;
      readonly reason: 'explicit-deny' | 'no-allow';
      /** The kind of policy that decided. */
      readonly by: PolicyRole;
      readonly explanation: string;
    };

export type AccessInput = {
  readonly request: AccessRequest;
  readonly identityPolicies: readonly NamedPolicy[];
  /** Absent: no boundary is set. */
  readonly permissionsBoundary?: NamedPolicy;
  /** Absent: the session was made without any. An empty list allows nothing. */
  readonly sessionPolicies?: readonly NamedPolicy[];
};

type Layer = { readonly role: PolicyRole; readonly policies: readonly NamedPolicy[] };

/** Decides an access by the policies of an identity. Pure; never throws for parsed policies. */
export function decide(input: AccessInput): Decision {
  const layers: Layer[] = [{ role: 'identity-based policy', policies: input.identityPolicies }];
  if (input.permissionsBoundary !== undefined) {
    layers.push({ role: 'permissions boundary', policies: [input.permissionsBoundary] });
  }
  if (input.sessionPolicies !== undefined) layers.push({ role: 'session policy', policies: input.sessionPolicies });
  return decideLayers(layers, (statement) => evaluateStatement(statement, input.request));
}

type Evaluate = (statement: Statement) => ReturnType<typeof evaluateStatement>;

/** Any Deny of any layer denies; otherwise every layer must hold an Allow. */
export function decideLayers(layers: readonly Layer[], evaluate: Evaluate): Decision {
  for (const { role, policies } of layers) {
    const deny = findApplying(policies, 'Deny', evaluate);
    if (deny !== undefined) {
      return { allowed: false, reason: 'explicit-deny', by: role, explanation: `${deny} denies it` };
    }
  }
  const allows: string[] = [];
  for (const { role, policies } of layers) {
    const allow = findApplying(policies, 'Allow', evaluate);
    if (allow === undefined) {
      return { allowed: false, reason: 'no-allow', by: role, explanation: explainMiss(role, policies, evaluate) };
    }
    allows.push(allow);
  }
  return { allowed: true, explanation: `${allows.join(' and ')} allows it` };
}

function findApplying(
  policies: readonly NamedPolicy[],
  effect: 'Allow' | 'Deny',
  evaluate: Evaluate,
): string | undefined {
  for (const named of policies) {
    const statement = named.policy.statements.find((item) => item.effect === effect && evaluate(item).applies);
    if (statement !== undefined) return nameStatement(named, statement);
  }
  return undefined;
}

function nameStatement({ name }: NamedPolicy, { sid, index }: Statement): string {
  return `statement ${sid === undefined || sid === '' ? index + 1 : `"${sid}"`} of ${name}`;
}

const NEARNESS: Readonly<Record<Miss['at'], number>> = { action: 0, resource: 1, condition: 2 };

// The statement that came closest is what a person wants to read about.
function explainMiss(role: PolicyRole, policies: readonly NamedPolicy[], evaluate: Evaluate): string {
  const misses = policies.flatMap((named) =>
    named.policy.statements.flatMap((statement) => {
      const verdict = evaluate(statement);
      if (statement.effect === 'Deny' || verdict.applies || verdict.at === 'action') return [];
      return [
        {
          nearness: NEARNESS[verdict.at],
          text: `${nameStatement(named, statement)} comes closest, but ${verdict.detail}`,
        },
      ];
    }),
  );
  const closest = misses.sort((left, right) => right.nearness - left.nearness)[0];
  return closest === undefined ? `no ${role} names that action` : closest.text;
}
