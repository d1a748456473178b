// The trace of one single logout, as its audit entry keeps it: a step for each application that took part.
import { type AppError, newId } from '@keyshift/base';
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

export function logoutTrace(site: Pick<Site, 'random'>, o: LogoutTrace): Trace {
  const { client, application, logout, refusal } = o;
  const { what, why, fix } = refusal ?? {};
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
    refusal: what === undefined || why === undefined || fix === undefined ? null : { what, why, fix },
  };
}
