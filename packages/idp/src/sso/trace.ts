// The trace of one sign-in, as its audit entry keeps it.
import { type AppError, newId } from '@keyshift/base';
import { TRACE_LIMITS, type Trace } from '@keyshift/directory';
import type { SsoContext, SsoDeps } from './context.ts';
import { elapsedOf } from './elapsed.ts';

export function traceOf(c: SsoContext, deps: SsoDeps, refusal?: AppError): Trace {
  const { application, person } = c.access;
  const { what, why, fix } = refusal ?? {};
  return {
    id: newId('trc', deps.random),
    kind: 'sso',
    flow: c.flow,
    personId: c.session?.personId ?? null,
    username: person?.username ?? '',
    applicationId: application?.id ?? null,
    applicationLabel: application?.label ?? null,
    outcome: refusal === undefined ? 'succeeded' : 'refused',
    code: refusal?.code ?? null,
    address: (c.address ?? '').slice(0, TRACE_LIMITS.address),
    userAgent: (c.userAgent ?? '').slice(0, TRACE_LIMITS.userAgent),
    milliseconds: elapsedOf(deps, c.startedAt),
    steps: [...(c.steps ?? [])],
    refusal: what === undefined || why === undefined || fix === undefined ? null : { what, why, fix },
  };
}
