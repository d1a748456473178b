// The one list of what must hold before an assertion leaves: in this order, for each of the two ways to begin.
import { type AppError, isAppError } from '@keyshift/base';
import type { TraceStep } from '@keyshift/directory';
import { acsRegistered } from './checks/acs-registered.ts';
import { applicationActive } from './checks/application-active.ts';
import { applicationFound } from './checks/application-found.ts';
import { attributesBuilt } from './checks/attributes-built.ts';
import { auditStored } from './checks/audit-stored.ts';
import { contextSatisfied } from './checks/context-satisfied.ts';
import { entitlementDecided } from './checks/entitlement-decided.ts';
import { idpInitiatedAllowed } from './checks/idp-initiated-allowed.ts';
import { nameIdChosen } from './checks/name-id-chosen.ts';
import { nameIdPolicyMet } from './checks/name-id-policy-met.ts';
import { personActive } from './checks/person-active.ts';
import { relayStateBounded } from './checks/relay-state-bounded.ts';
import { requestRead } from './checks/request-read.ts';
import { requestSigned } from './checks/request-signed.ts';
import { requestValid } from './checks/request-valid.ts';
import { responseIssued } from './checks/response-issued.ts';
import { secondFactorUsed } from './checks/second-factor-used.ts';
import { sessionLive } from './checks/session-live.ts';
import type { CheckResult, SsoContext, SsoDeps, SsoFacts } from './context.ts';
import { elapsedOf, moment } from './elapsed.ts';
import * as facts from './step-facts.ts';
import { traceOf } from './trace.ts';

type Step = {
  readonly name: string;
  /** What is looked at, in a person's words. */
  readonly title: string;
  readonly sp: boolean;
  readonly idp: boolean;
  /** Part of an administrator's preview, which has no session and no request, and leaves no record. */
  readonly preview: boolean;
  run(c: SsoContext, deps: SsoDeps): CheckResult | Promise<CheckResult>;
  readonly facts: facts.StepFacts;
};
type Way = 'sp' | 'idp' | 'preview';

const all = { sp: true, idp: true, preview: true } as const;
const live = { sp: true, idp: true, preview: false } as const;
const onlySp = { sp: true, idp: false, preview: false } as const;
const onlyIdp = { sp: false, idp: true, preview: false } as const;

// biome-ignore format: one line for each step
export const SSO_PIPELINE: readonly Step[] = [
  { name: 'application found', title: 'Which application has this address', ...all, run: applicationFound, facts: facts.applicationFacts },
  { name: 'application active', title: 'Whether single sign-on is active', ...all, run: applicationActive, facts: facts.stateFacts },
  { name: 'IdP-initiated allowed', title: 'Whether a sign-in may begin here', ...onlyIdp, run: idpInitiatedAllowed, facts: facts.initiationFacts },
  { name: 'RelayState bounded', title: 'Whether the RelayState is short enough', ...all, run: relayStateBounded, facts: facts.relayStateFacts },
  { name: 'request signed', title: 'Who made the request', ...onlySp, run: requestSigned, facts: facts.signatureFacts },
  { name: 'request read', title: 'What the application asks for', ...onlySp, run: requestRead, facts: facts.requestFacts },
  { name: 'request valid', title: 'Whether it is theirs, for this address, and fresh', ...onlySp, run: requestValid, facts: facts.validityFacts },
  { name: 'ACS registered', title: 'Where the answer may go', ...all, run: acsRegistered, facts: facts.acsFacts },
  { name: 'NameID policy met', title: 'Which kind of name is asked for', ...onlySp, run: nameIdPolicyMet, facts: facts.policyFacts },
  { name: 'session live', title: 'Who is signed in', ...live, run: sessionLive, facts: facts.sessionFacts },
  { name: 'person active', title: 'Whether the account is active', ...all, run: personActive, facts: facts.personFacts },
  { name: 'second factor used', title: 'Whether a second factor is needed', ...live, run: secondFactorUsed, facts: facts.factorFacts },
  { name: 'context satisfied', title: 'How strongly the person proved who they are', ...all, run: contextSatisfied, facts: facts.contextFacts },
  { name: 'entitlement decided', title: 'Which group opens the application', ...all, run: entitlementDecided, facts: facts.entitlementFacts },
  { name: 'NameID chosen', title: 'What the application will call the person', ...all, run: nameIdChosen, facts: facts.nameIdFacts },
  { name: 'attributes built', title: 'What the application is told', ...all, run: attributesBuilt, facts: facts.attributeFacts },
  { name: 'response issued', title: 'The signed response', ...all, run: responseIssued, facts: facts.responseFacts },
  { name: 'audit stored', title: 'The record of it', ...live, run: auditStored, facts: facts.noFacts },
];

