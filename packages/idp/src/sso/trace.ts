// The trace of one sign-in, as its audit entry keeps it.
import { type AppError, newId } from '@keyshift/base';
import { TRACE_LIMITS, type Trace } from '@keyshift/directory';
import { administratorWords } from './administrator-words.ts';
import type { SsoContext, SsoDeps } from './context.ts';
import { elapsedOf } from './elapsed.ts';

export function traceOf(c: SsoContext, deps: SsoDeps, refusal?: AppError): Trace {
  const { application, person } = c.access;
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
    steps: c.steps ?? [],
    refusal: refusal === undefined ? null : administratorWords(c, refusal),
  };
}
