// The one list of what must hold before an assertion leaves: in this order, for each of the two ways to begin.
import { acsRegistered } from './checks/acs-registered.ts';
import { applicationActive } from './checks/application-active.ts';
import { applicationFound } from './checks/application-found.ts';
import { attributesBuilt } from './checks/attributes-built.ts';
import { auditStored } from './checks/audit-stored.ts';
import { entitlementDecided } from './checks/entitlement-decided.ts';
import { idpInitiatedAllowed } from './checks/idp-initiated-allowed.ts';
import { personActive } from './checks/person-active.ts';
import { relayStateBounded } from './checks/relay-state-bounded.ts';
import { requestValid } from './checks/request-valid.ts';
import { responseIssued } from './checks/response-issued.ts';
import { sessionLive } from './checks/session-live.ts';
import type { CheckResult, SsoContext, SsoDeps, SsoFacts } from './context.ts';

type Step = {
  readonly name: string;
  readonly sp: boolean;
  readonly idp: boolean;
  run(c: SsoContext, deps: SsoDeps): CheckResult | Promise<CheckResult>;
};

export const SSO_PIPELINE: readonly Step[] = [
  { name: 'application found', sp: true, idp: true, run: applicationFound },
  { name: 'application active', sp: true, idp: true, run: applicationActive },
  { name: 'IdP-initiated allowed', sp: false, idp: true, run: idpInitiatedAllowed },
  { name: 'RelayState bounded', sp: true, idp: true, run: relayStateBounded },
  { name: 'request valid', sp: true, idp: false, run: requestValid },
  { name: 'ACS registered', sp: true, idp: true, run: acsRegistered },
  { name: 'session live', sp: true, idp: true, run: sessionLive },
  { name: 'person active', sp: true, idp: true, run: personActive },
  { name: 'entitlement decided', sp: true, idp: true, run: entitlementDecided },
  { name: 'attributes built', sp: true, idp: true, run: attributesBuilt },
  { name: 'response issued', sp: true, idp: true, run: responseIssued },
  { name: 'audit stored', sp: true, idp: true, run: auditStored },
];

/** Runs every check of the flow; the first refusal ends it. Gives all that was found, the response included. */
export async function runPipeline(facts: SsoFacts, deps: SsoDeps): Promise<SsoContext> {
  let context: SsoContext = facts;
  for (const step of SSO_PIPELINE.filter((one) => one[facts.flow])) {
    context = { ...context, ...(await step.run(context, deps)) };
  }
  return context;
}
