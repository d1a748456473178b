// What people do for themselves: tiles, profile, password, factors, sessions.
import { z } from 'zod';
import { done, id, nothing } from './common.ts';
import type { Endpoint } from './endpoint.ts';
import { adminRole, factor, person, sessionRow } from './people.ts';
import { traceStep } from './trace-shapes.ts';

const session = z.object({
  person: person.pick({ id: true, username: true, displayName: true, email: true }),
  role: adminRole.nullable(),
  /** Goes back as `x-csrf-token` with every change. */
  csrfToken: z.string(),
  expiresAt: z.string(),
  /** True while the person's last proof of identity is young enough for `fresh` routes. */
  isFresh: z.boolean(),
  organisation: z.string(),
  supportContact: z.string().nullable(),
  /** What this installation is, for the chip in the top bar. */
  environment: z.object({
    label: z.string(),
    isRehearsal: z.boolean(),
    /** Whether there is a local AWS whose console can be opened at `/aws`. */
    hasAwsConsole: z.boolean(),
  }),
});
const tile = z.object({
  id,
  label: z.string(),
  description: z.string(),
  kind: z.enum(['saml', 'bookmark']),
  connector: z.string(),
  colour: z.string(),
  logoUrl: z.string().nullable(),
  /** Where a click leads. */
  launchUrl: z.string(),
  /** Login URL for SQL clients; null for bookmarks. */
  loginUrl: z.string().nullable(),
  /** False: what is missing, in words. */
  ready: z.boolean(),
  missing: z.string().nullable(),
  viaGroups: z.array(z.string()),
  lastUsedAt: z.string().nullable(),
});
const activityRow = z.object({
  id: z.string(),
  at: z.string(),
  summary: z.string(),
  outcome: z.enum(['succeeded', 'refused']),
  address: z.string(),
  steps: z.array(traceStep).optional(),
});

export const selfEndpoints = {
  getSession: {
    method: 'GET',
    path: '/api/v1/session',
    may: 'self',
    summary: 'Who is signed in, and what they may do.',
    query: nothing,
    body: nothing,
    output: session,
  },
  reauthenticate: {
    method: 'POST',
    path: '/api/v1/session/reauthenticate',
    may: 'self',
    summary: 'Proves again who is there, with the password and, if there is one, a second factor’s code.',
    query: nothing,
    body: z.strictObject({ password: z.string().max(4_096), code: z.string().max(64).optional() }),
    output: session,
  },
  getMe: {
    method: 'GET',
    path: '/api/v1/me',
    may: 'self',
    summary: 'My profile and groups.',
    query: nothing,
    body: nothing,
    output: person.extend({ groups: z.array(z.string()) }),
  },
  updateMe: {
    method: 'PATCH',
    path: '/api/v1/me',
    may: 'self',
    summary: 'Changes what people may change themselves.',
    query: nothing,
    body: z
      .strictObject({
        displayName: z.string().max(512),
        phone: z.string().max(200),
        mobile: z.string().max(200),
        location: z.string().max(200),
        jobTitle: z.string().max(200),
      })
      .partial(),
    output: person,
    etag: true,
  },
  listMyApplications: {
    method: 'GET',
    path: '/api/v1/me/applications',
    may: 'self',
    summary: 'My tiles, recently used first.',
    query: nothing,
    body: nothing,
    output: z.object({ items: z.array(tile) }),
  },
  changeMyPassword: {
    method: 'POST',
    path: '/api/v1/me/password',
    may: 'self',
    summary: 'Sets a new password; all other sessions end.',
    query: nothing,
    body: z.strictObject({ current: z.string().max(4_096), next: z.string().max(4_096) }),
    output: done,
  },
  getPasswordPolicy: {
    method: 'GET',
    path: '/api/v1/me/password-policy',
    may: 'self',
    summary: 'What a new password must be, as sentences.',
    query: nothing,
    body: nothing,
    output: z.object({ rules: z.array(z.string()) }),
  },
  listMyFactors: {
    method: 'GET',
    path: '/api/v1/me/factors',
    may: 'self',
    summary: 'My second factors.',
    query: nothing,
    body: nothing,
    output: z.object({ items: z.array(factor) }),
  },
  startTotp: {
    method: 'POST',
    path: '/api/v1/me/factors/totp',
    may: 'self',
    summary: 'Begins to set up an authenticator app.',
    query: nothing,
    body: nothing,
    output: z.object({ enrolmentId: id, secret: z.string(), uri: z.string(), qrSvg: z.string() }),
    fresh: true,
  },
  confirmTotp: {
    method: 'POST',
    path: '/api/v1/me/factors/totp/confirm',
    may: 'self',
    summary: 'Proves that the app shows the right code; the first factor comes with recovery codes.',
    query: nothing,
    body: z.strictObject({ enrolmentId: id, code: z.string().max(20), name: z.string().max(200) }),
    output: z.object({ factor, recoveryCodes: z.array(z.string()).nullable() }),
    fresh: true,
  },
  startPasskey: {
    method: 'POST',
    path: '/api/v1/me/factors/passkeys/options',
    may: 'self',
    summary: 'Options for making a passkey.',
    query: nothing,
    body: nothing,
    output: z.object({ challengeId: id, options: z.looseObject({}) }),
    fresh: true,
  },
  addPasskey: {
    method: 'POST',
    path: '/api/v1/me/factors/passkeys',
    may: 'self',
    summary: 'Stores a passkey.',
    query: nothing,
    body: z.strictObject({ challengeId: id, name: z.string().max(200), response: z.looseObject({}) }),
    output: z.object({ factor, recoveryCodes: z.array(z.string()).nullable() }),
    fresh: true,
  },
  removeMyFactor: {
    method: 'DELETE',
    path: '/api/v1/me/factors/:factorId',
    may: 'self',
    summary: 'Removes one of my factors.',
    query: nothing,
    body: nothing,
    output: done,
    fresh: true,
  },
  renewRecoveryCodes: {
    method: 'POST',
    path: '/api/v1/me/recovery-codes',
    may: 'self',
    summary: 'New recovery codes; the old ones no longer work.',
    query: nothing,
    body: nothing,
    output: z.object({ recoveryCodes: z.array(z.string()) }),
    fresh: true,
  },
  listMySessions: {
    method: 'GET',
    path: '/api/v1/me/sessions',
    may: 'self',
    summary: 'Where I am signed in.',
    query: nothing,
    body: nothing,
    output: z.object({ items: z.array(sessionRow) }),
  },
  endMySessions: {
    method: 'POST',
    path: '/api/v1/me/sessions/end',
    may: 'self',
    summary: 'Ends one of my sessions, or all but this one.',
    query: nothing,
    body: z.strictObject({ sessionId: id.optional() }),
    output: z.object({ ended: z.number().int() }),
  },
  listMyActivity: {
    method: 'GET',
    path: '/api/v1/me/activity',
    may: 'self',
    summary: 'My recent sign-ins.',
    query: nothing,
    body: nothing,
    output: z.object({ items: z.array(activityRow) }),
  },
} as const satisfies Record<string, Endpoint>;

export type SessionInfo = z.output<typeof session>;
export type Tile = z.output<typeof tile>;