const STEPS: Readonly<Record<Way, readonly Step[]>> = {
  sp: SSO_PIPELINE.filter((step) => step.sp),
  idp: SSO_PIPELINE.filter((step) => step.idp),
  preview: SSO_PIPELINE.filter((step) => step.preview),
};

function passed(step: Step, c: SsoContext, milliseconds: number): TraceStep {
  const { name, title } = step;
  return { name, title, outcome: 'passed', milliseconds, facts: step.facts(c) };
}

function refused(step: Step, c: SsoContext, o: { milliseconds: number; refusal: AppError }): TraceStep {
  const { facts: found, ...told } = passed(step, c, o.milliseconds);
  // What the check found before it gave up stands in its refusal.
  return { ...told, outcome: 'refused', facts: { ...found, ...o.refusal.details } };
}

function skipped({ name, title }: Step): TraceStep {
  return { name, title, outcome: 'skipped', milliseconds: 0, facts: {} };
}

export type PipelineRun = { readonly context: SsoContext; readonly refusal?: AppError };

/**
 * Runs the steps of one way; the first refusal ends it. What is no refusal but a defect is thrown. This is the hot path:
 * the trail grows in place, and a step that has nothing to wait for is not waited for.
 */
export async function runSteps(way: Way, start: SsoFacts, deps: SsoDeps): Promise<PipelineRun> {
  const trail: TraceStep[] = [];
  let context: SsoContext = { ...start, startedAt: moment(deps), steps: trail };
  const steps = STEPS[way];
  for (const [index, step] of steps.entries()) {
    const since = moment(deps);
    try {
      const result = step.run(context, deps);
      const found = result instanceof Promise ? await result : result;
      if (found !== undefined) context = { ...context, ...found };
      trail.push(passed(step, context, elapsedOf(deps, since)));
    } catch (error) {
      if (!isAppError(error)) throw error;
      const milliseconds = elapsedOf(deps, since);
      trail.push(refused(step, context, { milliseconds, refusal: error }), ...steps.slice(index + 1).map(skipped));
      return { context, refusal: error };
    }
  }
  return { context };
}

// Being sent to sign in, or told that nobody is, is an answer and no failure.
const ANSWERS: readonly string[] = ['idp.sign_in_required', 'idp.passive_refused'];

// A request that fails before anybody is known is what a new service provider's administrator looks for; since nobody is
// accountable for it, only so many from one address are kept.
async function recordRefusal({ context, refusal }: Required<PipelineRun>, deps: SsoDeps): Promise<void> {
  const { session, access, address = '' } = context;
  if (access.application === null || ANSWERS.includes(refusal.code)) return;
  const { audit } = deps.directory;
  const entry = {
    actor: session?.personId ?? 'unknown',
    action: 'sso.refused',
    target: access.application.id,
    details: { code: refusal.code, flow: context.flow },
    trace: traceOf(context, deps, refusal),
  };
  if (session === undefined) await audit.appendRefusal(entry, address);
  else await audit.append(entry);
}

/** Runs every check of the flow. Gives all that was found, the response or the first refusal included. */
export async function runPipeline(start: SsoFacts, deps: SsoDeps): Promise<PipelineRun> {
  const { context, refusal } = await runSteps(start.flow, start, deps);
  if (refusal === undefined) return { context };
  await recordRefusal({ context, refusal }, deps);
  return { context, refusal };
}
