// Decides an action by the policies of the caller's role; the account's root may do everything.
import { AwsFault } from '@keyshift/aws-protocol';
import { createContext, type Decision, decide, type NamedPolicy } from '@keyshift/iam-policy';
import type { ManagedPolicy } from '../store/resources.ts';
import type { ActionDeps, Call, Need, ServiceName } from './action.ts';
import type { Caller } from './caller.ts';

type SessionCaller = Extract<Caller, { kind: 'session' }>;
export type ActionNames = { readonly service: ServiceName; readonly action: string };

/** Throws the refusal of the service when one of the needs is not met; nobody is allowed anything by default. */
export async function checkAuthorized(
  deps: ActionDeps,
  call: Call,
  { names, needs }: { names: ActionNames; needs: readonly Need[] },
): Promise<void> {
  const { caller } = call;
  if (caller.kind === 'root' || needs.length === 0) return;
  if (caller.kind === 'anonymous')
    throw denied({ names, action: names.action, arn: 'anonymous', resource: '*' }, undefined);
  const policies = await loadPolicies(deps, caller);
  const common = commonContext(deps, call, caller);
  for (const need of needs) {
    const action = need.action ?? `${names.service}:${names.action}`;
    const context = createContext({ ...common, ...need.context });
    const decision = decide({ request: { action, resource: need.resource, context }, ...policies });
    deps.log('debug', 'rehearsal.decision', {
      requestId: call.requestId,
      caller: caller.arn,
      action,
      resource: need.resource,
      allowed: decision.allowed,
      explanation: decision.explanation,
    });
    if (!decision.allowed) throw denied({ names, action, arn: caller.arn, resource: need.resource }, decision);
  }
}

async function loadPolicies(
  deps: ActionDeps,
  caller: SessionCaller,
): Promise<{
  identityPolicies: readonly NamedPolicy[];
  sessionPolicies?: readonly NamedPolicy[];
}> {
  const attached = caller.role.attached.map(({ arn }) => arn);
  const chosen = caller.session.sessionPolicies;
  const managed = await deps.store.findMany('policy', [...new Set([...attached, ...(chosen?.arns ?? [])])]);
  const pick = (arns: readonly string[]) =>
    managed.filter(({ arn }) => arns.includes(arn)).map((policy) => nameManaged(deps, policy));
  const identityPolicies = pick(attached);
  if (chosen === undefined) return { identityPolicies };
  const inline = chosen.document === undefined ? [] : [nameInline(deps, chosen.document)];
  return { identityPolicies, sessionPolicies: [...inline, ...pick(chosen.arns)] };
}

function nameManaged({ documents }: ActionDeps, policy: ManagedPolicy): NamedPolicy {
  const version = policy.versions.find(({ id }) => id === policy.defaultVersionId);
  // Without its default version a policy says nothing, and nothing allows nothing.
  const document = version?.document ?? '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}';
  return { name: policy.arn, policy: documents.policy(document, 'identity') };
}

function nameInline({ documents }: ActionDeps, document: string): NamedPolicy {
  return { name: 'the session policy', policy: documents.policy(document, 'identity') };
}

function commonContext(deps: ActionDeps, call: Call, caller: SessionCaller): Record<string, string | undefined> {
  const now = deps.now();
  const { session, role } = caller;
  return {
    ...session.federation,
    ...Object.fromEntries(session.tags.map(({ key, value }) => [`aws:PrincipalTag/${key}`, value])),
    'aws:userid': caller.userId,
    'aws:PrincipalArn': role.arn,
    'aws:PrincipalAccount': deps.accountId,
    'aws:PrincipalType': 'AssumedRole',
    'aws:SourceIdentity': session.sourceIdentity,
    'aws:SourceIp': call.sourceIp,
    'aws:CurrentTime': now.toISOString(),
    'aws:EpochTime': String(Math.floor(now.getTime() / 1000)),
    'aws:TokenIssueTime': new Date(session.issuedAtMs).toISOString(),
    'aws:RequestedRegion': deps.region,
    'aws:ViaAWSService': 'false',
  };
}

type Denial = { names: ActionNames; action: string; arn: string; resource: string };

function denied({ names, action, arn, resource }: Denial, decision: Decision | undefined): AwsFault {
  const cause = decision?.explanation;
  if (names.service === 'ec2') {
    const message = 'You are not authorized to perform this operation.';
    return new AwsFault({ code: 'UnauthorizedOperation', status: 403, message, rule: 'iam.denied', cause });
  }
  const message = `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${becauseOf(action, decision)}`;
  const isJson = names.service === 'cloudtrail';
  const [code, status] = isJson ? (['AccessDeniedException', 400] as const) : (['AccessDenied', 403] as const);
  return new AwsFault({ code, status, message, rule: 'iam.denied', cause });
}

function becauseOf(action: string, decision: Decision | undefined): string {
  if (decision === undefined || decision.allowed) return `because no identity-based policy allows the ${action} action`;
  const article = decision.by === 'identity-based policy' ? 'an' : 'a';
  if (decision.reason === 'explicit-deny') return `with an explicit deny in ${article} ${decision.by}`;
  return `because no ${decision.by} allows the ${action} action`;
}
