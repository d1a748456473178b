// Audit log, login traces, overview, search.
import { z } from 'zod';
import { id, nothing } from './common.ts';
import type { Endpoint } from './endpoint.ts';
import { traceStep } from './trace-shapes.ts';

const auditRecord = z.object({
  sequence: z.number().int(),
  at: z.string(),
  /** A person's id, `key:<API key id>`, or `system`. */
  actor: z.string(),
  actorName: z.string(),
  action: z.string(),
  target: z.string(),
  targetName: z.string().nullable(),
  /** A sentence. */
  summary: z.string(),
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
  details: z.record(z.string(), z.unknown()),
});
const auditQuery = z.strictObject({
  search: z.string().max(200).optional(),
  actor: z.string().max(80).optional(),
  action: z.string().max(80).optional(),
  target: z.string().max(80).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const traceRow = z.object({
  id,
  at: z.string(),
  kind: z.enum(['login', 'sso', 'logout']),
  flow: z.enum(['sp', 'idp']).nullable(),
  personId: id.nullable(),
  username: z.string(),
  applicationId: id.nullable(),
  applicationLabel: z.string().nullable(),
  outcome: z.enum(['succeeded', 'refused']),
  /** Refusal code. */
  code: z.string().nullable(),
  address: z.string(),
  milliseconds: z.number(),
});
const trace = traceRow.extend({
  userAgent: z.string(),
  steps: z.array(traceStep),
  refusal: z.object({ what: z.string(), why: z.string(), fix: z.string() }).nullable(),
});

/** `assertion`: AWS took one that was not issued here. `guessing`: passwords are guessed from everywhere. */
const ALERT_KINDS = ['assertion', 'guessing'] as const;

/** Of one request to `reconcileAssertions`. */
export const MOST_USES = 100;
const assertionUse = z.strictObject({
  assertionId: z.string().min(1).max(256),
  providerArn: z.string().max(700),
  roleArn: z.string().max(700),
  /** The NameID, if it is known. */
  subject: z.string().max(600).nullable(),
  at: z.iso.datetime({ offset: true }),
  /** From where, as AWS tells it. */
  address: z.string().max(300).nullable(),
});

export const monitorEndpoints = {
  getOverview: {
    method: 'GET',
    path: '/api/v1/overview',
    may: 'read',
    summary: 'Set-up checklist, sign-ins, failures, expiring certificates.',
    query: nothing,
    body: nothing,
    output: z.object({
      checklist: z.array(z.object({ id: z.string(), title: z.string(), done: z.boolean(), path: z.string() })),
      people: z.object({ active: z.number().int(), staged: z.number().int(), suspended: z.number().int() }),
      signIns24h: z.object({ succeeded: z.number().int(), refused: z.number().int() }),
      expiring: z.array(z.object({ applicationId: id, label: z.string(), daysLeft: z.number().int() })),
      recentFailures: z.array(traceRow),
      /** Signs of an attack that an administrator should know of, newest first. */
      alerts: z.array(z.object({ kind: z.enum(ALERT_KINDS), at: z.string(), summary: z.string() })),
    }),
  },
  listAudit: {
    method: 'GET',
    path: '/api/v1/audit',
    may: 'read',
    summary: 'The audit log, newest first.',
    query: auditQuery,
    body: nothing,
    output: z.object({ items: z.array(auditRecord), before: z.number().int().nullable() }),
  },
  exportAudit: {
    method: 'GET',
    path: '/api/v1/audit/export',
    may: 'read',
    summary: 'The audit log as JSON Lines, oldest first, with the hash of each entry.',
    query: auditQuery.omit({ before: true, limit: true }),
    body: nothing,
    output: z.string(),
    file: 'application/x-ndjson',
  },
  verifyAudit: {
    method: 'POST',
    path: '/api/v1/audit/verify',
    may: 'read',
    summary: 'Recomputes the hash chain and names the first entry that does not fit.',
    query: nothing,
    body: nothing,
    output: z.object({
      ok: z.boolean(),
      entries: z.number().int(),
      sequence: z.number().int().nullable(),
      reason: z.string().nullable(),
    }),
  },
  reconcileAssertions: {
    method: 'POST',
    path: '/api/v1/audit/reconcile',
    may: 'manage',
    summary: 'Which assertions that AWS took were never issued here; each such finding goes into the audit log.',
    query: nothing,
    body: z.strictObject({
      /** ARNs of the SAML providers that count; those of the applications unless told. */
      providers: z.array(z.string().max(700)).min(1).max(100).optional(),
      uses: z.array(assertionUse).max(MOST_USES),
    }),
    output: z.object({
      providers: z.array(z.string()),
      /** In the order of the uses. `too_old`: before the oldest entry of the log, which cannot know. */
      items: z.array(
        assertionUse.extend({
          verdict: z.enum(['issued', 'unknown', 'differs', 'too_old', 'other_provider']),
          difference: z.enum(['role', 'subject', 'time']).optional(),
        }),
      ),
    }),
  },
  listTraces: {
    method: 'GET',
    path: '/api/v1/traces',
    may: 'read',
    summary: 'Sign-ins, newest first.',
    query: z.strictObject({
      search: z.string().max(200).optional(),
      personId: id.optional(),
      applicationId: id.optional(),
      outcome: z.enum(['succeeded', 'refused']).optional(),
      kind: z.enum(['login', 'sso', 'logout']).optional(),
      before: z.string().max(80).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    body: nothing,
    output: z.object({ items: z.array(traceRow), before: z.string().nullable() }),
  },
  getTrace: {
    method: 'GET',
    path: '/api/v1/traces/:id',
    may: 'read',
    summary: 'One sign-in, step by step, with the cause and the fix.',
    query: nothing,
    body: nothing,
    output: trace,
  },
  search: {
    method: 'GET',
    path: '/api/v1/search',
    may: 'read',
    summary: 'People, groups and applications whose names match.',
    query: z.strictObject({ q: z.string().trim().min(1).max(200) }),
    body: nothing,
    output: z.object({
      items: z.array(
        z.object({ kind: z.enum(['person', 'group', 'application']), id, title: z.string(), subtitle: z.string() }),
      ),
    }),
  },
} as const satisfies Record<string, Endpoint>;

export type AuditRecord = z.output<typeof auditRecord>;
export type TraceRow = z.output<typeof traceRow>;
export type Trace = z.output<typeof trace>;
export type AssertionUse = z.output<typeof assertionUse>;
