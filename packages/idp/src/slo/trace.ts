// The trace of one single logout, as its audit entry keeps it: a step for each application that took part.
import { type AppError, type ErrorText, newId } from '@keyshift/base';
import { type Application, TRACE_LIMITS, type Trace, type TraceStep } from '@keyshift/directory';
import type { Site } from '../deps.ts';
import type { SessionClient } from '../session/session-rules.ts';
import type { Logout, Participant } from './logout.ts';

type LogoutTrace = {
  readonly client: SessionClient;
  readonly application: Pick<Application, 'id' | 'label'> | null;
  readonly logout?: Logout;
  readonly refusal?: AppError;
};

function stepOf({ label, state }: Participant): TraceStep {
  const outcome = state === 'ended' ? 'passed' : state === 'waiting' ? 'skipped' : 'refused';
  return { name: label, title: `Whether ${label} ended its session`, outcome, milliseconds: 0, facts: { state } };
}

const FIXES: Readonly<Record<string, (label: string) => string>> = {
  'idp.logout_unverified': (label) =>
    `upload the application’s metadata at ${label}, tab SSO, and let it sign its logout messages`,
  'saml.signature_invalid': (label) =>
    `if the application has a new key, upload its metadata again at ${label}, tab SSO; if not, somebody else made this message`,
  'saml.signature_misplaced': (label) =>
    `by redirect a message has no signature inside: choose the POST binding for single logout at ${label}, tab SSO`,
  'idp.logout_refused': () => 'compare the SP entity ID, the single logout address and the clocks on both sides',
  'idp.application_inactive': (label) => `activate ${label} if it should take part in single logout again`,
};

/** The person at the browser reads what they can do; this is for whoever can correct it. */
function administratorWords({ code, why, fix }: AppError, label: string): ErrorText {
  const ownFix = Object.hasOwn(FIXES, code) ? FIXES[code]?.(label) : undefined;
  return { what: `a logout message of ${label} was not accepted`, why, fix: ownFix ?? fix };
}

export function logoutTrace(site: Pick<Site, 'random'>, o: LogoutTrace): Trace {
  const { client, application, logout, refusal } = o;
  return {
    id: newId('trc', site.random),
    kind: 'logout',
    flow: application === null ? 'idp' : 'sp',
    personId: logout?.personId ?? null,
    username: '',
    applicationId: application?.id ?? null,
    applicationLabel: application?.label ?? null,
    outcome: refusal === undefined ? 'succeeded' : 'refused',
    code: refusal?.code ?? null,
    address: client.address.slice(0, TRACE_LIMITS.address),
    userAgent: client.userAgent.slice(0, TRACE_LIMITS.userAgent),
    milliseconds: 0,
    steps: (logout?.participants ?? []).map(stepOf),
    refusal: refusal === undefined ? null : administratorWords(refusal, application?.label ?? 'the application'),
  };
}
