// The trace of one sign-in at these pages, as its audit entry keeps it.
import { newId } from '@keyshift/base';
import { TRACE_LIMITS, type Trace, type TraceStep } from '@keyshift/directory';
import type { Site } from '../deps.ts';
import type { LoginMethod, SessionClient } from '../session/session-rules.ts';

type LoginStep = 'password' | 'totp' | 'passkey' | 'recovery_code';

const TITLES: Readonly<Record<LoginStep, string>> = {
  password: 'Whether the password is right and the account is active',
  totp: 'Whether the code of the authenticator app is right and new',
  passkey: 'Whether a registered passkey signed the challenge',
  recovery_code: 'Whether the recovery code is right and unused',
};

type Refusal = { readonly code: string; readonly what: string; readonly why: string; readonly fix: string };

/** In words for an administrator; the person at the screen is told less. */
const REFUSALS: Readonly<Record<string, Omit<Refusal, 'code'>>> = {
  unknown: {
    what: 'nobody was signed in',
    why: 'there is no such user name',
    fix: 'check the spelling, or create the user',
  },
  wrong: {
    what: 'the person was not signed in',
    why: 'the password was wrong',
    fix: 'make a link to set a new password if they forgot it',
  },
  locked: {
    what: 'the person was not signed in',
    why: 'sign-in is paused after too many wrong passwords',
    fix: 'unlock the user, and ask them whether they were the ones who tried',
  },
  throttled: {
    what: 'nobody was signed in',
    why: 'too many sign-ins from this address or the network around it failed',
    fix: 'wait a quarter of an hour; find out what runs there if it goes on',
  },
  not_active: {
    what: 'the person was not signed in',
    why: 'the account is staged or suspended',
    fix: 'activate the user if they should get in',
  },
  code: {
    what: 'the person was not signed in',
    why: 'the code was wrong, used already, or tries are paused',
    fix: 'let them check the clock of their phone; remove the factor if they lost it',
  },
  passkey: {
    what: 'nobody was signed in',
    why: 'the passkey is unknown here, belongs to somebody else, or its answer came too late',
    fix: 'let them sign in with the password and add the passkey again',
  },
};

/** Why a sign-in with this trace code was refused, or the code itself: the others are the applications' refusals. */
export function reasonOf(code: string): string {
  return REFUSALS[code.replace(/^login\./, '')]?.why ?? code;
}

type LoginTrace = {
  readonly personId: string | null;
  /** As it was typed, if nobody has that name. */
  readonly username: string;
  readonly client: SessionClient;
  readonly proved: readonly LoginMethod[];
  /** Since the request of the last step came in. */
  readonly milliseconds: number;
  readonly failed?: { readonly step: LoginStep; readonly reason: string };
};

function stepsOf({ proved, failed, milliseconds }: LoginTrace): TraceStep[] {
  const names = failed === undefined ? proved : [...proved, failed.step];
  return names.map((name, index) => ({
    name,
    title: TITLES[name],
    outcome: index < proved.length ? 'passed' : 'refused',
    // Each step is a request of its own, and this entry is written by the last of them.
    milliseconds: index === names.length - 1 ? milliseconds : 0,
    facts: index < proved.length || failed === undefined ? {} : { reason: failed.reason },
  }));
}

export function loginTrace(site: Pick<Site, 'random'>, o: LoginTrace): Trace {
  const { failed } = o;
  return {
    id: newId('trc', site.random),
    kind: 'login',
    flow: null,
    personId: o.personId,
    username: o.username.slice(0, TRACE_LIMITS.username),
    applicationId: null,
    applicationLabel: null,
    outcome: failed === undefined ? 'succeeded' : 'refused',
    code: failed === undefined ? null : `login.${failed.reason}`,
    address: o.client.address.slice(0, TRACE_LIMITS.address),
    userAgent: o.client.userAgent.slice(0, TRACE_LIMITS.userAgent),
    milliseconds: o.milliseconds,
    steps: stepsOf(o),
    refusal: (failed && REFUSALS[failed.reason]) ?? null,
  };
}

/** Keeps a refused sign-in in the audit log. */
export async function recordRefusedLogin(
  site: Pick<Site, 'random' | 'directory'>,
  o: LoginTrace & Required<Pick<LoginTrace, 'failed'>>,
): Promise<void> {
  const actor = o.personId ?? 'unknown';
  await site.directory.audit.append({
    actor,
    action: 'session.refused',
    target: actor,
    details: { reason: o.failed.reason, address: o.client.address },
    trace: loginTrace(site, o),
  });
}
